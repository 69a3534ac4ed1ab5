import { expect, test } from 'vitest'
import { escalateAt, escalated } from '#domain/case/escalation.ts'
import { CLOCK_RULES } from '#domain/case/rule.ts'
import { aCase } from '../../fixtures/case.ts'

// Fifteen days to accept, from the end of 1 September to the end of Wednesday the 16th.
const waiting = aCase({ receivedOn: '2026-09-01' })
const at = (instant: string) => new Date(instant)
const saidAt = (current: typeof waiting, instant: string) => escalated(current, at(instant), CLOCK_RULES)?.event

test('half of fifteen days is over at noon of the eighth, four fifths at the end of the twelfth, all at the end', () => {
  expect(escalateAt(waiting, CLOCK_RULES)).toBe('2026-09-09T12:00:00+08:00')
  expect(saidAt(waiting, '2026-09-09T11:59:59+08:00')).toBeUndefined()
  expect(saidAt(waiting, '2026-09-09T12:00:00+08:00')).toMatchObject({
    type: 'case.escalated',
    data: { step: 'accept', by: '2026-09-16', percent: 50 },
  })
  const half = escalated(waiting, at('2026-09-10T00:00:00+08:00'), CLOCK_RULES)?.next
  expect(half && escalateAt(half, CLOCK_RULES)).toBe('2026-09-14T00:00:00+08:00')
  expect(half && saidAt(half, '2026-09-16T23:59:59+08:00')).toMatchObject({ data: { percent: 80 } })
  expect(half && saidAt(half, '2026-09-17T00:00:00+08:00')).toMatchObject({ type: 'case.overdue' })
})

test('what was slept through is said once, at the highest; after that nothing is', () => {
  const late = escalated(waiting, at('2026-11-01T00:00:00+08:00'), CLOCK_RULES)
  expect(late?.event).toMatchObject({ type: 'case.overdue', actor: null, data: { percent: 100 } })
  expect(late && escalateAt(late.next, CLOCK_RULES)).toBeNull()
  expect(late && saidAt(late.next, '2027-01-01T00:00:00+08:00')).toBeUndefined()
})

test('another limit, or the same one made longer, begins anew', () => {
  const done = { ...waiting, escalations: { 'accept 2026-09-16': 100 } }
  const next = { ...done, state: 'investigating', acceptedOn: '2026-09-10', assignedOn: '2026-09-10' } as const
  expect(saidAt(next, '2026-10-12T00:00:00+08:00')).toMatchObject({ data: { step: 'close', percent: 50 } })
  const half = { ...next, escalations: { 'close 2026-11-09': 100 } }
  expect(saidAt({ ...half, extendedDays: 30 }, '2026-11-10T00:00:00+08:00')).toMatchObject({ data: { percent: 50 } })
})

test('two hours are escalated by the minute, and never in public', () => {
  const urgent = aCase({ receivedOn: '2026-09-14', emergencyAt: '2026-09-14T23:00:00+08:00' })
  expect(saidAt(urgent, '2026-09-15T00:01:00+08:00')).toMatchObject({ data: { step: 'emergency', percent: 50 } })
  expect(saidAt(urgent, '2026-09-15T01:01:00+08:00')).toMatchObject({ type: 'case.escalated', data: { percent: 100 } })
})

test('what is done escalates nothing', () => {
  const done = aCase({ state: 'replied', acceptedOn: '2026-01-01', closedOn: '2026-01-02', repliedOn: '2026-01-03' })
  expect(escalateAt(done, CLOCK_RULES)).toBeNull()
  expect(saidAt(done, '2027-01-01T00:00:00+08:00')).toBeUndefined()
})

test('of two limits that run each is told of, whichever ends first', () => {
  const penalty = { enforcementStage: 'opened', enforcementOn: '2026-09-01' } as const
  const both = aCase({ state: 'investigating', acceptedOn: '2026-09-01', assignedOn: '2026-09-02', ...penalty })
  const first = escalated(both, at('2026-12-01T00:00:00+08:00'), CLOCK_RULES)
  expect(first?.event).toMatchObject({ type: 'case.escalated', data: { step: 'enforcement-filing', percent: 100 } })
  const second = first && escalated(first.next, at('2026-12-01T00:00:00+08:00'), CLOCK_RULES)
  expect(second?.event).toMatchObject({ type: 'case.overdue', data: { step: 'close', percent: 100 } })
  expect(second && saidAt(second.next, '2026-12-01T00:00:00+08:00')).toBeUndefined()
})
