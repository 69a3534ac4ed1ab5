import { expect, test } from 'vitest'
import type { SoilRow } from '#domain/disclosure/schema.ts'
import type { Target } from '#domain/remediation/schema.ts'
import { isOverTarget, resultsByTarget } from '#domain/remediation/verdict.ts'

const nickel: Target = { pollutant: '镍', item: 'ni', target: 150, unit: 'mg/kg', medium: 'soil' }
const chromium: Target = { pollutant: '铬（六价）', item: 'cr6', target: 3, unit: 'mg/kg', medium: 'soil' }
const inWater: Target = { pollutant: '铬（六价）', target: 0.1, unit: 'mg/L', medium: 'groundwater' }
const row = (value: string, about: Partial<SoilRow> = {}): SoilRow => ({
  point: 'S1',
  depthTop: 0,
  depthBottom: 0.5,
  sampledOn: '2026-08-10',
  pollutant: '镍',
  value,
  unit: 'mg/kg',
  institution: '中原演示检测技术有限公司',
  ...about,
})

test('a result is above its target only when it is more than the target', () => {
  expect(isOverTarget(row('150'), nickel)).toBe(false)
  expect(isOverTarget(row('150.1'), nickel)).toBe(true)
})

test('units of soil are converted, what cannot be converted is not judged', () => {
  expect(isOverTarget(row('151000', { unit: 'μg/kg' }), nickel)).toBe(true)
  expect(isOverTarget(row('150000', { unit: 'ug/kg' }), nickel)).toBe(false)
  expect(isOverTarget(row('1', { unit: 'ppm' }), nickel)).toBeNull()
})

test('what was not detected is clean only when its detection limit is', () => {
  expect(isOverTarget(row('<0.5'), nickel)).toBe(false)
  expect(isOverTarget(row('0.5L'), nickel)).toBe(false)
  expect(isOverTarget(row('<200'), nickel)).toBeNull()
  expect(isOverTarget(row('未检出'), nickel)).toBeNull()
  expect(isOverTarget(row('未检出', { detectionLimit: '3' }), nickel)).toBe(false)
  expect(isOverTarget(row('不详'), nickel)).toBeNull()
})

test('soil and groundwater of one pollutant are told apart by the unit', () => {
  const chromiumRow = (value: string, unit: string) => row(value, { pollutant: '六价铬', unit })
  const groups = resultsByTarget(
    [chromiumRow('2', 'mg/kg'), row('0.2', { pollutant: '铬（六价）', unit: 'mg/L' })],
    [chromium, inWater],
  )
  expect(groups.map(({ target, results }) => [target?.medium, results.map(({ over }) => over)])).toEqual([
    ['soil', [false]],
    ['groundwater', [true]],
  ])
})

test('units of groundwater are converted, and the names of one pollutant are one in water too', () => {
  const water = (value: string, unit: string) => row(value, { pollutant: '六价铬', unit })
  const rows = [water('0.2', 'mg/L'), water('99', 'μg/L'), water('101', 'ug/L'), water('0.1', 'μg/mL')]
  const groups = resultsByTarget(rows, [chromium, inWater])
  expect(groups.map(({ target, results }) => [target?.medium, results.map(({ over }) => over)])).toEqual([
    ['groundwater', [true, false, true, false]],
  ])
})

test('what no target was set for is shown, not judged', () => {
  const [last] = resultsByTarget([row('9', { pollutant: '锌' })], [nickel])
  expect(last).toMatchObject({ target: null, results: [{ over: null }] })
})
