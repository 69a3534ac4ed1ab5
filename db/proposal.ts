import { addDays, dayOf } from '#domain/clock.ts'
import { CONFIRMING_ROLES, PROPOSAL_DAYS } from '#domain/proposal.ts'

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

/** The last day something proposed now can be confirmed. */
export const lastDayToConfirm = (now: Date): string => addDays(dayOf(now), PROPOSAL_DAYS)
