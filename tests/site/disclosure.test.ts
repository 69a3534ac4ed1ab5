import { describe, expect, test } from 'vitest'
import type { DisclosurePage } from '#domain/page.ts'
import { sampleLocals } from '#site/sample.ts'
import { of2025 } from '#site/sample-records.ts'
import { bureau } from '../fixtures/bureau.ts'
import { markupOf, page, textOf } from './build.ts'

const address = `/disclosures/${of2025.id}/`
const html = await page(address)
const text = textOf(html).replaceAll('&lt;', '<')
const sample = sampleLocals(address, bureau).disclosure as DisclosurePage
const withData = (about: Partial<NonNullable<typeof of2025.data>>) => ({
  disclosure: { ...sample, record: { ...of2025, data: of2025.data && { ...of2025.data, ...about } } },
})

describe('the page of a year', () => {
  test('says the outcome in words before any table', () => {
    expect(text.indexOf('是第二类用地筛选值的 1.4 倍')).toBeLessThan(html.indexOf('<table'))
    expect(text).toContain('没有超过管制值')
  })

  test('counts the four states apart and says why some results cannot be compared', () => {
    const counts = [...html.matchAll(/<dd[^>]*>\s*(\d+)\s*<span[^>]*>个结果/g)].map(([, count]) => Number(count))
    expect(counts).toEqual([2, 25, 5, 0])
    expect(text).toContain('无法比较的 4 个 ：国家标准没有这一项的限值')
    expect(text).toContain('无法比较的 1 个 ：没有检出，但没有写明检出限')
  })

  test('lists each result over its limit with its limit', () => {
    expect(text).toMatch(/S2 0—0\.5 米 砷 84\.0 筛选值 60 ▲ 1\.4 倍/)
  })

  test('sets the highest of each pollutant beside the year before', () => {
    expect(text).toMatch(/铅 612 S2 未超过第二类用地筛选值，是它的 77% 560 这次高 9%/)
  })

  test('has every single result, censored ones as they were written', () => {
    const rows = of2025.data?.rows.filter(({ pollutant }) => pollutant !== 'pH') ?? []
    expect(text).toContain(`逐条看全部 ${rows.length} 个结果`)
    for (const { value } of rows) expect(text).toContain(value)
  })

  test('says what the enterprise says, who measured, and how the review went', () => {
    for (const said of [of2025.data?.statement, '中原演示检测技术有限公司', '退回修改 1 次后通过', '2025年10月10日'])
      expect(text).toContain(said)
    expect(html).toContain(`href="${of2025.data?.officialSystemUrl}"`)
    expect(text).toContain('ab12cd34'.repeat(8))
  })

  test('of an old version says that it is old and leads to the one in force', async () => {
    const old = await page(`${address}v/1/`)
    expect(textOf(old)).toContain('这是旧版')
    expect(old).toContain(`href="${address}"`)
    expect(textOf(old)).toContain('砷 42 S2')
  })

  test('tells that the class of the land was assumed', async () => {
    const unclear = textOf(await page(address, withData({ landClass: 'unclear' })))
    expect(unclear).toContain('按较严的第一类用地比较')
  })

  test('of thousands of results leads to the data instead of a page too heavy to open', async () => {
    const rows = Array.from(
      { length: 100 },
      (_, n) => of2025.data?.rows.map((row) => ({ ...row, point: `P${n}${row.point}` })) ?? [],
    ).flat()
    const big = await page(address, withData({ rows }))
    expect(big).not.toContain('class="all-results"')
    expect(textOf(big)).toContain('逐条列在 数据表（CSV） 里')
    expect(big.length).toBeLessThan(200_000)
  })

  test('keeps what was filed as text', async () => {
    const nasty = '"><script>alert(1)</script>'
    const rows = (of2025.data?.rows ?? []).map((row) => ({ ...row, point: nasty, pollutant: nasty }))
    const harmed = await page(address, withData({ rows, statement: nasty }))
    expect(markupOf(harmed).replaceAll(/<script type="">[^<]*<\/script>/g, '')).not.toContain('<script>alert')
  })
})

test('two versions are compared line by line, with the reason and the basis', async () => {
  const compared = textOf(await page(`${address}diff/1-2/`))
  expect(compared).toContain(of2025.change?.changed)
  expect(compared).toContain(of2025.change?.basis)
  expect(compared).toMatch(/原 ?42 .*?今 ?84\.0/)
})

test('the list shows what was taken back in its place', async () => {
  const list = textOf(await page('/disclosures/'))
  expect(list).toMatch(/河南演示涂料有限公司 2024 年土壤自行监测 .{0,10}已撤回/)
  expect(list).toMatch(/2025 年土壤自行监测 2 个结果超过筛选值 更正过/)
})
