import { addDays } from '../clock.ts'
import { problem } from '../problems.ts'
import type { Problem } from '../refusal.ts'
import { HEARING_PROBLEM_WORDS as WORDS } from '../words/zh/hearing.ts'

/** A hearing from its first day to its last; null while it goes on. Days are `YYYY-MM-DD` in Asia/Shanghai. */
export type Hearing = { beganOn: string; endedOn: string | null }
type Entered = { beganOn: string; endedOn?: string | undefined }

/** The hearing that has not ended; at most one. */
export function openHearing(hearings: readonly Hearing[]): Hearing | undefined {
  return hearings.find((one) => one.endedOn === null)
}

/** Whether a day is one of a hearing that ended. One that goes on has no last day to count to: see `standsStill`. */
export function isHeard(hearings: readonly Hearing[], day: string): boolean {
  return hearings.some(({ beganOn, endedOn }) => beganOn <= day && endedOn !== null && day <= endedOn)
}

/** How many days of hearings that ended lie after one day and up to another. */
export function daysHeard(hearings: readonly Hearing[], after: string, until: string): number {
  let heard = 0
  for (let day = addDays(after, 1); day <= until; day = addDays(day, 1)) if (isHeard(hearings, day)) heard += 1
  return heard
}

/** Whether a limit stands still: a hearing goes on that began before the limit was over. */
export function standsStill(hearings: readonly Hearing[], by: string): boolean {
  const open = openHearing(hearings)
  return open !== undefined && open.beganOn <= by
}

/** The hearings with one more, or with one of the same first day put right. */
export function hearingsWith(hearings: readonly Hearing[], { beganOn, endedOn }: Entered): Hearing[] {
  const others = hearings.filter((one) => one.beganOn !== beganOn)
  return [...others, { beganOn, endedOn: endedOn ?? null }].sort((a, b) => (a.beganOn < b.beganOn ? -1 : 1))
}

/** What is wrong with a hearing as it was entered: it is one of this recheck, it is no plan, and none lies in another. */
export function hearingProblems(
  current: { hearings: readonly Hearing[]; recheckRequestedOn: string | null },
  entered: Entered,
  today: string,
): Problem[] {
  const { beganOn, endedOn } = entered
  const others = current.hearings.filter((one) => one.beganOn !== beganOn)
  const open = openHearing(others)
  const wrong = (path: 'beganOn' | 'endedOn', message: string): Problem => ({ path, code: 'mismatch', message })
  const problems: Problem[] = []
  if (beganOn > today) problems.push(problem(['beganOn'], 'in-the-future'))
  else if (current.recheckRequestedOn && beganOn < current.recheckRequestedOn)
    problems.push(wrong('beganOn', WORDS.beforeRequest(current.recheckRequestedOn)))
  else if (open) problems.push(wrong('beganOn', WORDS.otherOpen(open.beganOn)))
  else if (others.some((one) => overlap(one, entered))) problems.push(wrong('beganOn', WORDS.overlap))
  if (endedOn && endedOn > today) problems.push(problem(['endedOn'], 'in-the-future'))
  else if (endedOn && endedOn < beganOn) problems.push(wrong('endedOn', WORDS.endsBefore))
  return problems
}

/** One that goes on has no end: it meets everything after its first day. */
function overlap(one: Hearing, { beganOn, endedOn }: Entered): boolean {
  return (one.endedOn === null || beganOn <= one.endedOn) && (endedOn === undefined || one.beganOn <= endedOn)
}
