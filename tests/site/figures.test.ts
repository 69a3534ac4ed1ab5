import { expect, test } from 'vitest'
import { MEASURES } from '#domain/figures/measure.ts'
import { recordCsv } from '#domain/figures/record.ts'
import type { FiguresPage } from '#domain/page.ts'
import { INDUSTRIES } from '#domain/tip/taxonomy.ts'
import { MEASURE_MEANINGS, MEASURE_WORDS } from '#domain/words/zh/figures.ts'
import { sampleLocals } from '#site/sample.ts'
import { bureau } from '../fixtures/bureau.ts'
import { page, textOf } from './build.ts'

const month = await page('/figures/2026-10/')

test('each figure of the district stands beside what it counts and the article behind it', () => {
  const text = textOf(month)
  for (const measure of MEASURES) {
    expect(text).toContain(MEASURE_WORDS[measure])
    expect(text).toContain(MEASURE_MEANINGS[measure].meaning)
    expect(text).toContain(MEASURE_MEANINGS[measure].article)
  }
  expect(text).toMatch(/收到 24 /)
  expect(text).toMatch(/不予受理 &#?\w+;5 /)
})

test('every drawing says in words what it shows, and a table of the same stands beside it', () => {
  const drawings = month.match(/<svg(?=[^>]*class="bars__svg"|[^>]*role="img")[\s\S]*?<\/svg>/g) ?? []
  expect(drawings.length).toBeGreaterThanOrEqual(5)
  for (const drawing of drawings) expect(drawing).toMatch(/<title[^>]*>[^<]+<\/title>\s*<desc[^>]*>[^<]+<\/desc>/)
  for (const by of ['kind', 'street', 'channel', 'industry', 'office']) expect(month).toContain(`id="by-${by}"`)
  expect(textOf(month)).toContain('水')
})

test('a hidden count has no bar anybody could measure', () => {
  const lengths = [...month.matchAll(/class="bars__hidden[^"]*"[^>]*width="([\d.]+)"/g)].map(([, width]) => width)
  expect(lengths.length).toBeGreaterThan(0)
  expect(new Set(lengths).size).toBe(1)
})

test('a year is the annual report: who made it, under which articles, with room to sign', async () => {
  const text = textOf(await page('/figures/2025/'))
  expect(text).toContain('年度工作报告')
  expect(text).toContain('第六条第（五）项')
  expect(text).toContain('《信访工作条例》第四十一条')
  expect(text).toContain('（签字）')
  expect(textOf(month)).not.toContain('（签字）')
})

test('a later version says what changed and why', async () => {
  const locals = sampleLocals('/figures/2026-10/', bureau).figures as FiguresPage
  const change = { changed: '全区重新办理由 0 改为 <5', basis: '按新的情况修订' }
  const record = { ...locals.record, version: 2, change }
  const html = await page('/figures/2026-10/', { figures: { ...locals, record, newest: 2 } })
  expect(textOf(html)).toMatch(/全区重新办理由 0 改为 &#?\w+;5/)
})

test('an older version keeps its page, which says that it is one, and leads to the newest and to the difference', async () => {
  const old = await page('/figures/2026-09/v/1/')
  expect(textOf(old)).toContain('第 1 版')
  expect(old).toContain('href="/figures/2026-09/"')
  expect(old).toContain('href="/figures/2026-09/diff/1-2/"')
  expect(old).toContain('href="/figures/2026-09/v/1.json"')
  const now = await page('/figures/2026-09/')
  expect(now).toContain('href="/figures/2026-09/v/1/"')
  expect(textOf(now)).toMatch(/全区重新办理由 &#?\w+;5 改为 5/)
})

test('the difference of two versions names each figure in words, and a column that is told no more is one line', async () => {
  const text = textOf(await page('/figures/2026-09/diff/1-2/'))
  expect(text).toMatch(/全区合计：重新办理 原 &#?\w+;5 今 5/)
  expect(text).toContain('全区合计：重新办理率 原 不公布 今 41.7')
  expect(text).toContain('按事发街道的重新办理 原 分列 今 不公布')
  expect(text).not.toContain('林山寨街道：重新办理')
  expect(text).toContain('按新的情况修订')
})

test('what is left out is named, with the reason', async () => {
  const locals = sampleLocals('/figures/2026-10/', bureau).figures as FiguresPage
  const data = locals.record.data && { ...locals.record.data, omitted: ['street/urged', 'street/late'] }
  const text = textOf(await page('/figures/2026-10/', { figures: { ...locals, record: { ...locals.record, data } } }))
  expect(text).toContain('本期不按事发街道分列的：逾期办结、催办')
})

test('the list shows the newest month whole and leads to every period', async () => {
  const html = await page('/figures/')
  expect(html).toContain('href="/figures/2026-10/"')
  expect(html).toContain('href="/figures/2025/"')
  expect(textOf(html)).toContain(MEASURE_MEANINGS.received.meaning)
})

test('the trades of the form are the rows of the figures, in one order, on the page and in the table for programs', async () => {
  const form = await page('/report/')
  const [, select = ''] = /<select[^>]*name="accused\.industry"[^>]*>([\s\S]*?)<\/select>/.exec(form) ?? []
  const options = [...select.matchAll(/<option value="(\w+)"[^>]*>\s*([^<]+?)\s*<\/option>/g)].map(([, code, word]) => [
    code,
    word,
  ])
  expect(options.map(([code]) => code)).toEqual([...INDUSTRIES])
  const [, section = ''] = /id="by-industry"([\s\S]*?)<\/section>/.exec(month) ?? []
  const rows = [...section.matchAll(/<th scope="row"[^>]*>\s*([^<]+?)\s*<\/th>/g)].map(([, word]) => word)
  expect(rows).toEqual([...options.map(([, word]) => word), '其他行业', '没有写明'])
  const csv = recordCsv(sampleLocals('/figures/2026-10/', bureau).figures as FiguresPage)
  const codes = [...csv.matchAll(/^[^,]+,industry,(\w+),/gm)].map(([, code]) => code)
  expect(codes).toEqual([...options.map(([code]) => code), 'other', 'none'])
})
