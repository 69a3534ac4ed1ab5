import type { Actor, Role } from '../access.ts'
import type { EventType } from '../event.ts'
import type { RefusalCode } from '../refusal.ts'

export const CASE_STATES = [
  'received',
  'registered',
  'need_info',
  'accepted',
  'rejected',
  'forwarded',
  'assigned',
  'investigating',
  'closure_proposed',
  'closed',
  'replied',
  'archived',
] as const
export type CaseState = (typeof CASE_STATES)[number]

/** Sets are named by what they permit; nothing else lists states. */
export const OPEN_STATES = [
  'received',
  'registered',
  'need_info',
  'accepted',
  'forwarded',
  'assigned',
  'investigating',
  'closure_proposed',
] as const satisfies readonly CaseState[]

type Step = { from: readonly CaseState[] /** null: the state stays. */; to: CaseState | null; by: readonly Role[] }
type Move = { event: EventType; steps: readonly Step[] }

const INTAKE = ['received', 'registered', 'need_info'] as const

/**
 * The 12369 procedure as a table: decision → from where, to where, by whom, which event.
 * Registration may be skipped by deciding at once, as the rule allows on the spot (令15 art. 8); it is then recorded
 * with the decision. Handing back (信访工作条例 art. 23) sends a case from its handler to the clerks, and a proposed
 * closure from the head to its handler.
 */
export const CASE_MOVES = {
  registration: { event: 'case.registered', steps: [{ from: ['received'], to: 'registered', by: ['clerk'] }] },
  'information-request': {
    event: 'case.information-requested',
    steps: [{ from: INTAKE, to: 'need_info', by: ['clerk'] }],
  },
  acceptance: { event: 'case.accepted', steps: [{ from: INTAKE, to: 'accepted', by: ['clerk'] }] },
  rejection: { event: 'case.rejected', steps: [{ from: INTAKE, to: 'rejected', by: ['clerk'] }] },
  forwarding: { event: 'case.forwarded', steps: [{ from: ['accepted'], to: 'forwarded', by: ['clerk', 'head'] }] },
  assignment: {
    event: 'case.assigned',
    steps: [{ from: ['accepted', 'forwarded'], to: 'assigned', by: ['clerk', 'head'] }],
  },
  'hand-back': {
    event: 'case.handed-back',
    steps: [
      { from: ['assigned', 'forwarded'], to: 'accepted', by: ['handler'] },
      { from: ['closure_proposed'], to: 'investigating', by: ['head'] },
    ],
  },
  investigation: {
    event: 'case.investigated',
    steps: [{ from: ['assigned', 'forwarded', 'investigating'], to: 'investigating', by: ['handler'] }],
  },
  'closure-proposal': {
    event: 'case.closure-proposed',
    steps: [{ from: ['investigating'], to: 'closure_proposed', by: ['handler'] }],
  },
  closure: { event: 'case.closed', steps: [{ from: ['closure_proposed'], to: 'closed', by: ['head'] }] },
  reply: { event: 'case.replied', steps: [{ from: ['closed'], to: 'replied', by: ['clerk'] }] },
  archiving: { event: 'case.archived', steps: [{ from: ['replied', 'rejected'], to: 'archived', by: ['clerk'] }] },
  note: { event: 'case.noted', steps: [{ from: CASE_STATES, to: null, by: ['clerk', 'handler', 'head'] }] },
} as const satisfies Record<string, Move>

export type Decision = keyof typeof CASE_MOVES
export const DECISIONS = Object.keys(CASE_MOVES) as readonly Decision[]

/** What a move is judged by. `handBackBy` is the last day on which the handler may hand back, when one runs. */
export type Movable = { state: CaseState; proposedBy: string | null; handBackBy: string | null }

/**
 * Why this person may not make this move now, as a refusal code; undefined when they may.
 * The desk shows it beside the button, the API enforces it. `today` is `YYYY-MM-DD` in Asia/Shanghai.
 */
export function whyNot(current: Movable, decision: Decision, actor: Actor, today: string): RefusalCode | undefined {
  const steps: readonly Step[] = CASE_MOVES[decision].steps
  const mine = steps.filter((step) => step.by.includes(actor.role))
  if (mine.length === 0) return 'case.not-your-role'
  const step = steps.find((one) => one.from.includes(current.state))
  if (!step) return 'case.not-from-here'
  if (!step.by.includes(actor.role)) return 'case.not-your-role'
  if (decision === 'closure' && current.proposedBy === actor.id) return 'case.own-proposal'
  if (decision === 'hand-back' && step.to === 'accepted' && current.handBackBy && today > current.handBackBy)
    return 'case.hand-back-late'
  return undefined
}

/** The state a move leads to; the caller has asked `whyNot` first. */
export function stateAfter(state: CaseState, decision: Decision): CaseState {
  const steps: readonly Step[] = CASE_MOVES[decision].steps
  const step = steps.find((one) => one.from.includes(state))
  if (!step) throw new Error(`couldn't ${decision} from ${state}: whyNot was not asked`)
  return step.to ?? state
}

/** States in which the next step may be this role's: what 「轮到我办」 means in the queue. */
export function statesAwaiting(role: Role): CaseState[] {
  const steps = (Object.values(CASE_MOVES) as readonly Move[]).flatMap((move) => move.steps)
  return CASE_STATES.filter((state) =>
    steps.some((step) => step.to && step.to !== state && step.from.includes(state) && step.by.includes(role)),
  )
}
