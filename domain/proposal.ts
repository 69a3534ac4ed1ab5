import type { Actor, Role } from './access.ts'

/** Roles that may confirm what an administrator proposes (trust S4: a second administrator or the auditor). */
export const CONFIRMING_ROLES = ['admin', 'auditor'] as const satisfies readonly Role[]

/** Days in which a proposal can be confirmed. */
export const PROPOSAL_DAYS = 7

/** What waits for a second person. `expiresOn`, `YYYY-MM-DD` in Asia/Shanghai, is the last day it can be confirmed. */
export type Proposal = { state: string; proposedBy: string; expiresOn: string }

/**
 * Why this person may not confirm a proposal today, undefined when they may: somebody else than who proposed it, in time.
 * `today` is `YYYY-MM-DD` in Asia/Shanghai.
 */
export function whyNotSettle(
  actor: Actor,
  { state, proposedBy, expiresOn }: Proposal,
  today: string,
): 'not-waiting' | 'own-proposal' | 'not-allowed' | undefined {
  if (state !== 'waiting' || today > expiresOn) return 'not-waiting'
  if (proposedBy === actor.id) return 'own-proposal'
  return CONFIRMING_ROLES.some((role) => role === actor.role) ? undefined : 'not-allowed'
}
