import { expect, test } from 'vitest'
import type { SearchPage } from '#domain/page.ts'
import { RECORD_KINDS } from '#domain/record.ts'
import { sampleLocals } from '#site/sample.ts'
import { bureau } from '../fixtures/bureau.ts'
import { markupOf, page, textOf } from './build.ts'

const sample = sampleLocals('/search/', bureau).search as SearchPage
const search = (about: Partial<SearchPage>) => page('/search/', { search: { ...sample, ...about } })

test('search is an ordinary form that can ask for every kind and for pollutants', async () => {
  const html = await search({ type: 'plot' })
  expect(html).toMatch(/<form method="get" action="\/search\/"/)
  expect(html).toMatch(/name="q"[^>]*value="电镀"/)
  for (const kind of [...RECORD_KINDS, 'pollutant']) expect(html).toContain(`<option value="${kind}"`)
  expect(html).toContain('<option value="plot" selected')
})

test('search leads to what it found, says what each is, and how many there are', async () => {
  const html = await search({ total: 37 })
  for (const hit of sample.items) expect(html).toContain(`href="${hit.url}"`)
  expect(textOf(html)).toContain('找到 37 条')
  expect(textOf(html)).toContain('只列出前 2 条')
})

test('search that found nothing says what to try; an empty question gets no answer', async () => {
  expect(textOf(await search({ items: [], total: 0 }))).toContain('没有找到')
  const empty = textOf(await search({ q: ' ', items: [], total: 0 }))
  expect(empty).not.toContain('没有找到')
})

test('search shows a question as text and keeps answers out of search engines', async () => {
  const nasty = '"><script>alert(1)</script>'
  const html = await search({ q: nasty, items: [{ ...sample.items[0], title: nasty, snippet: nasty } as never] })
  expect(markupOf(html)).not.toContain('<script')
  expect(html).toContain('<meta name="robots" content="noindex">')
})
