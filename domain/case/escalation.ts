import { minuteOf } from '../clock.ts'
import { type Clock, dutiesOf, isPublicStep } from './deadline.ts'
import type { Saved } from './decide.ts'
import type { Rule } from './rule.ts'
import type { Case } from './schema.ts'

/** Parts of a limit, in per cent, at which somebody more is told: the officer, the head, then everybody. */
export const ESCALATIONS = [50, 80, 100] as const

/** The minute at which the next part of a running limit is over; null when none runs, or all are. */
export function escalateAt(current: Case, rules: readonly Rule[]): string | null {
  const moments = dutiesOf(current, rules).flatMap((clock) => {
    const next = ESCALATIONS.find((percent) => percent > reached(current, clock))
    return next ? [momentOf(clock, next)] : []
  })
  return moments.length > 0 ? minuteOf(new Date(Math.min(...moments))) : null
}

/**
 * The case with the part of a limit that is over now written down, as an event: `case.overdue` when a limit towards the
 * reporter is over, `case.escalated` before that and for limits inside the house. Parts missed meanwhile are one event;
 * of several limits the nearest comes first, the others the next time.
 * @returns null when there is nothing new
 */
export function escalated(current: Case, now: Date, rules: readonly Rule[]): Saved | null {
  for (const clock of dutiesOf(current, rules)) {
    const percent = ESCALATIONS.findLast((one) => momentOf(clock, one) <= now.getTime())
    if (percent && percent > reached(current, clock)) return written(current, clock, percent, now)
  }
  return null
}

function written(current: Case, clock: Clock, percent: number, now: Date): Saved {
  const escalations = { ...current.escalations, [nameOf(clock)]: percent }
  const next: Case = { ...current, version: current.version + 1, escalations }
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

/** What of the escalations still counts after a move: those of limits that run on. */
export function escalationsAfter(next: Case, rules: readonly Rule[]): Record<string, number> {
  const running = dutiesOf(next, rules).map(nameOf)
  return Object.fromEntries(Object.entries(next.escalations).filter(([name]) => running.includes(name)))
}

function reached(current: Case, clock: Clock): number {
  return current.escalations[nameOf(clock)] ?? 0
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
