import type { Actor } from '../access.ts'
import { type Bureau, findStreet } from '../bureau.ts'
import { dayOf, minuteOf } from '../clock.ts'
import type { NewEvent } from '../event.ts'
import { problem } from '../problems.ts'
import { type Problem, Refusal } from '../refusal.ts'
import { TO_FILL_IN } from '../words/zh/case.ts'
import { handBackBy } from './deadline.ts'
import type { Case, DecisionInput } from './schema.ts'
import { CASE_MOVES, type CaseState, stateAfter, whyNot } from './state.ts'

export type Decided = {
  next: Case
  event: NewEvent
  /** What the reporter is told in words, as a message from the bureau. */
  tell: string | null
}

/**
 * One decision on a case: the next row, its event and what the reporter is told.
 * @throws Refusal `case.moved-first` when somebody moved it since `version`, `case.not-from-here`,
 * `case.not-your-role`, `case.own-proposal`, `case.hand-back-late`, or `request.invalid` with all problems
 */
export function decide(
  current: Case,
  { decision, input }: DecisionInput,
  actor: Actor,
  bureau: Bureau,
  now: Date,
): Decided {
  const today = dayOf(now)
  if (input.version !== current.version)
    throw new Refusal('case.moved-first', { current: { version: current.version } })
  const no = whyNot({ ...current, handBackBy: handBackBy(current) }, decision, actor, today)
  if (no) throw new Refusal(no, no === 'case.not-from-here' ? { from: current.state } : {})
  const wrong = problemsOfDecision({ decision, input } as DecisionInput, bureau, today)
  if (wrong.length > 0) throw new Refusal('request.invalid', { problems: wrong })

  const { version: _, ...data } = input
  const state = stateAfter(current.state, decision)
  const next: Case = {
    ...current,
    ...changes(current, state, { decision, input } as DecisionInput, actor, today),
    state,
  }
  next.version = current.version + 1
  return {
    next,
    event: {
      subject: `case:${current.id}`,
      seq: next.version,
      type: CASE_MOVES[decision].event,
      actor: actor.id,
      at: minuteOf(now),
      data: { ...data, from: current.state },
    },
    tell: told({ decision, input } as DecisionInput),
  }
}

function changes(
  current: Case,
  state: CaseState,
  { decision, input }: DecisionInput,
  actor: Actor,
  today: string,
): Partial<Case> {
  const registered = { registeredOn: current.registeredOn ?? today }
  switch (decision) {
    case 'registration':
      return { ...registered, nationalPlatformNo: input.nationalPlatformNo ?? current.nationalPlatformNo }
    case 'information-request':
      return registered
    case 'acceptance':
      return { ...registered, acceptedOn: today }
    case 'rejection':
      return { ...registered, ground: input.ground, matterKey: null, closedOn: today }
    case 'forwarding':
      return { assignee: input.department, assignedOn: today }
    case 'assignment':
      return { assignee: input.to, assignedOn: today }
    case 'hand-back':
      if (state === 'accepted') return { assignee: null, assignedOn: null }
      return { proposedBy: null, outcome: null, remedied: null, measures: null }
    case 'investigation':
      return { investigatedOn: input.on }
    case 'closure-proposal':
      return { proposedBy: actor.id, outcome: input.outcome, remedied: input.remedied, measures: input.measures }
    case 'closure':
      return { closedOn: today, matterKey: null }
    case 'reply':
    case 'archiving':
    case 'note':
      return {}
  }
}

function told({ decision, input }: DecisionInput): string | null {
  if (decision === 'information-request' || decision === 'reply') return input.text
  if (decision === 'rejection') return input.tell
  return null
}

function problemsOfDecision({ decision, input }: DecisionInput, bureau: Bureau, today: string): Problem[] {
  if (decision === 'forwarding' && !bureau.departments.some((one) => one.id === input.department))
    return [{ path: 'department', code: 'not-in-list', message: '没有这个部门，请从列表里选一个。' }]
  if (decision === 'assignment' && !findStreet(bureau, input.to, today))
    return [{ path: 'to', code: 'not-in-list', message: '没有这个街道办事处，请从列表里选一个。' }]
  if (decision === 'investigation' && input.on > today)
    return [{ path: 'on', code: 'in-the-future', message: '调查日期不能晚于今天。' }]
  if (decision === 'rejection' && input.tell.includes(TO_FILL_IN)) return [problem(['tell'], 'to-fill-in')]
  return []
}
