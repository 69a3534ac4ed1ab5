import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#domain/clock.ts'
import { homeFigures, lastClosedWeek, shown } from '#domain/figures.ts'

test.each([
  ['2026-11-23', '2026-W47', '2026-11-22', 'a Monday: the week that ended last night'],
  ['2026-11-22', '2026-W46', '2026-11-15', 'a Sunday: its own week is not over'],
  ['2026-01-01', '2025-W52', '2025-12-28', 'New Year'],
  ['2027-01-04', '2026-W53', '2027-01-03', 'a year of 53 weeks, ending in the next one'],
  ['2024-03-01', '2024-W08', '2024-02-25', 'the week before 29 February'],
  ['2025-01-06', '2025-W01', '2025-01-05', 'a week that began in the year before'],
])('on %s the last closed week is %s, ended %s (%s)', (today, week, endsOn) => {
  expect(lastClosedWeek(today)).toEqual({ week, endsOn })
})

test('the closed week ends on a Sunday before today, less than eight days ago', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), (count) => {
      const today = addDays('2000-01-01', count)
      const { endsOn } = lastClosedWeek(today)
      return new Date(`${endsOn}T00:00:00Z`).getUTCDay() === 0 && endsOn < today && addDays(endsOn, 8) > today
    }),
  )
})

test.each([
  [0, '0'],
  [1, '<5'],
  [4, '<5'],
  [5, '5+'],
  [9, '5+'],
  [1234, '1230+'],
])('%i is printed %s', (count, text) => {
  expect(shown(count)).toBe(text)
})

test('the difference of two weeks never tells that one to four cases came or went', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 5_000 }), fc.integer({ min: 0, max: 4 }), (count, more) => {
      const [before, after] = [shown(count), shown(count + more)].map((text) => Number.parseInt(text, 10))
      expect([0, 5]).toContain((after ?? 0) - (before ?? 0))
    }),
  )
})

test('the home page shows three counts of that week', () => {
  expect(homeFigures({ open: 12, answered: 3, overdue: 0 }, '2026-11-23')).toEqual({
    week: '2026-W47',
    weekEndsOn: '2026-11-22',
    open: '10+',
    answered: '<5',
    overdue: '0',
  })
})
