import { expect, test } from 'vitest'
import pollutants from '#content/pollutants.json' with { type: 'json' }
import { POLLUTANT_IDS, pollutantName } from '#domain/standard/item.ts'
import { limitTable } from '#domain/standard/limit.ts'
import { disclosures, plating } from '#site/sample-records.ts'
import { page, textOf } from './build.ts'

const empty = (id: string) => ({ pollutant: { id, reports: [], total: 0 } })

test('every pollutant of the standards has a page with its name, its words and all its limits', async () => {
  for (const id of POLLUTANT_IDS) {
    const text = textOf(await page(`/pollutants/${id}/`, empty(id))).replaceAll('&#39;', "'")
    const words = pollutants.find((one) => one.id === id)
    expect(text, id).toContain(pollutantName(id))
    expect(text, id).toContain(words?.what)
    expect(text, id).toContain(words?.over)
    for (const { screening, intervention } of limitTable(id)) {
      expect(text, id).toContain(` ${screening.value} `)
      if (intervention) expect(text, id).toContain(` ${intervention.value} `)
      if (screening.unverified) expect(text, id).toContain(screening.unverified)
    }
  }
})

test('a pollutant lists who reported it, how high, and how that compares', async () => {
  const html = await page('/pollutants/as/')
  expect(html.match(new RegExp(`href="/enterprises/${plating.id}/"`, 'g'))).toHaveLength(disclosures.length)
  expect(textOf(html)).toMatch(/2025 年 84\.0 S2 ▲ 是第二类用地筛选值的 1\.4 倍/)
})

test('a pollutant nobody reported says that this does not mean there is none', async () => {
  expect(textOf(await page('/pollutants/hg/', empty('hg')))).toContain('没有公布，不等于没有')
})

test('farmland limits are told by the acidity of the soil', async () => {
  const text = textOf(await page('/pollutants/cd/'))
  expect(text).toMatch(/水田 种水稻的耕地，按样品的 pH 选限值 pH≤5\.5 0\.3 1\.5/)
})

test('the list of pollutants leads to every one of them', async () => {
  const html = await page('/pollutants/')
  for (const id of POLLUTANT_IDS) expect(html).toContain(`href="/pollutants/${id}/"`)
})
