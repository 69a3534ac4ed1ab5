import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, calendarDeadline, dayOf, minuteOf, workingDeadline } from '#domain/clock.ts'
import { isCalendarDay } from '#domain/day.ts'
import { HOLIDAY_YEARS, isWorkingDay } from '#domain/holidays.ts'

describe('the holiday table', () => {
  test('covers 2004 to 2026 and no other year', () => {
    expect(HOLIDAY_YEARS).toEqual(Array.from({ length: 23 }, (_, at) => 2004 + at))
    expect(isWorkingDay('2003-12-31')).toBeUndefined()
    expect(isWorkingDay('2027-01-04')).toBeUndefined()
  })

  test.each([
    ['2026-02-13', true, 'the Friday before Spring Festival'],
    ['2026-02-14', true, 'a Saturday made up for'],
    ['2026-02-15', false, 'the first day of Spring Festival'],
    ['2026-02-23', false, 'its last, a Monday'],
    ['2026-02-24', true, 'the Tuesday after'],
    ['2026-02-28', true, 'the second Saturday made up for'],
    ['2026-03-07', false, 'an ordinary Saturday'],
    ['2026-01-04', true, 'a Sunday made up for'],
    ['2025-10-08', false, '国庆 and 中秋 in one holiday'],
    ['2020-01-31', false, 'Spring Festival made longer in the epidemic'],
  ])('%s is worked: %s (%s)', (day, worked) => {
    expect(isWorkingDay(day)).toBe(worked)
  })
})

describe('a limit in calendar days', () => {
  test.each([
    ['2026-09-14', 15, '2026-09-29', 'an ordinary Tuesday'],
    ['2026-02-01', 15, '2026-02-24', 'the last day is in Spring Festival'],
    ['2026-02-13', 15, '2026-02-28', 'the last day is a Saturday made up for'],
    ['2026-02-20', 15, '2026-03-09', 'the last day is an ordinary Saturday'],
    ['2024-02-14', 15, '2024-02-29', 'the last day is 29 February'],
    ['2024-02-29', 60, '2024-04-29', 'it starts on 29 February'],
    ['2023-02-14', 15, '2023-03-01', 'there is no 29 February'],
    ['2025-12-18', 15, '2026-01-04', 'the turn of the year: New Year holidays, then a Sunday that is worked'],
    ['2025-08-10', 60, '2025-10-09', 'the eight days of October 2025'],
  ])('from %s, %i days: %s (%s)', (from, days, on) => {
    expect(calendarDeadline(from, days)).toEqual({ on, provisional: false })
  })

  test('that ends in a year without holidays announced is the plain day, and provisional', () => {
    expect(calendarDeadline('2026-12-18', 15)).toEqual({ on: '2027-01-02', provisional: true })
    expect(calendarDeadline('2026-11-23', 60)).toEqual({ on: '2027-01-22', provisional: true })
  })
})

describe('a limit in working days', () => {
  test.each([
    ['2026-09-17', 3, '2026-09-21', 'Friday, the Sunday made up for, Monday'],
    ['2026-02-12', 3, '2026-02-24', 'Friday, the Saturday made up for, then Spring Festival'],
    ['2026-04-27', 5, '2026-05-07', 'over the May holiday'],
    ['2026-10-08', 3, '2026-10-12', 'Friday, the Saturday made up for, Monday'],
    ['2024-02-27', 2, '2024-02-29', 'onto 29 February'],
    ['2025-12-30', 3, '2026-01-05', 'over the turn of the year, with a Sunday that is worked'],
  ])('from %s, %i working days: %s (%s)', (from, days, on) => {
    expect(workingDeadline(from, days)).toEqual({ on, provisional: false })
  })

  test('that runs into a year without holidays announced takes Monday to Friday, and is provisional', () => {
    expect(workingDeadline('2026-12-30', 1)).toEqual({ on: '2026-12-31', provisional: false })
    expect(workingDeadline('2026-12-30', 3)).toEqual({ on: '2027-01-04', provisional: true })
  })
})

describe('days', () => {
  test('are those of Asia/Shanghai: 23:59 is today, a second past it tomorrow, wherever the machine stands', () => {
    expect(dayOf(new Date('2026-02-13T23:59:59+08:00'))).toBe('2026-02-13')
    expect(dayOf(new Date('2026-02-13T16:00:00Z'))).toBe('2026-02-14')
    expect(dayOf(new Date('2025-12-31T23:59:59+08:00'))).toBe('2025-12-31')
    expect(dayOf(new Date('2025-12-31T11:00:00-05:00'))).toBe('2026-01-01')
    expect(minuteOf(new Date('2024-02-29T23:59:59.999+08:00'))).toBe('2024-02-29T23:59:00+08:00')
  })

  test.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', '2026-01-01T00:00', ''])(
    '%j is none',
    (text) => {
      expect(isCalendarDay(text)).toBe(false)
    },
  )

  test('29 February is one in leap years', () => {
    expect(isCalendarDay('2024-02-29')).toBe(true)
    expect(addDays('2024-02-29', 1)).toBe('2024-03-01')
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  })
})

describe('whatever the day', () => {
  const day = fc.integer({ min: 0, max: 365 * 21 }).map((count) => addDays('2005-01-01', count))

  test('a limit ends on a worked day, never before its last calendar day, and a later start never ends earlier', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(15, 60), (from, days) => {
        const { on } = calendarDeadline(from, days)
        expect(isWorkingDay(on)).not.toBe(false)
        expect(on >= addDays(from, days)).toBe(true)
        expect(calendarDeadline(addDays(from, 1), days).on >= on).toBe(true)
      }),
    )
  })

  test('exactly as many worked days lie in a working-day limit as it says', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(3, 5), (from, days) => {
        const { on } = workingDeadline(from, days)
        let worked = 0
        for (let at = addDays(from, 1); at <= on; at = addDays(at, 1)) worked += isWorkingDay(at) ? 1 : 0
        expect(worked).toBe(days)
        expect(isWorkingDay(on)).toBe(true)
      }),
    )
  })
})
