import { addDays, dayOf } from '#domain/clock.ts'
import type { NoticeCode } from '#domain/notice.ts'
import { CONFIRMING_ROLES, PROPOSAL_DAYS } from '#domain/proposal.ts'
import type { Statement } from './engine.ts'

/** Roles that confirm, as a list in SQL. */
export const CONFIRMING = CONFIRMING_ROLES.map((role) => `'${role}'`).join(', ')

/** Who proposes is still an administrator. `?` is the account. */
export const PROPOSER = "id = ? AND role = 'admin' AND suspended_at IS NULL"

/**
 * What makes a proposal settled by two: it waits, in time, somebody else confirms who may, and who proposed it is still an
 * administrator. `?1` is who confirms, `?4` the day; the columns are those of every table of proposals.
 */
export const SETTLED_BY_TWO = `state = 'waiting' AND expires_on >= ?4 AND proposed_by <> ?1
  AND EXISTS (SELECT 1 FROM user WHERE id = ?1 AND suspended_at IS NULL AND role IN (${CONFIRMING}))
  AND EXISTS (SELECT 1 FROM user WHERE id = proposed_by AND suspended_at IS NULL AND role = 'admin')`

/**
 * Tells by mail whoever may confirm a proposal: everybody but who proposed it and whom it is for. `subject` is that of its
 * events; the mail is found by its `id`.
 */
export function tellConfirming(
  notice: Extract<NoticeCode, 'grant-proposed' | 'bureau-change-proposed'>,
  { subject, id }: { subject: string; id: string },
  not: readonly string[],
): Statement {
  return {
    sql: `INSERT INTO outbox(event, recipient, channel, notice, reference, state, attempts)
          SELECT ?1, 'staff:' || id, 'email', ?2, ?3, 'waiting', 0 FROM user
          WHERE role IN (${CONFIRMING}) AND suspended_at IS NULL AND id NOT IN (SELECT value FROM json_each(?4))`,
    args: [`${subject}#1`, notice, id, JSON.stringify(not)],
  }
}

/** The last day something proposed now can be confirmed. */
export const lastDayToConfirm = (now: Date): string => addDays(dayOf(now), PROPOSAL_DAYS)
