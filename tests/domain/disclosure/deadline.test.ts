import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '#domain/clock.ts'
import { addMonths, dueOn, objectionsUntil, YEARLY_RULES } from '#domain/disclosure/deadline.ts'
import { dutiesOf } from '#domain/enterprise/duty.ts'

const listed = (from: number, to: number | null = null) => ({
  listings: [{ reason: 'soil_key_unit' as const, from, to }],
})

describe('what is owed for a year', () => {
  test('is owed by 15 March of the next, also where that is a Sunday; the day is unconfirmed and says so', () => {
    expect(dueOn('soil_self_monitoring', 2025)).toBe('2026-03-15')
    expect(dueOn('soil_self_monitoring', 2020)).toBeNull()
    expect(dueOn('remediation_notice', 2025)).toBeNull()
    expect(dueOn('soil_self_monitoring', null)).toBeNull()
    for (const rule of YEARLY_RULES) expect(rule.article).toMatch(/《.+》/)
  })

  test('is late from the day after, not on the day', () => {
    const stateOn = (day: string) => dutiesOf(listed(2025), [], day).find((one) => one.year === 2025)?.state
    expect(stateOn('2026-03-15')).toBe('upcoming')
    expect(stateOn('2026-03-16')).toBe('late')
  })

  test('is filed on the day, and filed late after it', () => {
    const filedOn = (day: string) =>
      dutiesOf(
        listed(2025, 2025),
        [{ kind: 'soil_self_monitoring', year: 2025, filedOn: day, disclosureId: 'x' }],
        '2026-09-14',
      )
    expect(filedOn('2026-03-15')).toMatchObject([{ state: 'filed', disclosureId: 'x' }])
    expect(filedOn('2026-03-16')).toMatchObject([{ state: 'filed_late', filedOn: '2026-03-16' }])
  })

  test('is owed only for years on the list, none before the rule, none after today’s year; newest first', () => {
    const years = (from: number, to: number | null, asOf = '2026-09-14') =>
      dutiesOf(listed(from, to), [], asOf).map((one) => one.year)
    expect(years(2017, 2023)).toEqual([2023, 2022, 2021])
    expect(years(2025, null)).toEqual([2026, 2025])
    expect(years(2027, null)).toEqual([])
    expect(dutiesOf({ listings: [{ reason: 'bond', from: 2020, to: null }] }, [], '2026-09-14')).toEqual([])
  })
})

describe('months', () => {
  test.each([
    ['2026-09-14', 2, '2026-11-14'],
    ['2025-12-31', 2, '2026-02-28'],
    ['2023-12-31', 2, '2024-02-29'],
    ['2026-07-31', 2, '2026-09-30'],
    ['2026-11-30', 2, '2027-01-30'],
  ])('%s and %i months is %s', (day, months, on) => {
    expect(addMonths(day, months)).toBe(on)
  })

  test('objections are open for at least 59 days and at most 62, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (n) => {
        const day = addDays('2020-01-01', n)
        const until = objectionsUntil(day)
        expect(until >= addDays(day, 59) && until <= addDays(day, 62)).toBe(true)
      }),
    )
  })
})
