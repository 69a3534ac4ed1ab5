import { expect, test } from 'vitest'
import type { DataPage } from '#domain/page.ts'
import { sampleLocals } from '#site/sample.ts'
import { PROJECT_SAMPLES } from '#site/sample-project-pages.ts'
import { bureau, otherBureau } from '../fixtures/bureau.ts'
import { page, textOf } from './build.ts'

test('the data page offers every table with rows, size and digest', async () => {
  const { sets } = sampleLocals('/data/', bureau).data as DataPage
  const html = await page('/data/')
  const text = textOf(html)
  for (const { title, files } of sets) {
    expect(text).toContain(title)
    for (const { href, sha256 } of files) {
      expect(html).toContain(`href="${href}"`)
      expect(text).toContain(sha256)
    }
  }
  expect(text).toContain('18,240 行')
  expect(text).toContain('2.1 MB')
  for (const kind of ['xlsx', 'csv']) expect(html).toContain(`href="/data/soil-rows-template.${kind}"`)
})

test('a withdrawn record keeps its name, the day and the basis, and nothing of what it said', async () => {
  const html = await page('/gone/')
  const text = textOf(html)
  expect(text).toContain('已于 2026年5月6日 撤回')
  expect(text).toContain('检测机构资质认定范围不含土壤')
  expect(text).toContain('第 1 版')
  expect(html).toContain('noindex')
  expect(html).toContain('value="/disclosures/7k3m9q2xgone/"')
  expect(html).not.toContain('.csv')
})

test('every page of records is read without script or inline style and has one heading of the first rank', async () => {
  const withoutDescription = ['/search/', '/gone/']
  for (const path of Object.keys(PROJECT_SAMPLES)) {
    const html = await page(path)
    expect(html.match(/<h1/g), path).toHaveLength(1)
    expect(html, path).not.toMatch(/<script(?! type="application\/ld\+json">)/)
    expect(html, path).not.toContain('<style')
    expect(html, path).not.toMatch(/<[^>]+\s(?:style|on[a-z]+)="/)
    expect(html, path).not.toMatch(/undefined|\[object|NaN/)
    if (!withoutDescription.includes(path)) expect(html, path).toContain('<meta name="description"')
    for (const [, block] of html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs))
      expect(JSON.parse(block ?? ''), path).toMatchObject({ '@context': 'https://schema.org' })
  }
})

test('every page of records bears another bureau’s names when given another bureau', async () => {
  for (const path of Object.keys(PROJECT_SAMPLES)) {
    const text = textOf(await page(path, {}, otherBureau))
    expect(text, path).toContain(otherBureau.name)
    for (const name of [bureau.name, bureau.shortName]) expect(text, `${path} ${name}`).not.toContain(name)
  }
})
