import type { KeptOpening } from '#db/opening.ts'
import type { KeptRecipient } from '#db/recipient.ts'
import type { KeptRewrap } from '#db/rewrap.ts'
import type { Actor } from '#domain/access.ts'
import type { Bureau } from '#domain/bureau.ts'
import { minuteOf } from '#domain/clock.ts'
import { drillDue } from '#domain/identity/drill.ts'
import { OPENING_MINUTES, openingState, whyNotDecide } from '#domain/identity/opening.ts'
import { fingerprintOf, isValid, whyNotConfirm } from '#domain/identity/recipient.ts'
import { REWRAP_MINUTES, rewrapState, whyNotApprove } from '#domain/identity/rewrap.ts'

/** A key as those see it who answer for it. */
export function recipientSeen(one: KeptRecipient, actor: Actor, bureau: Bureau, today: string) {
  const { officer, addedBy: _, suspended, ...seen } = one
  const due =
    one.kind === 'escrow' && one.validFrom !== null && one.retiredOn === null
      ? drillDue(one.drilledOn ?? one.validFrom, bureau.escrowDrillDays)
      : null
  return {
    ...seen,
    fingerprint: fingerprintOf(one.recipient),
    valid: isValid(one),
    ownerGone: suspended,
    mine: officer === actor.id,
    drillDue: due,
    drillOverdue: due !== null && due < today,
    mayConfirm: actor.role === 'head' && whyNotConfirm(one, actor.id) === null,
  }
}

/** A request: whole for officers and heads; for the auditor that it happened, who took part and why, not about which tip. */
export function openingSeen(one: KeptOpening, actor: Actor, now: Date) {
  const { id, reason, askedByName, decidedByName, reference, text } = one
  const state = openingState(one, now)
  const since = state === 'asked' ? one.askedAt : state === 'approved' ? one.decidedAt : null
  return {
    id,
    reason,
    state,
    askedByName,
    askedAt: minuteOf(new Date(one.askedAt)),
    decidedByName,
    decidedAt: one.decidedAt === null ? null : minuteOf(new Date(one.decidedAt)),
    openedAt: one.openedAt === null ? null : minuteOf(new Date(one.openedAt)),
    /** When the window that is open now ends. */
    until: since === null ? null : new Date(since + OPENING_MINUTES * 60_000).toISOString(),
    mine: one.askedBy === actor.id,
    mayDecide: actor.role === 'head' && whyNotDecide(one, actor, [], now) === null,
    ...(actor.role !== 'auditor' && { reference, text }),
  }
}

/** A run of sealing anew. */
export function rewrapSeen(one: KeptRewrap, actor: Actor, now: Date) {
  const state = rewrapState(one, now)
  const ends =
    state === 'asked'
      ? one.askedAt + OPENING_MINUTES * 60_000
      : state === 'running'
        ? Number(one.approvedAt) + REWRAP_MINUTES * 60_000
        : null
  return {
    id: one.id,
    text: one.text,
    openedWith: one.openedWith,
    resealed: one.resealed,
    state,
    askedByName: one.askedByName,
    askedAt: minuteOf(new Date(one.askedAt)),
    approvedByName: one.approvedByName,
    until: ends === null ? null : new Date(ends).toISOString(),
    mine: one.askedBy === actor.id,
    mayApprove: actor.role === 'head' && whyNotApprove(one, actor, now) === null,
  }
}
