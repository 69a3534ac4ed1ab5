import { describe, expect, test } from 'vitest'
import { checksOf, type Draft } from '#domain/disclosure/checks.ts'
import type { SoilRow } from '#domain/disclosure/schema.ts'

const row = (more: Partial<SoilRow> = {}): SoilRow => ({
  point: 'S1',
  depthTop: 0,
  depthBottom: 0.2,
  sampledOn: '2025-05-06',
  pollutant: '铅',
  value: '30',
  unit: 'mg/kg',
  institution: '净源检测',
  ...more,
})
const year = (rows: SoilRow[], more: Draft = {}): Draft => ({
  period: { year: 2025 },
  landClass: 'class2',
  rows,
  ...more,
})
const told = (draft: Draft, before: Draft | null = null, today?: string) =>
  checksOf(draft, before, today).map(({ level, path, code }) => `${level} ${path} ${code}`)

describe('a year of results', () => {
  test('without anything remarkable has no checks, and neither has an empty draft', () => {
    expect(told(year([row()]))).toEqual([])
    expect(told({})).toEqual([])
    expect(told({ rows: [{} as SoilRow] })).toEqual([])
  })

  test.each([
    [{ depthBottom: 0 }, 'rows.0.depthBottom depth-order'],
    [{ value: '-1' }, 'rows.0.value negative'],
    [{ value: '2000000' }, 'rows.0.value impossible'],
    [{ unit: 'mg/L' }, 'rows.0.unit unknown-unit'],
    [{ cas: '7440-43-9' }, 'rows.0.cas name-cas-differ'],
    [{ lng: 113.6 }, 'rows.0.lat half-coordinates'],
    [{ sampledOn: '2024-12-31' }, 'rows.0.sampledOn other-year'],
  ])('%j cannot be', (more, problem) => {
    expect(told(year([row(more)]))).toEqual([`problem ${problem}`])
  })

  test('a day that has not come cannot have been sampled', () => {
    expect(told(year([row()]), null, '2025-05-05')).toEqual(['problem rows.0.sampledOn future-day'])
    expect(told(year([row()]), null, '2025-05-06')).toEqual([])
  })

  test('names no standard knows are told once, as nothing is compared with them; what is known, and pH, is not', () => {
    const rows = [row({ pollutant: '鉛' }), row({ pollutant: '鉛', point: 'S2' }), row({ pollutant: '锌' })]
    rows.push(row({ pollutant: 'pH', value: '7', unit: '无量纲' }), row({ pollutant: '有机质', unit: 'g/kg' }))
    const checks = checksOf(year(rows), null)
    expect(checks.map(({ level, path, code }) => `${level} ${path} ${code}`)).toEqual(['warning rows unknown-names'])
    expect(checks[0]?.message).toContain('鉛、有机质')
  })

  test('the same result twice is a problem at the second', () => {
    expect(told(year([row(), row({ point: 'S2' }), row({ pollutant: 'Pb', value: '31' })]))).toEqual([
      'problem rows.2.pollutant repeated-row',
    ])
  })

  test('a result over its limit is looked at, with how much it is over', () => {
    const [check] = checksOf(year([row({ value: '1120' })]), null)
    expect(check).toEqual({
      level: 'warning',
      path: 'rows.0.value',
      code: 'over-limit',
      message: '第 1 行（S1，铅）：是第二类用地筛选值的 1.4 倍，请核对后再报。',
    })
  })

  test('a hundred times over is a unit mistaken, until the statement speaks of the pollutant', () => {
    const wrong = row({ pollutant: '二噁英类', value: '12', unit: 'mg/kg' })
    expect(told(year([wrong]))).toEqual(['problem rows.0.value far-over'])
    expect(told(year([wrong], { statement: '本年检修，铅偏高。' }))).toEqual(['problem rows.0.value far-over'])
    expect(told(year([wrong], { statement: '焚烧炉事故，二噁英类确为此值，已报告。' }))).toEqual([
      'warning rows.0.value far-over',
    ])
  })

  test.each([
    [{ pollutant: '铬' }, 'rows.0.pollutant not-comparable'],
    [{ pollutant: '石油烃' }, 'rows.0.pollutant not-comparable'],
    [{ value: '未检出' }, 'rows.0.detectionLimit not-comparable'],
    [{ value: '<900' }, 'rows.0.detectionLimit not-comparable'],
    [{ value: '未检测' }, 'rows.0.value not-reported'],
    [{ value: '0' }, 'rows.0.value zero'],
    [{ value: '0.05', detectionLimit: '0.1' }, 'rows.0.value under-detection-limit'],
    [{ value: '<0.2', detectionLimit: '0.1' }, 'rows.0.detectionLimit two-detection-limits'],
  ])('%j is worth a look', (more, warning) => {
    expect(told(year([row(more)]))).toEqual([`warning ${warning}`])
  })

  test('farmland wants the pH of each sample', () => {
    expect(told(year([row()], { landClass: 'paddy' }))).toEqual(['warning rows.0.pollutant not-comparable'])
    const ph = row({ pollutant: 'pH', value: '7', unit: '无量纲' })
    expect(told(year([row(), ph], { landClass: 'paddy' }))).toEqual([])
  })
})

describe('beside the year before', () => {
  const before: Draft = { period: { year: 2024 }, rows: [row({ sampledOn: '2024-05-06' })] }

  test('ten times as much, or a tenth, is looked at; units are converted first', () => {
    expect(told(year([row({ value: '299' })]), before)).toEqual([])
    expect(told(year([row({ value: '300' })]), before)).toEqual(['warning rows.0.value far-above-before'])
    expect(told(year([row({ value: '3' })]), before)).toEqual(['warning rows.0.value far-below-before'])
    expect(told(year([row({ value: '30000', unit: 'μg/kg' })]), before)).toEqual([])
  })

  test('says how much and of which year', () => {
    expect(checksOf(year([row({ value: '330' })]), before)[0]?.message).toBe(
      '第 1 行（S1，铅）：是 2024 年同一位置的 11 倍，请核对。',
    )
  })

  test('points and pollutants that are gone are named once each', () => {
    const more = {
      ...before,
      rows: [...(before.rows ?? []), row({ point: 'S9', pollutant: '镉' }), row({ point: 'S9' })],
    }
    const checks = checksOf(year([row()]), more)
    expect(checks.map(({ path, message }) => [path, message])).toEqual([
      ['rows', '2024 年测过的点位今年没有数据：S9。'],
      ['rows', '2024 年测过的项目今年没有数据：镉。'],
    ])
  })

  test('another depth or a censored result is not compared', () => {
    expect(told(year([row({ value: '500', depthBottom: 0.5 })]), before)).toEqual([])
    expect(told(year([row({ value: '<500' })]), before)).toEqual([])
  })
})
