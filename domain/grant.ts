import type { Actor, Role } from './access.ts'
import { CONFIRMING_ROLES, whyNotSettle } from './proposal.ts'
import type { RefusalCode } from './refusal.ts'

/** What gives somebody access: a first invitation, another one for a lost password or device, another role, the end of a suspension. */
export const GRANT_KINDS = ['invitation', 'renewal', 'role', 'reinstatement'] as const
export type GrantKind = (typeof GRANT_KINDS)[number]

/** `alone`: in effect though nobody else was there yet who could confirm it. */
export const GRANT_STATES = ['waiting', 'confirmed', 'alone', 'declined'] as const
export type GrantState = (typeof GRANT_STATES)[number]

/** One grant of access as it was proposed: `userId` gets `role` in `org`. Days are `YYYY-MM-DD` in Asia/Shanghai. */
export type Grant = {
  id: string
  kind: GrantKind
  userId: string
  role: Role
  org: string
  state: GrantState
  proposedBy: string
  /** Last day it can be confirmed. */
  expiresOn: string
}

/**
 * Why this person may not confirm a grant today, undefined when they may: neither who proposed it nor whom it is for.
 * `today` is `YYYY-MM-DD` in Asia/Shanghai.
 */
export function whyNotConfirm(actor: Actor, grant: Grant, today: string): RefusalCode | undefined {
  const no = whyNotSettle(actor, grant, today)
  if (no === 'not-waiting' || no === 'own-proposal') return `grant.${no}`
  if (grant.userId === actor.id) return 'account.own-account'
  return no && 'account.not-allowed'
}

/**
 * Whether a grant may take effect without a second person, where none was ever there: only the invitation that brings
 * one. Who could confirm and left does not bring this back, or an administrator could make room by suspending.
 */
export function mayStandAlone(kind: GrantKind, role: Role): boolean {
  return kind === 'invitation' && CONFIRMING_ROLES.some((one) => one === role)
}
