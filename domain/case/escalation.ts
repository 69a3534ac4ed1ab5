import { minuteOf } from '../clock.ts'
import { type Clock, currentClock, isPublicStep } from './deadline.ts'
import type { Saved } from './decide.ts'
import type { Rule } from './rule.ts'
import type { Case } from './schema.ts'

/** Parts of a limit, in per cent, at which somebody more is told: the officer, the head, then everybody. */
export const ESCALATIONS = [50, 80, 100] as const
export type Escalation = (typeof ESCALATIONS)[number]

/** The minute at which the next part of the running limit is over; null when none runs, or all are. */
export function escalateAt(current: Case, rules: readonly Rule[]): string | null {
  const clock = currentClock(current, rules)
  if (!clock) return null
  const next = ESCALATIONS.find((percent) => percent > reached(current, clock))
  return next ? minuteOf(new Date(momentOf(clock, next))) : null
}

/**
 * The case with the part of its limit that is over now written down, as an event: `case.overdue` when a limit towards the
 * reporter is over, `case.escalated` before that and for limits inside the house. Parts missed meanwhile are one event.
 * @returns null when there is nothing new
 */
export function escalated(current: Case, now: Date, rules: readonly Rule[]): Saved | null {
  const clock = currentClock(current, rules)
  if (!clock) return null
  const percent = ESCALATIONS.findLast((one) => momentOf(clock, one) <= now.getTime())
  if (!percent || percent <= reached(current, clock)) return null
  const next: Case = { ...current, version: current.version + 1, escalatedFor: nameOf(clock), escalatedTo: percent }
  return {
    next,
    event: {
      subject: `case:${current.id}`,
      seq: next.version,
      type: percent === 100 && isPublicStep(clock.step) ? 'case.overdue' : 'case.escalated',
      actor: null,
      at: minuteOf(now),
      data: { step: clock.step, by: clock.by, percent },
    },
  }
}

/** What of the escalation still counts after a move: nothing when another limit runs now. */
export function escalationAfter(next: Case, rules: readonly Rule[]): Pick<Case, 'escalatedFor' | 'escalatedTo'> {
  const clock = currentClock(next, rules)
  if (clock && next.escalatedFor === nameOf(clock)) return next
  return { escalatedFor: null, escalatedTo: 0 }
}

function reached(current: Case, clock: Clock): number {
  return current.escalatedFor === nameOf(clock) ? current.escalatedTo : 0
}

function nameOf({ step, by }: Clock): string {
  return `${step} ${by}`
}

/** The instant, in ms, at which so many per cent of a limit are over; a day counts from its beginning to its end. */
function momentOf({ from, by }: Clock, percent: number): number {
  const start = from.length === 10 ? Date.parse(`${from}T24:00:00+08:00`) : Date.parse(from)
  // A minute is over when the next begins.
  const end = by.length === 10 ? Date.parse(`${by}T24:00:00+08:00`) : Date.parse(by) + 60_000
  return start + ((end - start) * percent) / 100
}
