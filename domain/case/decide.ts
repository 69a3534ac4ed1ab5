import type { Actor } from '../access.ts'
import type { Bureau } from '../bureau.ts'
import { dayOf, minuteOf } from '../clock.ts'
import type { NewEvent } from '../event.ts'
import { Refusal } from '../refusal.ts'
import type { Tied } from '../tie.ts'
import { whyNotDeclare } from '../tie.ts'
import { toldOf } from '../words/zh/told.ts'
import { changesOf } from './change.ts'
import { problemsOfDecision } from './check.ts'
import { escalationsAfter } from './escalation.ts'
import { whyNot } from './guard.ts'
import { mergedInto, separatedFrom } from './merge.ts'
import type { Kept } from './publication/check.ts'
import type { About } from './publication/draft.ts'
import type { ApprovedPhoto } from './publication/photo.ts'
import { rulesOf } from './rule.ts'
import type { Case, DecisionInput } from './schema.ts'
import { splitOff } from './split.ts'
import { CASE_MOVES, stateAfter } from './state.ts'

/** A row to save with its event. `isNew` when the case begins with it. */
export type Saved = { next: Case; event: NewEvent; isNew?: true }

export type Decided = Saved & {
  /** What the reporter is told in words, as a message from the bureau. */
  tell: string | null
  /** Other cases that change with this one, in the same commit. */
  others: Saved[]
}

/** What a decision touches besides its own case. */
export type Beside = {
  /** Of a merge the case it goes into, of a separation the one it comes out of. */
  into?: Case | undefined
  /** Of a split: ids for the cases to be opened, and how many this one was split into before. */
  newIds?: readonly string[]
  splitBefore?: number
  /** Of a public text: what it must not give away, what it is about, and the number for a first one. */
  kept?: Kept
  /** Standing ties to the enterprise it is about; of a recusal for somebody else, whether there is such a person. */
  tied?: readonly Tied[]
  isStaff?: boolean
  about?: About
  /** Pictures of the case that may go with its row. */
  photos?: readonly ApprovedPhoto[]
  publicNumber?: string
}

/**
 * One decision on a case: the next row, its event and what the reporter is told.
 * @throws Refusal `case.moved-first` when somebody moved it since `version`, `case.not-from-here`,
 * `case.not-your-role`, whatever of `GUARDS` stands against it, `case.merge-…`, or `request.invalid` with all problems
 */
export function decide(
  current: Case,
  { decision, input }: DecisionInput,
  actor: Actor,
  bureau: Bureau,
  now: Date,
  beside: Beside = {},
): Decided {
  const today = dayOf(now)
  const rules = rulesOf(bureau)
  if (input.version !== current.version)
    throw new Refusal('case.moved-first', { current: { version: current.version } })
  const no = whyNot(current, decision, actor, today, rules)
  if (no) throw new Refusal(no, no === 'case.not-from-here' ? { from: current.state } : {})
  const asked = { decision, input } as DecisionInput
  const other = asked.decision === 'recusal' && whyNotDeclare(actor, asked.input.person ?? actor.id)
  if (other) throw new Refusal(other)
  const problems = problemsOfDecision(current, asked, bureau, today, rules, beside)
  if (problems.length > 0) throw new Refusal('request.invalid', { problems })

  const state = stateAfter(current, decision)
  const next: Case = {
    ...current,
    ...changesOf(current, state, asked, actor, now, beside),
    state,
    version: current.version + 1,
  }
  if (beside.tied) next.recused = [...new Set([...next.recused, ...beside.tied.map((one) => one.person)])]
  next.escalations = escalationsAfter(next, rules)
  const event = (type: NewEvent['type'], of: Case, data: Record<string, unknown>): NewEvent => ({
    subject: `case:${of.id}`,
    seq: of.version,
    type,
    actor: actor.id,
    at: minuteOf(now),
    data,
  })
  const { version: _, ...data } = input
  const ties = beside.tied && beside.tied.length > 0 ? { ties: beside.tied.map((one) => one.tie) } : {}
  const others = othersOf(current, next, asked, beside, event)
  return {
    next,
    event: event(CASE_MOVES[decision].event, next, {
      ...data,
      ...factsOf(current, next, asked),
      ...ties,
      from: current.state,
    }),
    tell: toldOf(current, next, asked, rules),
    others,
  }
}

export type MakeEvent = (type: NewEvent['type'], of: Case, data: Record<string, unknown>) => NewEvent

function othersOf(
  current: Case,
  next: Case,
  { decision, input }: DecisionInput,
  beside: Beside,
  event: MakeEvent,
): Saved[] {
  if (decision === 'merge') return [mergedInto(current, next, beside.into, event)]
  if (decision === 'separation') return beside.into ? [separatedFrom(next, beside.into, event)] : []
  if (decision === 'split') return splitOff(current, input.texts, beside, event)
  return []
}

/** What an event says besides what was sent: what was asked earlier and takes effect now, and where it leads. */
function factsOf(current: Case, next: Case, { decision }: DecisionInput): Record<string, unknown> {
  if (decision === 'extension')
    return { days: current.extensionDays, reason: current.extensionReason, total: next.extendedDays }
  if (decision === 'merge') return { into: next.mergedInto }
  if (decision === 'competence-question') return { bodies: next.competence?.bodies }
  return {}
}
