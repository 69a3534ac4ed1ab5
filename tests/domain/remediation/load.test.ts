import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLoadOff, LOAD_TOLERANCE, loadDifference, loadTotals } from '#domain/remediation/load.ts'

const load = (out: number, arrived: number | null) => ({ no: 'A', on: '2026-06-01', out, in: arrived })

test('two per cent is allowed, more is not, in either direction', () => {
  expect(isLoadOff(load(30, 29.4))).toBe(false)
  expect(isLoadOff(load(30, 30.6))).toBe(false)
  expect(isLoadOff(load(30, 29.39))).toBe(true)
  expect(isLoadOff(load(30, 30.61))).toBe(true)
})

test('a load that has not arrived differs from nothing', () => {
  expect(loadDifference(load(30, null))).toBeNull()
  expect(isLoadOff(load(30, null))).toBe(false)
})

test('exactly two per cent of any weight in kilograms is never more than two per cent', () => {
  const kilograms = fc.integer({ min: 1, max: 100_000 }).map((hundreds) => hundreds / 20)
  fc.assert(
    fc.property(kilograms, (out) => {
      const exact = Math.round(out * (1 - LOAD_TOLERANCE) * 100_000) / 100_000
      return !isLoadOff(load(out, exact)) && isLoadOff(load(out, exact * 0.999))
    }),
  )
})

test('the sums count what arrived, what is under way, and what does not agree', () => {
  const totals = loadTotals([load(30.1, 30.0), load(29.9, 27), load(30.2, null)])
  expect(totals).toMatchObject({ out: 90.2, in: 57, arrived: 2, underWay: 1 })
  expect(totals.off).toHaveLength(1)
  expect(loadTotals([])).toEqual({ out: 0, in: 0, arrived: 0, underWay: 0, off: [] })
})
