import { describe, expect, test } from 'vitest'
import type { EnterprisePage } from '#domain/page.ts'
import { recordAddress } from '#domain/record.ts'
import { DUTY_STATE_WORDS } from '#domain/words/zh/enterprise.ts'
import { sampleLocals } from '#site/sample.ts'
import { assessmentFailed, notice, transferOff } from '#site/sample-projects.ts'
import { disclosures, of2025, paint, plating } from '#site/sample-records.ts'
import { bureau } from '../fixtures/bureau.ts'
import { markupOf, page, textOf } from './build.ts'

const address = `/enterprises/${plating.id}/`
const html = await page(address)
const text = textOf(html)
const locals = (about: Partial<EnterprisePage>) => ({
  enterprise: { ...(sampleLocals(address, bureau).enterprise as EnterprisePage), ...about },
})

describe('the page of an enterprise', () => {
  test('says first how the newest year compares, in words', () => {
    expect(text).toMatch(/2025 年的土壤监测 ?：砷、铬（六价）超过筛选值，共 2 个结果/)
    expect(text).toContain('是第二类用地筛选值的 1.4 倍')
    expect(text).toContain('2023 年逾期没有公布')
  })

  test('leads to its notice, its transfers, its assessments, and says what was withdrawn and why', async () => {
    const gone = { ...of2025, data: null, withdrawn: { basis: '样品交接记录不符' }, publishedOn: '2026-10-26' }
    const works = { remediations: [notice], transfers: [transferOff], assessments: [assessmentFailed] }
    const shown = await page(address, locals({ ...works, withdrawn: [gone] }))
    for (const { kind, id } of [notice, transferOff, assessmentFailed, gone])
      expect(shown).toContain(`href="${recordAddress(kind, id)}"`)
    expect(textOf(shown)).toContain('2026年10月26日撤回，依据：样品交接记录不符')
    expect(text).not.toContain('撤回的填报')
  })

  test('lists every year that was due, with how it stands, and every year published', () => {
    for (const words of Object.values(DUTY_STATE_WORDS)) expect(text).toContain(words)
    for (const { id } of disclosures) expect(html).toContain(`href="/disclosures/${id}/"`)
    expect(text).toContain('日期待主管部门确认')
  })

  test('draws five years for each point, named for readers of the screen, with the same numbers in a table', () => {
    const drawings = [...html.matchAll(/<svg class="trend__svg"[^>]*role="img">(.*?)<\/svg>/gs)].map(
      ([, inner]) => inner,
    )
    expect(drawings.length).toBeGreaterThanOrEqual(24)
    for (const one of drawings)
      expect(one).toMatch(/<title>[^<]+点的[^<]+<\/title> <desc>2021 年 [^<]+2025 年 [^<]+<\/desc>/)
    for (const year of [2021, 2022, 2023, 2024, 2025]) expect(html).toContain(`<th scope="col">${year}</th>`)
    for (const { value } of of2025.data?.rows.filter(({ pollutant }) => pollutant === '铅') ?? [])
      expect(html).toContain(`<td>${value}</td>`)
    expect(html).toContain('<td class="over">▲84.0</td>')
  })

  test('tells a year without data from a result of zero', () => {
    expect(text).toContain('2023 年没有公布数据')
    expect(html).toMatch(/<desc>[^<]*2023 年 没有结果/)
    expect(html).not.toMatch(/<td>0<\/td>/)
  })

  test('opens what is over and keeps the rest folded', () => {
    const folds = [...html.matchAll(/<details class="trend"( open)?[^>]*>.*?<h3>([^<]*)<\/h3>/gs)].map(
      ([, open, name]) => [name, Boolean(open)],
    )
    expect(folds).toEqual([
      ['砷', true],
      ['铬（六价）', true],
      ['铅', false],
      ['镍', false],
      ['镉', false],
      ['锌', false],
    ])
    expect(text).toContain('公布的年份都没有检出的 2 种')
  })

  test('says who it is, on which lists, and where else it discloses', () => {
    for (const said of [plating.id, '土壤污染重点监管单位（2020 年起）', '西流湖街道', 'DW001', '郑州演示表面处理厂'])
      expect(text).toContain(said)
    expect(html).toContain(`href="${plating.data?.officialSystemUrl}"`)
    expect(html).toContain(`href="${address}feed.xml"`)
  })

  test('without any disclosure says so and draws nothing', async () => {
    const other = await page(`/enterprises/${paint.id}/`)
    expect(textOf(other)).toContain('还没有公布过土壤监测')
    expect(textOf(other)).toContain('没有登记：法定代表人、排污许可证号、排放口、曾用名。')
    expect(other).not.toContain('trend__svg')
  })

  test('draws many points a few at a time and says how many it leaves to the data', async () => {
    const many = disclosures.map((one) => ({
      ...one,
      data: one.data && {
        ...one.data,
        rows: Array.from(
          { length: 40 },
          (_, n) => one.data?.rows.map((row) => ({ ...row, point: `${row.point}-${n}` })) ?? [],
        ).flat(),
      },
    }))
    const big = await page(address, locals({ disclosures: many }))
    expect(big.match(/trend__svg/g)?.length).toBeLessThanOrEqual(90)
    expect(textOf(big)).toMatch(/另外 148 个点位的数/)
  })

  test('keeps what an enterprise wrote as text', async () => {
    const nasty = '"><script>alert(1)</script>'
    const data = plating.data && { ...plating.data, name: nasty, industry: nasty }
    const harmed = await page(address, locals({ record: { ...plating, title: nasty, data } }))
    expect(markupOf(harmed)).not.toContain('<script>alert')
  })
})

describe('the list of enterprises', () => {
  test('names who is late, by how many days, before everybody else', async () => {
    const list = textOf(await page('/enterprises/'))
    expect(list).toMatch(/2023 年土壤自行监测，期限 2024年3月15日， ?已逾期 980 天/)
    expect(list.indexOf('已逾期')).toBeLessThan(list.indexOf('金属表面处理'))
  })

  test('says so when nobody is late', async () => {
    const before = sampleLocals('/enterprises/', bureau).list
    if (!before) throw new Error('no sample')
    const list = textOf(await page('/enterprises/', { list: { ...before, late: { total: 0, items: [] } } }))
    expect(list).toContain('该公布的都公布了')
  })
})

test('the home page shows what was published lately, what was taken back too, and who is late', async () => {
  const home = await page('/')
  expect(textOf(home)).toMatch(/河南演示涂料有限公司 2024 年土壤自行监测 .{0,40}已撤回/)
  expect(textOf(home)).toMatch(/2 个结果超过筛选值/)
  expect(textOf(home)).toContain('已逾期 980 天')
  expect(home).toMatch(/<form class="search-form"[^>]*action="\/search\/" method="get"/)
})
