import type { Role } from '../access.ts'
import type { EventType } from '../event.ts'
import { COMPETENCE_MOVES, MOVABLE_STATES } from './competence.ts'
import type { GuardCode } from './guard.ts'
import { PUBLICATION_MOVES } from './publication/moves.ts'
import { REVIEW_MOVES } from './review.ts'

export const CASE_STATES = [
  'received',
  'registered',
  'need_info',
  'accepted',
  'rejected',
  'transferred',
  'merged',
  'forwarded',
  'assigned',
  'investigating',
  'extension_pending',
  'closure_proposed',
  'closed',
  'replied',
  'followed_up',
  'review_requested',
  'reviewed',
  'recheck_requested',
  'final',
  'archived',
] as const
export type CaseState = (typeof CASE_STATES)[number]

/** Sets are named by what they permit; nothing else lists states. */
export const INTAKE_STATES = ['received', 'registered', 'need_info'] as const satisfies readonly CaseState[]
/** Somebody has it in hand. */
export const GIVEN_STATES = [
  'forwarded',
  'assigned',
  'investigating',
  'extension_pending',
  'closure_proposed',
] as const satisfies readonly CaseState[]
export const OPEN_STATES = [...INTAKE_STATES, 'accepted', ...GIVEN_STATES] as const satisfies readonly CaseState[]
/** A round of review waits for its decision. */
export const REVIEW_STATES = ['review_requested', 'recheck_requested'] as const satisfies readonly CaseState[]

const DONE = ['rejected', 'transferred', 'closed', 'replied', 'followed_up', 'reviewed', 'archived'] as const
const ENDED = [...DONE, 'final'] as const
const DESK = ['clerk', 'head'] as const
/** Who handles it must be settled first, and be us. */
const UNSETTLED = ['case.competence-open', 'case.competence-elsewhere'] as const
const EVERYONE = ['clerk', 'handler', 'head'] as const

/** `to`: null, the state stays; `before`, the one it was in when it left. `unless`: what stands against it now. */
type Step = {
  from: readonly CaseState[]
  to: CaseState | 'before' | null
  by: readonly Role[]
  unless?: readonly GuardCode[]
}
export type Move = { event: EventType; steps: readonly Step[] }

/**
 * The 12369 procedure as a table: decision → from where, to where, by whom, which event, and what stands against it.
 * Registration may be skipped by deciding at once, as the rule allows on the spot (令15 art. 8); it is then recorded
 * with the decision. Handing back (信访工作条例 art. 23) sends a case from its handler to the clerks; a head hands back
 * what was proposed to them. A row that always refuses says why there is no way from there.
 */
export const CASE_MOVES = {
  registration: { event: 'case.registered', steps: [{ from: ['received'], to: 'registered', by: ['clerk'] }] },
  'information-request': {
    event: 'case.information-requested',
    steps: [{ from: INTAKE_STATES, to: 'need_info', by: ['clerk'] }],
  },
  acceptance: {
    event: 'case.accepted',
    steps: [{ from: INTAKE_STATES, to: 'accepted', by: ['clerk'], unless: UNSETTLED }],
  },
  rejection: {
    event: 'case.rejected',
    steps: [{ from: INTAKE_STATES, to: 'rejected', by: ['clerk'], unless: UNSETTLED }],
  },
  forwarding: {
    event: 'case.forwarded',
    steps: [{ from: ['accepted'], to: 'forwarded', by: DESK, unless: ['case.competence-elsewhere'] }],
  },
  assignment: {
    event: 'case.assigned',
    steps: [{ from: ['accepted', 'forwarded'], to: 'assigned', by: DESK, unless: ['case.competence-elsewhere'] }],
  },
  'hand-back': {
    event: 'case.handed-back',
    steps: [
      {
        from: ['assigned', 'forwarded'],
        to: 'accepted',
        by: ['handler'],
        unless: ['case.not-the-lead', 'case.hand-back-late'],
      },
      { from: ['closure_proposed', 'extension_pending'], to: 'investigating', by: ['head'] },
    ],
  },
  investigation: {
    event: 'case.investigated',
    steps: [{ from: ['assigned', 'forwarded', 'investigating'], to: 'investigating', by: ['handler'] }],
  },
  'extension-request': {
    event: 'case.extension-requested',
    steps: [
      {
        from: ['investigating'],
        to: 'extension_pending',
        by: ['handler'],
        unless: ['case.not-the-lead', 'case.superior-deadline', 'case.extension-used-up'],
      },
    ],
  },
  extension: {
    event: 'case.extended',
    steps: [{ from: ['extension_pending'], to: 'investigating', by: ['head'], unless: ['case.own-proposal'] }],
  },
  'closure-proposal': {
    event: 'case.closure-proposed',
    steps: [
      { from: ['investigating'], to: 'closure_proposed', by: ['handler'], unless: ['case.not-the-lead', ...UNSETTLED] },
    ],
  },
  closure: {
    event: 'case.closed',
    steps: [{ from: ['closure_proposed'], to: 'closed', by: ['head'], unless: ['case.own-proposal'] }],
  },
  reply: { event: 'case.replied', steps: [{ from: ['closed'], to: 'replied', by: ['clerk'] }] },
  'follow-up': { event: 'case.followed-up', steps: [{ from: ['replied'], to: 'followed_up', by: ['clerk'] }] },
  ...REVIEW_MOVES,
  transfer: {
    event: 'case.transferred',
    steps: [{ from: MOVABLE_STATES, to: 'transferred', by: DESK, unless: ['case.competence-open'] }],
  },
  merge: { event: 'case.merged', steps: [{ from: MOVABLE_STATES, to: 'merged', by: DESK }] },
  separation: {
    event: 'case.separated',
    steps: [{ from: ['merged'], to: 'before', by: DESK, unless: ['case.separation-late'] }],
  },
  split: { event: 'case.split', steps: [{ from: [...INTAKE_STATES, 'accepted'], to: null, by: ['clerk'] }] },
  reopening: {
    event: 'case.reopened',
    steps: [{ from: ENDED, to: 'accepted', by: DESK, unless: ['case.settled', 'case.head-decides'] }],
  },
  'reopening-refusal': {
    event: 'case.reopening-refused',
    steps: [{ from: ENDED, to: null, by: ['head'], unless: ['case.no-reopening-request', 'case.own-decision'] }],
  },
  urging: { event: 'case.urged', steps: [{ from: OPEN_STATES, to: null, by: DESK }] },
  supervision: { event: 'case.supervised', steps: [{ from: OPEN_STATES, to: null, by: ['head'] }] },
  'emergency-grade': { event: 'case.emergency-graded', steps: [{ from: OPEN_STATES, to: null, by: DESK }] },
  'emergency-report': {
    event: 'case.emergency-reported',
    steps: [{ from: OPEN_STATES, to: null, by: EVERYONE, unless: ['case.no-emergency'] }],
  },
  enforcement: {
    event: 'case.enforcement-moved',
    steps: [{ from: ['investigating', 'closure_proposed', ...DONE], to: null, by: ['handler', 'head'] }],
  },
  'enforcement-extension': {
    event: 'case.enforcement-extended',
    steps: [
      {
        from: ['investigating', 'closure_proposed', ...DONE],
        to: null,
        by: ['head'],
        unless: ['case.no-filing-clock'],
      },
    ],
  },
  'joint-handling': { event: 'case.joint', steps: [{ from: GIVEN_STATES, to: null, by: DESK }] },
  recusal: { event: 'case.recused', steps: [{ from: CASE_STATES, to: null, by: EVERYONE }] },
  ...COMPETENCE_MOVES,
  ...PUBLICATION_MOVES,
  'publication-withdrawal': {
    event: 'case.publication-withdrawn',
    steps: [{ from: CASE_STATES, to: null, by: ['head'], unless: ['case.not-published'] }],
  },
  archiving: {
    event: 'case.archived',
    steps: [
      {
        from: ['rejected', 'transferred', 'replied', 'followed_up', 'reviewed', 'final'],
        to: 'archived',
        by: ['clerk'],
      },
    ],
  },
  note: { event: 'case.noted', steps: [{ from: CASE_STATES, to: null, by: EVERYONE }] },
} as const satisfies Record<string, Move>

export type Decision = keyof typeof CASE_MOVES
export const DECISIONS = Object.keys(CASE_MOVES) as readonly Decision[]
/** The row of the table that a decision from a state goes by; undefined when there is none. */
export function stepOf(state: CaseState, decision: Decision): Step | undefined {
  const steps: readonly Step[] = CASE_MOVES[decision].steps
  return steps.find((one) => one.from.includes(state))
}

/** Everybody who may take a decision from some state. */
export function rolesOf(decision: Decision): readonly Role[] {
  return (CASE_MOVES[decision].steps as readonly Step[]).flatMap((step) => step.by)
}

/** The state a move leads to; the caller has asked `whyNot` first. */
export function stateAfter(
  current: { state: CaseState; stateBefore: CaseState | null },
  decision: Decision,
): CaseState {
  const step = stepOf(current.state, decision)
  if (!step) throw new Error(`couldn't ${decision} from ${current.state}: whyNot was not asked`)
  if (step.to !== 'before') return step.to ?? current.state
  if (!current.stateBefore) throw new Error(`couldn't ${decision}: nobody wrote down where it was before`)
  return current.stateBefore
}
