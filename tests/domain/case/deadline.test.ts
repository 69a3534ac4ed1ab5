import { describe, expect, test } from 'vitest'
import { acknowledgeBy, clocksOf, currentClock, handBackBy, isOverdue } from '#domain/case/deadline.ts'
import type { Case } from '#domain/case/schema.ts'
import { aCase } from '../../fixtures/case.ts'

const dated = (about: Partial<Case>): Case => aCase({ receivedOn: '2026-09-14', ...about })
const brief = (current: Case) => clocksOf(current).map(({ step, by }) => `${step} ${by}`)

describe('the clocks of a case', () => {
  test.each(['received', 'registered', 'need_info'] as const)('run to acceptance while it is %s', (state) => {
    expect(brief(dated({ state }))).toEqual(['accept 2026-09-29'])
  })

  test('run to forwarding and to closing once it is accepted', () => {
    const accepted = dated({ state: 'accepted', acceptedOn: '2026-09-15' })
    expect(brief(accepted)).toEqual(['forward 2026-09-18', 'close 2026-11-16'])
    expect(currentClock(accepted)?.step).toBe('forward')
  })

  test.each(['assigned', 'forwarded'] as const)('run to closing, with a window to hand back, while %s', (state) => {
    const given = dated({ state, acceptedOn: '2026-09-15', assignedOn: '2026-09-16' })
    expect(brief(given)).toEqual(['hand-back 2026-09-22', 'close 2026-11-16'])
    expect(currentClock(given)?.step).toBe('close')
    expect(handBackBy(given)).toBe('2026-09-22')
  })

  test.each(['investigating', 'closure_proposed'] as const)('run to closing alone while %s', (state) => {
    const current = dated({ state, acceptedOn: '2026-09-15', assignedOn: '2026-09-16' })
    expect(brief(current)).toEqual(['close 2026-11-16'])
    expect(handBackBy(current)).toBeNull()
  })

  test.each(['closed', 'replied', 'archived'] as const)('stand still when it is %s', (state) => {
    const done = dated({ state, acceptedOn: '2026-09-15', assignedOn: '2026-09-16', closedOn: '2026-10-09' })
    expect(clocksOf(done)).toEqual([])
    expect(currentClock(done)).toBeNull()
  })

  test('stand still when it was refused, an emergency or not', () => {
    const refused = dated({ state: 'rejected', closedOn: '2026-09-15', emergencyAt: '2026-09-14T10:00:00+08:00' })
    expect(clocksOf(refused)).toEqual([])
  })

  test('handed back, it is accepted anew to forward, and sixty days still count from the first acceptance', () => {
    const back = dated({ state: 'accepted', acceptedOn: '2026-04-27' })
    expect(brief(back)).toEqual(['forward 2026-04-30', 'close 2026-06-26'])
  })

  test('each names its article; the three working days say that nobody confirmed them', () => {
    const all = [
      ...clocksOf(dated({ emergencyAt: '2026-09-14T10:00:00+08:00' })),
      ...clocksOf(dated({ state: 'accepted', acceptedOn: '2026-09-15' })),
      ...clocksOf(dated({ state: 'assigned', acceptedOn: '2026-09-15', assignedOn: '2026-09-16' })),
    ]
    for (const { article } of all) expect(article).toMatch(/^《.+》/)
    expect(new Set(all.filter((one) => one.unconfirmed).map((one) => one.step))).toEqual(new Set(['forward']))
  })
})

describe('an emergency', () => {
  test('must be reported two hours after the minute it was known, over midnight, year end and 29 February', () => {
    const by = (emergencyAt: string) => currentClock(dated({ receivedOn: emergencyAt.slice(0, 10), emergencyAt }))?.by
    expect(by('2026-09-19T23:10:00+08:00')).toBe('2026-09-20T01:10:00+08:00')
    expect(by('2025-12-31T23:59:00+08:00')).toBe('2026-01-01T01:59:00+08:00')
    expect(by('2024-02-29T22:30:00+08:00')).toBe('2024-03-01T00:30:00+08:00')
  })

  test('stands before a day that ends with the same night, for a day ends after its minutes', () => {
    // A letter from the 1st, found to be an emergency on the very last day for accepting it.
    const late = dated({ receivedOn: '2026-09-01', emergencyAt: '2026-09-16T14:00:00+08:00' })
    expect(brief(late)).toEqual(['emergency 2026-09-16T16:00:00+08:00', 'accept 2026-09-16'])
  })

  test('is answered by the first report, not by accepting', () => {
    const accepted = dated({ state: 'accepted', acceptedOn: '2026-09-14', emergencyAt: '2026-09-14T10:00:00+08:00' })
    expect(clocksOf(accepted).map((one) => one.step)).toEqual(['emergency', 'forward', 'close'])
    const reported = { ...accepted, emergencyStage: 'first' as const }
    expect(clocksOf(reported).map((one) => one.step)).toEqual(['forward', 'close'])
  })
})

describe('overdue', () => {
  test('is a day at its end: not at 23:59, but a minute later', () => {
    expect(isOverdue('2026-09-29', new Date('2026-09-29T23:59:59+08:00'))).toBe(false)
    expect(isOverdue('2026-09-29', new Date('2026-09-30T00:00:00+08:00'))).toBe(true)
  })

  test('is a minute when it has passed', () => {
    expect(isOverdue('2026-09-20T01:10:00+08:00', new Date('2026-09-20T01:10:59+08:00'))).toBe(false)
    expect(isOverdue('2026-09-20T01:10:00+08:00', new Date('2026-09-20T01:11:00+08:00'))).toBe(true)
  })
})

test('a resident is told the day, the article, and whether holidays may still move it', () => {
  expect(acknowledgeBy('2026-02-01')).toEqual({
    on: '2026-02-24',
    article: expect.stringContaining('《信访工作条例》第二十三条'),
    provisional: false,
  })
  expect(acknowledgeBy('2026-12-20')).toMatchObject({ on: '2027-01-04', provisional: true })
})
