import { addDays } from './clock.ts'
import { BUREAU_SCOPE, faultsOf, type Shift } from './roster.ts'

/** Days the public is told of, from the day after the page's. */
export const STATED_DAYS = 7

/**
 * What the public is told of the duty roster: whether somebody of the bureau is on duty at every minute of these days.
 * Never who, and never when nobody is: that would say when to dump.
 */
export type DutyStatement = { from: string; to: string; isComplete: boolean }

/** The minutes a statement made on a day is about: from the midnight after it, until seven days later. */
export function statedSpan(asOf: string): { from: string; to: string } {
  const midnight = (day: string) => `${day}T00:00:00+08:00`
  return { from: midnight(addDays(asOf, 1)), to: midnight(addDays(asOf, 1 + STATED_DAYS)) }
}

/** `shifts` of those who may work. Overlaps are somebody on duty; only a gap makes it incomplete. */
export function dutyStatement(
  shifts: readonly Pick<Shift, 'scope' | 'userId' | 'from' | 'to'>[],
  asOf: string,
): DutyStatement {
  const { from, to } = statedSpan(asOf)
  const isComplete = faultsOf(shifts, BUREAU_SCOPE, from, to).every(({ kind }) => kind !== 'gap')
  return { from: addDays(asOf, 1), to: addDays(asOf, STATED_DAYS), isComplete }
}
