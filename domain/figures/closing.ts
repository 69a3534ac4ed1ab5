import type { Outcome, Remedied } from '../case/outcome.ts'
import { CLOCK_RULES, type Rule, ruleOn } from '../case/rule.ts'
import { calendarDeadline } from '../clock.ts'
import type { EventType } from '../event.ts'

/** An event of a case as it is kept: `at` is its minute in Asia/Shanghai. */
export type CaseEvent = { type: EventType; at: string; data: Readonly<Record<string, unknown>> }

/** One closing of a case. A case that was taken up again may be closed more than once. */
export type Closing = {
  on: string
  outcome: Outcome | null
  /** Closed is not fixed. */
  remedied: Remedied | null
  /** Who had it: a department or a street office. */
  office: string | null
  /** Calendar days from the day it was accepted, or taken up again, to the day it was closed. */
  days: number
  /** Closed after the last day: 60 days and what was added, or the day a superior set, which prevails. */
  late: boolean
  /** Taken up again afterwards. */
  reopened: boolean
}

/**
 * Every closing in the history of a case, in its order (令15 art. 11, 信访工作条例 art. 34). Its row tells the last one
 * at best, and after a reopening not even that. `superiorBy`: the day its row has, for histories that do not tell it.
 */
export function closingsIn(
  history: readonly CaseEvent[],
  superiorBy: string | null,
  rules: readonly Rule[] = CLOCK_RULES,
): Closing[] {
  const closings: Closing[] = []
  let since: string | null = null
  let more = 0
  let by = superiorBy
  let office: string | null = null
  let outcome: Outcome | null = null
  let remedied: Remedied | null = null
  for (const { type, at, data } of history) {
    const on = at.slice(0, 10)
    const set = data.superiorBy ?? (type === 'case.supervised' ? data.by : undefined)
    if (typeof set === 'string') by = set
    if (type === 'case.accepted') since = on
    if (type === 'case.extended') more = Number(data.total ?? 0)
    if (type === 'case.forwarded') office = String(data.department)
    if (type === 'case.assigned') office = String(data.to)
    if (type === 'case.closure-proposed') {
      outcome = data.outcome as Outcome
      remedied = (data.remedied ?? null) as Remedied | null
    }
    if (type === 'case.closed') {
      const from = since ?? on
      const due: string = by ?? calendarDeadline(from, (ruleOn(rules, 'close', from).amount ?? 0) + more).on
      const days = daysBetween(from, on)
      closings.push({ on, outcome, remedied, office, days, late: due < on, reopened: false })
    }
    if (type === 'case.reopened') {
      const last = closings.at(-1)
      if (last) last.reopened = true
      since = on
      more = 0
      by = null
      office = null
      outcome = null
      remedied = null
    }
  }
  return closings
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000
}
