import type { Role } from '../access.ts'
import {
  CASE_MOVES,
  CASE_STATES,
  type CaseState,
  type Decision,
  type Move,
  OPEN_STATES,
  REVIEW_STATES,
} from './state.ts'

/** Taken when something comes up, not because it is somebody's turn. */
const UNAWAITED: ReadonlySet<string> = new Set<Decision>(['transfer', 'merge', 'reopening', 'review-request'])

/** States in which the next step may be this role's: what 「轮到我办」 means in the queue. */
export function statesAwaiting(role: Role): CaseState[] {
  const steps = (Object.entries(CASE_MOVES) as [Decision, Move][]).flatMap(([decision, move]) =>
    UNAWAITED.has(decision) ? [] : move.steps,
  )
  const pressing = new Set<CaseState>([
    ...OPEN_STATES,
    ...REVIEW_STATES,
    'rejected',
    'closed',
    'replied',
    'transferred',
  ])
  return CASE_STATES.filter(
    (state) =>
      pressing.has(state) &&
      steps.some((step) => step.to && step.to !== state && step.from.includes(state) && step.by.includes(role)),
  )
}
