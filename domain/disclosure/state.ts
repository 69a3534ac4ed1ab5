import type { Actor, Role } from '../access.ts'
import type { EventType } from '../event.ts'
import type { RefusalCode } from '../refusal.ts'

/** States of the version that is being worked on. What is published stays public meanwhile. */
export const DISCLOSURE_STATES = [
  'draft',
  'submitted',
  'signed',
  'returned',
  'published',
  'withdrawn',
  'abandoned',
] as const
export type DisclosureState = (typeof DISCLOSURE_STATES)[number]

type Step = { from: readonly DisclosureState[]; to: DisclosureState | 'before'; by: readonly Role[] }
type Move = { event: EventType; steps: readonly Step[] }

/**
 * From draft to page and after, for every kind of filing: decision → from where, to where, by whom, which event.
 * Approval publishes. `before` is the state without this revision: published for a correction, else abandoned.
 * Editor, signer and approver are three people (令24 art. 12 undertaking; nobody approves what they entered).
 */
export const DISCLOSURE_MOVES = {
  change: {
    event: 'disclosure.changed',
    steps: [{ from: ['draft', 'returned'], to: 'draft', by: ['editor'] }],
  },
  submission: {
    event: 'disclosure.submitted',
    steps: [{ from: ['draft', 'returned'], to: 'submitted', by: ['editor'] }],
  },
  signature: { event: 'disclosure.signed', steps: [{ from: ['submitted'], to: 'signed', by: ['signer'] }] },
  return: {
    event: 'disclosure.returned',
    steps: [
      { from: ['submitted'], to: 'returned', by: ['signer'] },
      { from: ['signed'], to: 'returned', by: ['clerk', 'head'] },
    ],
  },
  approval: { event: 'disclosure.published', steps: [{ from: ['signed'], to: 'published', by: ['head'] }] },
  correction: { event: 'disclosure.correction-begun', steps: [{ from: ['published'], to: 'draft', by: ['editor'] }] },
  // What a company answers to what its numbers show is a version like any other: signed, reviewed, logged.
  reply: {
    event: 'disclosure.replied',
    steps: [
      { from: ['published'], to: 'submitted', by: ['editor'] },
      { from: ['draft', 'returned'], to: 'draft', by: ['editor'] },
    ],
  },
  abandonment: {
    event: 'disclosure.abandoned',
    steps: [{ from: ['draft', 'returned'], to: 'before', by: ['editor'] }],
  },
  withdrawal: {
    event: 'disclosure.withdrawn',
    steps: [{ from: ['published', 'draft', 'submitted', 'signed', 'returned'], to: 'withdrawn', by: ['head'] }],
  },
} as const satisfies Record<string, Move>

export type DisclosureDecision = keyof typeof DISCLOSURE_MOVES
export const DISCLOSURE_DECISIONS = Object.keys(DISCLOSURE_MOVES) as readonly DisclosureDecision[]

/** What a move is judged by. `enteredBy`: accounts that wrote this revision; `publishedRevision`: the public one. */
export type DisclosureMovable = {
  state: DisclosureState
  enteredBy: readonly string[]
  signedBy: string | null
  publishedRevision: number | null
}

/** Why this person may not make this move now; undefined when they may. Whose it is was asked before. */
export function whyNotDisclosure(
  current: DisclosureMovable,
  decision: DisclosureDecision,
  actor: Actor,
): RefusalCode | undefined {
  const steps: readonly Step[] = DISCLOSURE_MOVES[decision].steps
  if (!steps.some((step) => step.by.includes(actor.role))) return 'disclosure.not-your-role'
  const step = steps.find((one) => one.from.includes(current.state))
  if (!step) return 'disclosure.not-from-here'
  if (!step.by.includes(actor.role)) return 'disclosure.not-your-role'
  if (decision === 'signature' && current.enteredBy.includes(actor.id)) return 'disclosure.own-entry'
  if (decision === 'approval' && (current.enteredBy.includes(actor.id) || current.signedBy === actor.id))
    return 'disclosure.own-entry'
  if ((decision === 'withdrawal' || decision === 'reply') && current.publishedRevision === null)
    return 'disclosure.not-published'
  return undefined
}

/** The state a move leads to; the caller has asked `whyNotDisclosure` first. */
export function disclosureStateAfter(current: DisclosureMovable, decision: DisclosureDecision): DisclosureState {
  const steps: readonly Step[] = DISCLOSURE_MOVES[decision].steps
  const step = steps.find((one) => one.from.includes(current.state))
  if (!step) throw new Error(`couldn't ${decision} from ${current.state}: whyNotDisclosure was not asked`)
  if (step.to !== 'before') return step.to
  return current.publishedRevision === null ? 'abandoned' : 'published'
}
