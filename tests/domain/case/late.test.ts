import { describe, expect, test } from 'vitest'
import { clocksOf } from '#domain/case/deadline.ts'
import { closedInTime, exceededOf } from '#domain/case/late.ts'
import { CLOCK_RULES, rulesOf } from '#domain/case/rule.ts'
import type { Case } from '#domain/case/schema.ts'
import { aCase } from '../../fixtures/case.ts'

const closed = (closedOn: string | null, about: Partial<Case> = {}) =>
  closedInTime(aCase({ state: 'closed', acceptedOn: '2026-09-14', closedOn, ...about }))

describe('closed in time', () => {
  test.each<[string, string | null, Partial<Case>, boolean | null]>([
    ['on the sixtieth day', '2026-11-13', {}, true],
    ['a day later', '2026-11-14', {}, false],
    // Sixty days from 3 August end on 2 October, in the holiday.
    ['after a holiday that rolled the end', '2026-10-08', { acceptedOn: '2026-08-03' }, true],
    ['a day after it', '2026-10-09', { acceptedOn: '2026-08-03' }, false],
    ['within an extension', '2026-12-11', { extendedDays: 30 }, true],
    ['after a day set from above, which prevails', '2026-10-01', { superiorBy: '2026-09-30' }, false],
    ['not at all', null, { state: 'investigating' }, null],
    ['without ever being accepted', '2026-09-20', { acceptedOn: null, state: 'rejected' }, null],
  ])('%s', (_, closedOn, about, inTime) => {
    expect(closed(closedOn, about)).toBe(inTime)
  })
})

describe('a limit that is over is the law’s only where the law says so', () => {
  const exceeded = (current: Case, day: string, rules = CLOCK_RULES) => {
    const [clock] = clocksOf(current, rules)
    if (!clock) throw new Error('no clock runs')
    return exceededOf(current, clock, new Date(`${day}T00:00:00+08:00`))
  }
  const received = aCase({ receivedOn: '2026-09-14' })

  test('not on its last day, but when that is over', () => {
    expect(exceeded(received, '2026-09-29')).toBeNull()
    expect(exceeded(received, '2026-09-30')).toBe('law')
  })

  test('a stricter rule of the bureau breaks no law until the law’s own day is over', () => {
    const rule = { rule: 'accept' as const, amount: 5, unit: 'calendar' as const, unconfirmed: false }
    const rules = rulesOf({ clockRules: [{ ...rule, article: '《本局举报办理规程》第三条', validFrom: '2026-09-01' }] })
    expect(exceeded(received, '2026-09-21', rules)).toBe('bureau')
    expect(exceeded(received, '2026-09-30', rules)).toBe('law')
  })

  test('what nobody confirmed, and what a superior set, is not called the law’s', () => {
    expect(exceeded(aCase({ state: 'accepted', acceptedOn: '2026-09-14' }), '2026-09-20')).toBe('bureau')
    const superior = aCase({ state: 'investigating', acceptedOn: '2026-09-14', superiorBy: '2026-09-20' })
    expect(exceeded(superior, '2026-12-20')).toBe('bureau')
  })
})
