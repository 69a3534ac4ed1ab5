import { describe, expect, test } from 'vitest'
import type { SoilRow } from '#domain/disclosure/schema.ts'
import type { PublicRecord } from '#domain/record.ts'
import { PANEL, panelsOf } from '#site/components/soil/chart.ts'
import { byPollutant, highestOf, judge, judgeYears, shownOf, topOf } from '#site/components/soil/results.ts'
import { amountOf, countsOf, limitWords, outcomeOf, whyNotCompared } from '#site/components/soil/sentence.ts'
import { highestPoints, type PollutantSeries, seriesOf, yearsOf } from '#site/components/soil/series.ts'
import { disclosures, recordOf } from '#site/sample-records.ts'

const YEARS = [2021, 2022, 2023, 2024, 2025]
const row = (about: Partial<SoilRow>): SoilRow => ({
  point: 'S1',
  depthTop: 0,
  depthBottom: 0.5,
  sampledOn: '2025-09-10',
  pollutant: '砷',
  value: '10',
  unit: 'mg/kg',
  institution: '某检测公司',
  ...about,
})
const yearOf = (year: number, rows: SoilRow[]): PublicRecord<'soil_self_monitoring'> =>
  recordOf(
    'soil_self_monitoring',
    { id: `y${year}`, title: `${year}` },
    { period: { year }, landClass: 'class2', rows },
  )
const only = (records: PublicRecord<'soil_self_monitoring'>[]): PollutantSeries => {
  const [series] = seriesOf(judgeYears(records), YEARS)
  if (!series) throw new Error('no series')
  return series
}
/** How often a mark starts in a path. */
const marks = (path: string) => path.match(/M/g)?.length ?? 0

describe('the years of a pollutant at a point', () => {
  test('end with the newest year there is, and a year without a result is null', () => {
    const judged = judgeYears([yearOf(2025, [row({})]), yearOf(2023, [row({ value: '8' })])])
    expect(yearsOf(judged)).toEqual(YEARS)
    const [series] = seriesOf(judged, YEARS)
    expect(series?.points[0]?.cells.map((cell) => cell?.top.row.value ?? null)).toEqual([null, null, '8', null, '10'])
  })

  test('show the highest of several depths and days', () => {
    const rows = [row({ value: '7' }), row({ value: '61', depthTop: 1, depthBottom: 2 }), row({ value: '<0.5' })]
    const [cell] = only([yearOf(2025, rows)]).points[0]?.cells.slice(-1) ?? []
    expect(cell).toMatchObject({ count: 3, state: 'over', top: { row: { value: '61' } } })
  })

  test('show the farthest over its own limit, where a higher number is within one that follows another pH', () => {
    // GB 15618-2018 表1: cadmium 0.3 mg/kg up to pH 7.5, 0.6 above.
    const at = (depthTop: number, ph: string, value: string) => {
      const sample = { point: 'N1', depthTop, depthBottom: depthTop + 0.2 }
      return [
        row({ ...sample, pollutant: '镉', value }),
        row({ ...sample, pollutant: 'pH', unit: '无量纲', value: ph }),
      ]
    }
    const rows = [...at(0, '8.1', '0.55'), ...at(0.2, '6.0', '0.40')]
    const judged = judge({ period: { year: 2025 }, landClass: 'other_farmland', rows })
    expect(topOf(judged)).toMatchObject({ row: { value: '0.40' }, comparison: { state: 'over' } })
    expect(highestOf(judged)).toMatchObject({ row: { value: '0.55' }, comparison: { state: 'within' } })
    expect(outcomeOf(byPollutant(judged), 'other_farmland')).toContain('0.40 mg/kg，是水田以外的农用地筛选值的 1.3 倍')
  })

  test('put what was ever over first, then what was found, then what never was', () => {
    const rows = [
      row({ pollutant: '苯', value: '<0.01' }),
      row({ pollutant: '铅', value: '400' }),
      row({ pollutant: '砷', value: '90' }),
    ]
    expect(seriesOf(judgeYears([yearOf(2025, rows)]), YEARS).map(({ name }) => name)).toEqual(['砷', '铅', '苯'])
  })

  test('are kept for the highest points when there are too many', () => {
    const rows = ['5', '50', '2', '40'].map((value, at) => row({ point: `P${at}`, value }))
    const { points } = only([yearOf(2025, rows)])
    expect(highestPoints(points, 2).map(({ point }) => point)).toEqual(['P1', 'P3'])
    expect(highestPoints(points, 4)).toHaveLength(4)
  })
})

describe('a drawing', () => {
  test('breaks its line at a gap and never draws the gap as zero', () => {
    const years = [2021, 2022, 2024, 2025].map((year) => yearOf(year, [row({ value: '10' })]))
    const [panel] = panelsOf(only(years), YEARS)
    expect(marks(panel?.line ?? '')).toBe(2)
    expect(marks(panel?.within ?? '')).toBe(4)
    expect(panel?.years.map(({ gap }) => gap)).toEqual([false, false, true, false, false])
  })

  test('draws what is below detection at its detection limit, hollow, and never joins it', () => {
    const [panel] = panelsOf(only([yearOf(2024, [row({ value: '<30' })]), yearOf(2025, [row({ value: '30' })])]), YEARS)
    const heightOf = (path?: string) => Number(/M\S+ ([\d.]+)/.exec(path ?? '')?.[1])
    expect(heightOf(panel?.below) + 3).toBeCloseTo(heightOf(panel?.within), 1)
    expect(panel?.line.includes('L')).toBe(false)
  })

  test('draws what is below an unknown detection limit under the base line, not on it', () => {
    const [panel] = panelsOf(only([yearOf(2025, [row({ value: '未检出' })])]), YEARS)
    expect(Number(/M\S+ ([\d.]+)/.exec(panel?.below ?? '')?.[1])).toBeGreaterThan(PANEL.base)
    expect(panel?.within).toBe('')
  })

  test('sets what is over the limit above the limit, at the same scale for all points', () => {
    const rows = [row({ value: '90' }), row({ point: 'S2', value: '30' })]
    const [over, within] = panelsOf(only([yearOf(2025, rows)]), YEARS)
    const limit = (path = '') => Number(/M\S+ ([\d.]+)H/.exec(path)?.[1])
    expect(limit(over?.limit)).toBe(limit(within?.limit))
    expect(Number(/M\S+ ([\d.]+)/.exec(over?.over ?? '')?.[1])).toBeLessThan(limit(over?.limit))
    expect(within?.over).toBe('')
  })

  test('names the limit at its line, on the side where no number stands', () => {
    const label = (values: string[]) => {
      const years = values.map((value, at) => yearOf(2026 - values.length + at, [row({ value })]))
      return panelsOf(only(years), YEARS)[0]?.limitLabel
    }
    expect(label(['10'])).toMatchObject({ text: '筛选值 60', anchor: 'start', x: PANEL.left })
    expect(label(['58', '10', '10', '10', '10'])).toMatchObject({ anchor: 'end', x: PANEL.right })
  })

  test('steps with the limit when the class of the land changes', () => {
    const before = yearOf(2024, [row({})])
    const strict = { ...before, data: before.data && { ...before.data, landClass: 'class1' as const } }
    const [panel] = panelsOf(only([strict, yearOf(2025, [row({})])]), YEARS)
    expect(panel?.limit.match(/V/g)).toHaveLength(1)
    expect(panel?.limitLabel?.text).toBe('筛选值 20—60')
  })

  test('draws no limit where there is none', () => {
    const [panel] = panelsOf(only([yearOf(2025, [row({ pollutant: '锌', value: '300' })])]), YEARS)
    expect(panel?.limit).toBe('')
    expect(panel?.limitLabel).toBeNull()
    expect(marks(panel?.other ?? '')).toBe(1)
  })
})

describe('a year in words', () => {
  const told = (rows: SoilRow[]) =>
    outcomeOf(byPollutant(judge({ period: { year: 2025 }, landClass: 'class2', rows })), 'class2')

  test('names what is over, and the farthest over with its point and its ratio', () => {
    expect(told([row({ value: '84' }), row({ pollutant: '铅', value: '1600', point: 'S9' })])).toBe(
      '铅、砷超过筛选值，共 2 个结果。超得最多的是 S9的铅：1600 mg/kg，是第二类用地筛选值的 2 倍。没有超过管制值。',
    )
  })

  test('tells when an intervention value is exceeded', () => {
    expect(told([row({ value: '141' })])).toContain('其中 1 个还超过管制值')
  })

  test('never counts what cannot be compared as within', () => {
    expect(told([row({}), row({ point: 'S2', value: '未检出' })])).toBe(
      '能比较的 1 个结果都不超过筛选值；另有 1 个无法比较。',
    )
    const judged = judge({
      period: { year: 2025 },
      landClass: 'class2',
      rows: [row({ value: '未检出' }), row({ value: '/' })],
    })
    expect(countsOf(judged)).toMatchObject({ within: 0, notComparable: 1, notReported: 1 })
    expect(whyNotCompared(judged)).toEqual([{ words: '没有检出，但没有写明检出限', count: 1 }])
  })

  test('leaves the acidity out of the results', () => {
    expect(
      judge({
        period: { year: 2025 },
        landClass: 'class2',
        rows: [row({ pollutant: 'pH', value: '7', unit: '无量纲' })],
      }),
    ).toEqual([])
  })

  test('shows a result as it was written, or converted, or with the unit that cannot be', () => {
    const shown = (about: Partial<SoilRow>) => {
      const [one] = judge({ period: { year: 2025 }, landClass: 'class2', rows: [row(about)] })
      return one && [shownOf(one), amountOf(one)]
    }
    expect(shown({ value: '84.0' })).toEqual(['84.0', '84.0 mg/kg'])
    expect(shown({ value: '840', unit: 'μg/kg' })).toEqual(['0.84', '0.84 mg/kg'])
    expect(shown({ value: '<500', unit: 'ng/g' })).toEqual(['<0.5', '<0.5 mg/kg'])
    expect(shown({ value: '12', unit: 'ppm' })).toEqual(['12 ppm', '12 ppm'])
    expect(shown({ value: '未检出' })).toEqual(['未检出', '未检出'])
  })

  test('reading one pollutant gives the same as reading all and keeping that one', () => {
    for (const { data } of disclosures)
      if (data) expect(judge(data, 'as')).toEqual(judge(data).filter(({ comparison }) => comparison.item === 'as'))
  })

  test('names the limits, and from where to where they go when each sample has its own', () => {
    const limits = (rows: SoilRow[], landClass: 'class2' | 'paddy') =>
      limitWords(judge({ period: { year: 2025 }, landClass, rows }))
    expect(limits([row({})], 'class2')).toBe('筛选值 60 mg/kg，管制值 140（GB 36600-2018 表1 序号1）')
    const acid = (point: string, ph: string) => [
      row({ point }),
      row({ point, pollutant: 'pH', value: ph, unit: '无量纲' }),
    ]
    expect(limits([...acid('S1', '5'), ...acid('S2', '8')], 'paddy')).toMatch(
      /^筛选值 20—30 mg\/kg.*按土地用途和样品的 pH 定）$/,
    )
    expect(limits([row({ pollutant: '锌' })], 'class2')).toBeNull()
  })
})

test('two numbers that would be written into each other become one, the highest', () => {
  const flat = only([yearOf(2024, [row({ value: '11' })]), yearOf(2025, [row({ value: '10' })])])
  expect(panelsOf(flat, YEARS)[0]?.labels.map(({ text }) => text)).toEqual(['11'])
  const steep = only([yearOf(2024, [row({ value: '90' })]), yearOf(2025, [row({ value: '10' })])])
  expect(panelsOf(steep, YEARS)[0]?.labels.map(({ text }) => text)).toEqual(['90', '10'])
})
