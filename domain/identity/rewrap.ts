import * as z from 'zod/mini'
import type { Actor } from '../access.ts'
import { OPENING_MINUTES } from './opening.ts'
import { RECIPIENT_KINDS } from './recipient.ts'

/**
 * Sealing every envelope anew to the keys of today, after somebody left or joined. An officer's browser has to open each
 * for a moment, so it takes a second person like an opening does, and it ends by itself. Where no officer has a key that
 * opens them any more, it is the key in escrow that does: whoever keeps it brings it to that browser, and it never leaves it.
 */
export type Rewrap = {
  askedBy: string
  askedAt: number
  approvedBy: string | null
  approvedAt: number | null
  finishedAt: number | null
}
export type RewrapState = 'asked' | 'running' | 'finished' | 'lapsed'
export type RewrapRefusal = 'identity.own-request' | 'identity.lapsed' | 'identity.decided' | 'identity.not-approved'

/** Minutes an approved run may last; what is left then waits for the next. */
export const REWRAP_MINUTES = 60
/** Envelopes handed out at a time. */
export const REWRAP_BATCH = 20

export const RewrapInput = z.strictObject({
  text: z.string().check(z.trim(), z.minLength(5), z.maxLength(500)),
  /** Whose key opens the envelopes. */
  openedWith: z._default(z.enum(RECIPIENT_KINDS), 'officer'),
})
export type RewrapInput = z.infer<typeof RewrapInput>

export function rewrapState(run: Rewrap, now: Date): RewrapState {
  const isLate = (since: number, minutes: number) => now.getTime() - since > minutes * 60_000
  if (run.finishedAt !== null) return 'finished'
  if (run.approvedAt !== null) return isLate(run.approvedAt, REWRAP_MINUTES) ? 'lapsed' : 'running'
  return isLate(run.askedAt, OPENING_MINUTES) ? 'lapsed' : 'asked'
}

/** Why a head may not approve a run; null when they may. */
export function whyNotApprove(run: Rewrap, head: Pick<Actor, 'id'>, now: Date): RewrapRefusal | null {
  if (run.askedBy === head.id) return 'identity.own-request'
  const state = rewrapState(run, now)
  if (state === 'asked') return null
  return state === 'lapsed' && run.approvedAt === null ? 'identity.lapsed' : 'identity.decided'
}

/** Why no envelopes are handed out or taken back in a run; null when they are. */
export function whyNotRewrap(run: Rewrap, now: Date): RewrapRefusal | null {
  const state = rewrapState(run, now)
  if (state === 'running') return null
  return state === 'asked' ? 'identity.not-approved' : 'identity.lapsed'
}
