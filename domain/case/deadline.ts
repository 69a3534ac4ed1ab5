import { calendarDeadline, dayOf, minuteOf, workingDeadline } from '../clock.ts'
import { daysHeard, type Hearing, isHeard, openHearing, standsStill } from './hearing.ts'
import { CLOCK_RULES, type Rule, type RuleId, ruleOn } from './rule.ts'
import type { Case } from './schema.ts'
import { type CaseState, INTAKE_STATES, OPEN_STATES } from './state.ts'

export const CLOCK_STEPS = [
  'emergency',
  'accept',
  'forward',
  'hand-back',
  'close',
  'review-request',
  'review',
  'recheck-request',
  'recheck',
  'reopening-answer',
  'enforcement-filing',
  'enforcement-decision',
] as const
export type ClockStep = (typeof CLOCK_STEPS)[number]

/** One running limit. `from` and `by` are days, or minute instants for the hours of an emergency. */
export type Clock = {
  step: ClockStep
  from: string
  by: string
  article: string
  provisional: boolean
  unconfirmed: boolean
  /** Days of hearings that were left out, where there were any. */
  uncounted?: number
}

export type Dated = Pick<
  Case,
  | 'state'
  | 'receivedOn'
  | 'acceptedOn'
  | 'assignedOn'
  | 'closedOn'
  | 'extendedDays'
  | 'superiorBy'
  | 'emergencyAt'
  | 'emergencyGrade'
  | 'emergencyStage'
  | 'repliedOn'
  | 'reviewRequestedOn'
  | 'reviewedOn'
  | 'recheckRequestedOn'
  | 'hearings'
  | 'reopeningAskedOn'
  | 'enforcementStage'
  | 'enforcementOn'
  | 'enforcementExtended'
>

/** Open for somebody to use, not owed by the bureau. */
const WINDOWS: ReadonlySet<ClockStep> = new Set(['hand-back', 'review-request', 'recheck-request'])
/** Between the authorities and the one who is accused: no business of whoever told. */
const INTERNAL: ReadonlySet<ClockStep> = new Set([
  'emergency',
  'hand-back',
  'enforcement-filing',
  'enforcement-decision',
])

/** When each limit runs: in which states, and since when. A limit without its beginning does not run. */
const RUNS: Record<ClockStep, { in: readonly CaseState[] | 'any'; since(current: Dated): string | null }> = {
  emergency: { in: OPEN_STATES, since: (one) => (one.emergencyStage === null ? one.emergencyAt : null) },
  accept: { in: INTAKE_STATES, since: (one) => one.receivedOn },
  forward: { in: ['accepted'], since: (one) => one.acceptedOn },
  'hand-back': { in: ['assigned', 'forwarded'], since: (one) => one.assignedOn },
  close: { in: 'any', since: (one) => (one.closedOn === null ? one.acceptedOn : null) },
  'review-request': { in: ['replied', 'followed_up'], since: (one) => one.repliedOn },
  review: { in: ['review_requested'], since: (one) => one.reviewRequestedOn },
  'recheck-request': { in: ['reviewed'], since: (one) => one.reviewedOn },
  recheck: { in: ['recheck_requested'], since: (one) => one.recheckRequestedOn },
  'reopening-answer': { in: 'any', since: (one) => one.reopeningAskedOn },
  'enforcement-filing': {
    in: 'any',
    since: (one) => (one.enforcementStage === 'opened' ? one.enforcementOn : null),
  },
  'enforcement-decision': {
    in: 'any',
    since: (one) => (one.enforcementStage === 'filed' ? one.enforcementOn : null),
  },
}

/** Every limit that runs in this state, the nearest first. */
export function clocksOf(current: Dated, rules: readonly Rule[] = CLOCK_RULES): Clock[] {
  const clocks = CLOCK_STEPS.flatMap((step) => {
    const { in: states, since } = RUNS[step]
    const from = states === 'any' || states.includes(current.state) ? since(current) : null
    const clock = from === null ? null : clockOf(step, from, current, rules)
    return clock && !isStill(clock, current) ? [clock] : []
  })
  return clocks.sort((a, b) => (endOf(a.by) < endOf(b.by) ? -1 : endOf(a.by) > endOf(b.by) ? 1 : 0))
}

/** The recheck while a hearing goes on: its limit stands still since that day (信访工作条例 art. 36); null otherwise. */
export function stillClock(
  current: Dated,
  rules: readonly Rule[] = CLOCK_RULES,
): { step: ClockStep; since: string; article: string } | null {
  const from = current.state === 'recheck_requested' ? current.recheckRequestedOn : null
  const open = openHearing(current.hearings)
  if (from === null || !open) return null
  const clock = clockOf('recheck', from, current, rules)
  return isStill(clock, current) ? { step: clock.step, since: open.beganOn, article: clock.article } : null
}

/** What the bureau owes, the nearest first. What somebody may do is a window, not a duty. */
export function dutiesOf(current: Dated, rules: readonly Rule[] = CLOCK_RULES): Clock[] {
  return clocksOf(current, rules).filter((one) => !WINDOWS.has(one.step))
}

/** The duty a queue sorts by: the nearest that runs. */
export function currentClock(current: Dated, rules: readonly Rule[] = CLOCK_RULES): Clock | null {
  return dutiesOf(current, rules)[0] ?? null
}

/** What the holder of a receipt may know: the next duty towards them, and until when they may ask for a review. */
export function publicClocks(
  current: Dated,
  rules: readonly Rule[] = CLOCK_RULES,
): { duty: Clock | undefined; window: Clock | undefined } {
  const shown = clocksOf(current, rules).filter((one) => !INTERNAL.has(one.step))
  return {
    duty: shown.find((one) => !WINDOWS.has(one.step)),
    window: shown.find((one) => WINDOWS.has(one.step)),
  }
}

/** Whether a limit is one towards the reporter. */
export function isPublicStep(step: ClockStep): boolean {
  return !INTERNAL.has(step)
}

/** By when the reporter must be told whether the tip is accepted. */
export function acknowledgeBy(
  receivedOn: string,
  rules: readonly Rule[] = CLOCK_RULES,
): { on: string; article: string; provisional: boolean } {
  const rule = ruleOn(rules, 'accept', receivedOn)
  return { ...dueOf(rule, receivedOn), article: rule.article }
}

/** The last day on which whoever it was given to may hand it back; null when none runs. */
export function handBackBy(current: Dated, rules: readonly Rule[] = CLOCK_RULES): string | null {
  return clocksOf(current, rules).find((one) => one.step === 'hand-back')?.by ?? null
}

/** The last day of something somebody may ask for since a day; null when nothing began it. */
export function windowEnd(id: RuleId, since: string | null, rules: readonly Rule[] = CLOCK_RULES): string | null {
  return since === null ? null : dueOf(ruleOn(rules, id, since), since).on
}

/** A day is over at its end, a minute when it is past. */
export function isOverdue(by: string, now: Date): boolean {
  return by < (by.length === 10 ? dayOf(now) : minuteOf(now))
}

/** A day ends after every minute in it. */
function endOf(by: string): string {
  return by.length === 10 ? `${by}T24` : by
}

function clockOf(step: ClockStep, from: string, current: Dated, rules: readonly Rule[]): Clock {
  // A day the superior set is taken as it was set: it prevails, and rolls nowhere.
  if (step === 'close' && current.superiorBy) {
    const { article, unconfirmed } = ruleOn(rules, 'superior', from)
    return { step, from, by: current.superiorBy, article, provisional: false, unconfirmed }
  }
  const rule = ruleOn(rules, step === 'emergency' && isLesser(current) ? 'emergency-lesser' : step, from)
  const heard = step === 'recheck' ? current.hearings : []
  const { on, provisional } = dueOf(rule, from, moreDays(step, from, current, rules), heard)
  const uncounted = heard.length > 0 ? daysHeard(heard, from, on) : 0
  return {
    step,
    from,
    by: on,
    article: rule.article,
    provisional,
    unconfirmed: rule.unconfirmed,
    ...(uncounted > 0 && { uncounted }),
  }
}

function isStill({ step, by }: Clock, { hearings }: Dated): boolean {
  return step === 'recheck' && standsStill(hearings, by)
}

/** Days added to a limit: an extension granted for closing, the second half of the time for filing a penalty case. */
function moreDays(step: ClockStep, from: string, current: Dated, rules: readonly Rule[]): number {
  if (step === 'close') return current.extendedDays
  if (step !== 'enforcement-filing' || !current.enforcementExtended) return 0
  return ruleOn(rules, 'enforcement-filing-extension', from).amount ?? 0
}

function isLesser(current: Dated): boolean {
  return current.emergencyGrade === 'lesser'
}

function dueOf(
  rule: Rule,
  from: string,
  more = 0,
  heard: readonly Hearing[] = [],
): { on: string; provisional: boolean } {
  const amount = (rule.amount ?? 0) + more
  if (rule.unit === 'hours')
    return { on: minuteOf(new Date(Date.parse(from) + amount * 3_600_000)), provisional: false }
  if (rule.unit === 'working') return workingDeadline(from, amount)
  return heard.length > 0
    ? calendarDeadline(from, amount, (day) => isHeard(heard, day))
    : calendarDeadline(from, amount)
}
