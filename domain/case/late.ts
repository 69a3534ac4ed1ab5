import { type Clock, clocksOf, type Dated, isOverdue } from './deadline.ts'
import { CLOCK_RULES, type Rule } from './rule.ts'
import type { Case } from './schema.ts'

/** What was exceeded: a limit of the law that is beyond doubt, or one that is the bureau's own, set from above, or unconfirmed. */
export const EXCEEDED = ['law', 'bureau'] as const
export type Exceeded = (typeof EXCEEDED)[number]

/**
 * Whether a running limit is over, and whose: nobody is told that the law was broken where only a stricter rule of the
 * bureau was, or one that nobody confirmed.
 */
export function exceededOf(current: Dated, { step, by }: Clock, now: Date): Exceeded | null {
  if (!isOverdue(by, now)) return null
  const law = clocksOf(current, CLOCK_RULES).find((one) => one.step === step)
  return law && !law.unconfirmed && isOverdue(law.by, now) ? 'law' : 'bureau'
}

/** Whether a case was closed by the last day it had, extension and a superior's day included; null while it is not closed. */
export function closedInTime(current: Case, rules: readonly Rule[] = CLOCK_RULES): boolean | null {
  if (current.closedOn === null) return null
  const clock = clocksOf({ ...current, closedOn: null }, rules).find((one) => one.step === 'close')
  return clock ? current.closedOn <= clock.by : null
}
