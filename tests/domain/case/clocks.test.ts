import { describe, expect, test } from 'vitest'
import { type ClockStep, clocksOf, currentClock, publicClocks } from '#domain/case/deadline.ts'
import type { Case } from '#domain/case/schema.ts'
import { CASE_STATES } from '#domain/case/state.ts'
import { aCase } from '../../fixtures/case.ts'

const by = (about: Partial<Case>, step: ClockStep) => clocksOf(aCase(about)).find((one) => one.step === step)?.by
const accepted = { state: 'investigating', assignedOn: '2026-01-05' } as const
const answered = { state: 'replied', acceptedOn: '2025-12-01', closedOn: '2026-01-10' } as const

// Spring Festival 2026: 15 to 23 February off, 14 and 28 February worked. May: 1 to 5 off, 9 worked. October: 1 to 7 off.
describe('each clock on awkward days', () => {
  test.each<[ClockStep, Partial<Case>, string]>([
    // 60 days end on Sunday 22 February, in the holiday: Tuesday 24.
    ['close', { ...accepted, acceptedOn: '2025-12-24' }, '2026-02-24'],
    // On Saturday 14 February, which is worked: it stays.
    ['close', { ...accepted, acceptedOn: '2025-12-16' }, '2026-02-14'],
    // Extended by 30 days the whole is counted anew, not the rolled day plus thirty: 90 days are 24 March.
    ['close', { ...accepted, acceptedOn: '2025-12-24', extendedDays: 30 }, '2026-03-24'],
    // 61 days over 29 February of a leap year.
    ['close', { ...accepted, acceptedOn: '2023-12-31', extendedDays: 1 }, '2024-03-01'],
    // What a superior set is taken as set: a holiday, earlier or later than ours, extended or not.
    ['close', { ...accepted, acceptedOn: '2025-12-24', superiorBy: '2026-02-17' }, '2026-02-17'],
    ['close', { ...accepted, acceptedOn: '2025-12-24', superiorBy: '2026-06-30', extendedDays: 10 }, '2026-06-30'],
    ['review-request', { ...answered, repliedOn: '2026-01-18' }, '2026-02-24'],
    ['review-request', { ...answered, state: 'followed_up', repliedOn: '2026-04-01' }, '2026-05-06'],
    ['review', { ...answered, state: 'review_requested', reviewRequestedOn: '2026-09-01' }, '2026-10-08'],
    ['recheck-request', { ...answered, state: 'reviewed', reviewedOn: '2026-04-02' }, '2026-05-06'],
    // 30 days from 31 January over a February of 28.
    ['recheck', { ...answered, state: 'recheck_requested', recheckRequestedOn: '2026-01-31' }, '2026-03-02'],
    ['enforcement-filing', { enforcementStage: 'opened', enforcementOn: '2026-01-31' }, '2026-02-24'],
    [
      'enforcement-filing',
      { enforcementStage: 'opened', enforcementOn: '2026-01-31', enforcementExtended: true },
      '2026-03-02',
    ],
    // 90 days from 1 November over new year end on 30 January.
    ['enforcement-decision', { enforcementStage: 'filed', enforcementOn: '2025-11-01' }, '2026-01-30'],
    ['enforcement-decision', { enforcementStage: 'filed', enforcementOn: '2025-11-20' }, '2026-02-24'],
    ['emergency', { emergencyAt: '2026-02-28T23:30:00+08:00' }, '2026-03-01T01:30:00+08:00'],
    ['emergency', { emergencyAt: '2025-12-31T21:00:00+08:00', emergencyGrade: 'lesser' }, '2026-01-01T01:00:00+08:00'],
    ['emergency', { emergencyAt: '2025-12-31T21:00:00+08:00', emergencyGrade: 'grave' }, '2025-12-31T23:00:00+08:00'],
  ])('%s of %j ends on %s', (step, about, end) => {
    expect(by(about, step)).toBe(end)
  })

  test('where the year’s holidays are not announced the day is provisional, and says so', () => {
    const [clock] = clocksOf(aCase({ ...answered, state: 'review_requested', reviewRequestedOn: '2026-12-10' }))
    expect(clock).toMatchObject({ by: '2027-01-09', provisional: true })
  })
})

describe('two clocks', () => {
  test('the penalty’s runs on after the tip is closed, and is no business of whoever told', () => {
    const closed = aCase({
      ...answered,
      repliedOn: '2026-01-12',
      enforcementStage: 'filed',
      enforcementOn: '2026-01-05',
    })
    expect(currentClock(closed)?.step).toBe('enforcement-decision')
    expect(publicClocks(closed).duty).toBeUndefined()
    expect(publicClocks(closed).window?.step).toBe('review-request')
  })

  test('stand still once it is decided or dropped', () => {
    for (const enforcementStage of ['decided', 'dropped'] as const)
      expect(clocksOf(aCase({ state: 'archived', enforcementStage, enforcementOn: '2026-01-05' }))).toEqual([])
  })
})

test('a right to ask is a window: it is nobody’s duty, and closes with the next round', () => {
  for (const state of ['replied', 'followed_up'] as const)
    expect(currentClock(aCase({ ...answered, state, repliedOn: '2026-01-12' }))).toBeNull()
  const settled = { ...answered, repliedOn: '2026-01-12', reviewedOn: '2026-02-01' }
  for (const state of ['final', 'archived'] as const) expect(clocksOf(aCase({ ...settled, state }))).toEqual([])
})

test('in no state does a clock run without a day it began on', () => {
  for (const state of CASE_STATES) {
    const clocks = clocksOf(aCase({ state, receivedOn: '2026-01-05' })).map((one) => one.step)
    expect(clocks, state).toEqual(['received', 'registered', 'need_info'].includes(state) ? ['accept'] : [])
  }
})
