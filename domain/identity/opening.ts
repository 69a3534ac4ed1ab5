import * as z from 'zod/mini'
import type { Actor } from '../access.ts'
import type { EventType } from '../event.ts'

/** Why an identity may be opened at all. */
export const OPENING_REASONS = ['verification', 'answer', 'reward', 'safety', 'legal-order'] as const
export type OpeningReason = (typeof OPENING_REASONS)[number]

/** Minutes between asking and approving, and again between approving and opening. */
export const OPENING_MINUTES = 10
/** Identities opened in one day (Asia/Shanghai), by all officers together. */
export const OPENINGS_A_DAY = 10

export const OpeningInput = z.strictObject({
  /** Reference of the tip. */
  reference: z.string().check(z.trim(), z.minLength(1), z.maxLength(20)),
  reason: z.enum(OPENING_REASONS),
  text: z.string().check(z.trim(), z.minLength(5), z.maxLength(500)),
})

/** Instants in milliseconds; `decidedAt` with `approved` says what the second person said. */
export type Opening = {
  askedBy: string
  askedAt: number
  decidedBy: string | null
  decidedAt: number | null
  approved: boolean
  openedAt: number | null
}
export type OpeningState = 'asked' | 'approved' | 'declined' | 'opened' | 'lapsed'
export type OpeningRefusal =
  | 'identity.own-request'
  | 'identity.worked-on-it'
  | 'identity.decided'
  | 'identity.lapsed'
  | 'identity.not-approved'
  | 'identity.opened-before'
  | 'identity.daily-limit'

export function openingState(opening: Opening, now: Date): OpeningState {
  if (opening.openedAt !== null) return 'opened'
  if (opening.decidedAt === null) return isLate(opening.askedAt, now) ? 'lapsed' : 'asked'
  if (!opening.approved) return 'declined'
  return isLate(opening.decidedAt, now) ? 'lapsed' : 'approved'
}

/** Windows run from instant to instant, so that midnight is an hour like any other. */
function isLate(since: number, now: Date): boolean {
  return now.getTime() - since > OPENING_MINUTES * 60_000
}

/** What somebody did to a case and its tips that keeps them from the identity behind it, by event. */
type Done = readonly EventType[]

/** A head's own decisions on a case are no handling of it; these are (trust: one staff role per person and case). */
const HANDLING: Done = [
  'tip.received',
  'case.registered',
  'case.accepted',
  'case.rejected',
  'case.investigated',
  'case.extension-requested',
  'case.closure-proposed',
]

/**
 * Why an officer may not ask; null when they may. Whoever had any part in the case is no identity officer of it.
 * `openedToday` counts the openings of the day.
 */
export function whyNotAsk(done: Done, openedToday: number): OpeningRefusal | null {
  const isPart = done.some((type) => !type.startsWith('tip.identity-'))
  if (isPart) return 'identity.worked-on-it'
  return openedToday >= OPENINGS_A_DAY ? 'identity.daily-limit' : null
}

/** Why a head may not decide on a request; null when they may. To whom the case is closed, there is no request at all. */
export function whyNotDecide(opening: Opening, head: Pick<Actor, 'id'>, done: Done, now: Date): OpeningRefusal | null {
  if (opening.askedBy === head.id) return 'identity.own-request'
  if (done.some((type) => HANDLING.includes(type))) return 'identity.worked-on-it'
  const state = openingState(opening, now)
  if (state === 'asked') return null
  return state === 'lapsed' && opening.decidedAt === null ? 'identity.lapsed' : 'identity.decided'
}

/** A head as far as an opening concerns them; `done`: what they did to the case, by event. */
export type Head = { id: string; isOnDuty: boolean; done: Done }

/**
 * Which heads are told of a request, by account: those on duty who may decide on it, all who may while none of them is
 * on duty. It lapses in ten minutes, so it must find somebody who is there.
 */
export function headsToTell(opening: Opening, heads: readonly Head[], recused: readonly string[], now: Date): string[] {
  const may = heads.filter((one) => !recused.includes(one.id) && whyNotDecide(opening, one, one.done, now) === null)
  const onDuty = may.filter((one) => one.isOnDuty)
  return (onDuty.length > 0 ? onDuty : may).map(({ id }) => id)
}

/** Why the envelope is not handed out; null when it is. Only who asked may open, once. */
export function whyNotOpen(opening: Opening, openedToday: number, now: Date): OpeningRefusal | null {
  switch (openingState(opening, now)) {
    case 'opened':
      return 'identity.opened-before'
    case 'lapsed':
      return 'identity.lapsed'
    case 'asked':
    case 'declined':
      return 'identity.not-approved'
    case 'approved':
      return openedToday >= OPENINGS_A_DAY ? 'identity.daily-limit' : null
  }
}
