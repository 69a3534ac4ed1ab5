import { expect, test } from 'vitest'
import { publicFrom, publishBy } from '#domain/case/publication/deadline.ts'
import { CELL_M, cellOf } from '#domain/case/publication/place.ts'
import { CLOCK_RULES } from '#domain/case/rule.ts'
import { weekOf } from '#domain/clock.ts'
import { distanceM } from '#domain/coordinates.ts'
import { chance } from '../../../fixtures/chance.ts'

test('a point is never told finer than its cell: all points of one give the same, none lies further than its corner', () => {
  const next = chance(3)
  const cells = new Map<string, number>()
  for (let round = 0; round < 5_000; round++) {
    const point = { lng: 113.55 + next() * 0.02, lat: 34.74 + next() * 0.02 }
    const middle = cellOf(point)
    // Half a diagonal, and what rounding to three decimals adds.
    expect(distanceM(point, middle)).toBeLessThan((CELL_M / 2) * Math.SQRT2 + 80)
    expect(String(middle.lng).length + String(middle.lat).length).toBeLessThanOrEqual(13)
    expect(cellOf(middle)).toEqual(middle)
    const name = `${middle.lng} ${middle.lat}`
    cells.set(name, (cells.get(name) ?? 0) + 1)
  }
  // About 1.8 by 2.2 km.
  expect(cells.size).toBeGreaterThan(12)
  expect(cells.size).toBeLessThan(36)
})

test.each([
  ['2026-11-16', '2026-W47', '2026-11-26'],
  ['2026-11-22', '2026-W47', '2026-11-26'],
  ['2026-12-31', '2026-W53', '2027-01-07'],
  ['2027-01-01', '2026-W53', '2027-01-07'],
])('closed on %s: week %s, public from %s at the earliest, at least 72 hours later', (day, week, from) => {
  expect(weekOf(day).week).toBe(week)
  expect(publicFrom(day)).toBe(`${from}T00:00:00+08:00`)
  expect(Date.parse(publicFrom(day)) - Date.parse(`${day}T23:59:59+08:00`)).toBeGreaterThan(72 * 3_600_000)
})

test('the first day a row may be public tells the week it was closed in, not the day', () => {
  const week = ['2026-11-16', '2026-11-17', '2026-11-19', '2026-11-22']
  expect(new Set(week.map(publicFrom)).size).toBe(1)
})

test('it is to be public within twenty working days, as the law on open government has it', () => {
  expect(publishBy('2026-03-02', CLOCK_RULES)).toEqual({
    on: '2026-03-30',
    provisional: false,
    article: '《政府信息公开条例》第二十六条',
  })
})
