import type { Role } from '#domain/access.ts'
import { dayOf, minuteOf } from '#domain/clock.ts'
import type { EventType } from '#domain/event.ts'
import type { Grant, GrantKind } from '#domain/grant.ts'
import { type Db, GUARD, type Statement, UNGUARD } from './engine.ts'
import { staffEvent } from './event.ts'
import { CONFIRMING, lastDayToConfirm, PROPOSER, SETTLED_BY_TWO, tellConfirming } from './proposal.ts'

export type NewGrant = {
  id: string
  kind: GrantKind
  userId: string
  role: Role
  org: string
  name: string
  email: string
}

/** A grant as a list shows it. Instants are minutes in Shanghai. */
export type GrantRow = Grant & {
  name: string
  email: string
  proposedAt: string
  proposedByName: string | null
  settledBy: string | null
  settledByName: string | null
  settledAt: string | null
}

/** The event each kind has when it takes effect. */
const EFFECT: Readonly<Record<GrantKind, EventType>> = {
  invitation: 'staff.invited',
  renewal: 'staff.invited',
  role: 'staff.role-changed',
  reinstatement: 'staff.reinstated',
}

/**
 * The statements of a proposal: an earlier one of the same kind for the same person or address, still waiting, is void.
 * Whoever may confirm it is told. Aborts its batch when the proposer is no administrator any more.
 */
export function proposeStatements(grant: NewGrant, by: string, now: Date): Statement[] {
  return [
    ...supersede(grant, by, now),
    {
      sql: `${INSERT} SELECT ?, ?, ?, ?, ?, ?, ?, 'waiting', id, ?, ? FROM user
            WHERE ${PROPOSER}`,
      args: [...columnsOf(grant), minuteOf(now), lastDayToConfirm(now), by],
    },
    GUARD,
    UNGUARD,
    staffEvent(grant.userId, 'staff.grant-proposed', by, now, aboutOf(grant)),
    tellConfirming('grant-proposed', { subject: `grant:${grant.id}`, id: grant.id }, [by, grant.userId]),
  ]
}

/**
 * The statements of the one invitation that needs nobody else, because nobody was ever there: it brings the second
 * administrator or the auditor. Aborts its batch when somebody is or was.
 */
export function aloneStatements(grant: NewGrant, by: string, now: Date): Statement[] {
  return [
    // Two of these at once would be one too many: the later link is the one that opens.
    { sql: "DELETE FROM invitations WHERE grant_id IN (SELECT id FROM grants WHERE state = 'alone')", args: [] },
    {
      sql: `${INSERT} SELECT ?, ?, ?, ?, ?, ?, ?, 'alone', u.id, ?, ? FROM user u
            WHERE u.id = ? AND u.role = 'admin' AND u.suspended_at IS NULL AND ${NOBODY_ELSE}`,
      args: [...columnsOf(grant), minuteOf(now), lastDayToConfirm(now), by],
    },
    GUARD,
    UNGUARD,
    staffEvent(grant.userId, 'staff.invited', by, now, { ...aboutOf(grant), alone: true }),
  ]
}

/** Whether nobody but this person was ever here who could confirm. */
export async function isAlone(db: Db, by: string): Promise<boolean> {
  return (await db.query(`SELECT 1 FROM user u WHERE u.id = ? AND ${NOBODY_ELSE}`, [by])).rows.length > 0
}

/**
 * Whether only who runs the host can help: there is no administrator, or one alone, whose proposals nobody is left to
 * confirm.
 */
export async function needsHost(db: Db): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT count(*) FILTER (WHERE u.role = 'admin') AS admins, count(*) AS confirming,
       EXISTS (SELECT 1 FROM user u WHERE u.role = 'admin' AND u.suspended_at IS NULL AND ${NOBODY_ELSE}) AS first
     FROM user u WHERE u.role IN (${CONFIRMING}) AND u.suspended_at IS NULL`,
  )
  const found = rows[0]
  return Number(found?.admins) === 0 || (Number(found?.confirming) === 1 && Number(found?.first) === 0)
}

/** Nobody ever held, or was confirmed to hold, a role that confirms; a role changed since still counts. */
const NOBODY_ELSE = `NOT EXISTS (SELECT 1 FROM user o WHERE o.id <> u.id AND o.role IN (${CONFIRMING}))
  AND NOT EXISTS (SELECT 1 FROM grants g WHERE g.state = 'confirmed')`

/**
 * A grant takes effect, in one commit with its event; of several confirmations at once one does.
 * @throws GuardFailed when it waits no more, its last day is over, or who proposed it is no administrator any more
 */
export async function confirmGrant(db: Db, grant: Grant, by: string, now: Date): Promise<void> {
  await db.write([
    {
      sql: `UPDATE grants SET state = 'confirmed', settled_by = ?1, settled_at = ?2
            WHERE id = ?3 AND user_id <> ?1 AND ${SETTLED_BY_TWO}`,
      args: [by, minuteOf(now), grant.id, dayOf(now)],
    },
    GUARD,
    UNGUARD,
    ...effectOf(grant, now),
    staffEvent(grant.userId, EFFECT[grant.kind], by, now, aboutOf(grant)),
  ])
}

/** What a grant changes when it takes effect; an invitation changes nothing until its link is used. */
function effectOf({ kind, userId, role, org }: Grant, now: Date): Statement[] {
  if (kind === 'reinstatement')
    return [{ sql: 'UPDATE user SET suspended_at = NULL WHERE id = ?', args: [userId] }, GUARD, UNGUARD]
  if (kind !== 'role') return []
  return [
    {
      sql: 'UPDATE user SET role = ?, org = ?, role_since = ?, updated_at = ? WHERE id = ?',
      args: [role, org, minuteOf(now), now.getTime(), userId],
    },
    GUARD,
    UNGUARD,
    // The old role ends at once; the new one begins with a sign-in.
    { sql: 'DELETE FROM session WHERE user_id = ?', args: [userId] },
  ]
}

/**
 * A grant is declined, or taken back by who proposed it: its link opens nothing any more.
 * @throws GuardFailed when it waits no more
 */
export async function declineGrant(db: Db, grant: Grant, by: string, now: Date): Promise<void> {
  await db.write([
    {
      sql: "UPDATE grants SET state = 'declined', settled_by = ?, settled_at = ? WHERE id = ? AND state = 'waiting'",
      args: [by, minuteOf(now), grant.id],
    },
    GUARD,
    UNGUARD,
    { sql: 'DELETE FROM invitations WHERE grant_id = ? AND used_on IS NULL', args: [grant.id] },
    staffEvent(grant.userId, 'staff.grant-declined', by, now, aboutOf(grant)),
  ])
}

/** What somebody proposed and nobody confirmed yet is void once they are suspended. */
export function voidProposalsOf(id: string, by: string, now: Date): Statement[] {
  return [
    {
      sql: `DELETE FROM invitations WHERE used_on IS NULL AND grant_id IN
              (SELECT id FROM grants WHERE proposed_by = ? AND state IN ('waiting', 'alone'))`,
      args: [id],
    },
    {
      sql: "UPDATE grants SET state = 'declined', settled_by = ?, settled_at = ? WHERE proposed_by = ? AND state = 'waiting'",
      args: [by, minuteOf(now), id],
    },
  ]
}

export async function findGrant(db: Db, id: string): Promise<GrantRow | null> {
  return rowOf((await db.query(`${SELECT} WHERE g.id = ?`, [id])).rows[0])
}

/** Grants of access, what waits first and then the newest; two hundred at most. */
export async function listGrants(db: Db): Promise<GrantRow[]> {
  const order = "ORDER BY g.state <> 'waiting', g.proposed_at DESC, g.rowid DESC LIMIT 200"
  const { rows } = await db.query(`${SELECT} ${order}`)
  return rows.flatMap((row) => rowOf(row) ?? [])
}

/** What happened to accounts, newest first: everything, with who did it. */
export async function listStaffEvents(db: Db, limit: number) {
  const { rows } = await db.query(
    `SELECT e.type, e.at, e.data, u.name AS actorName, substr(e.subject, 7) AS userId, coalesce(s.name, g.name) AS name
     FROM events e LEFT JOIN user u ON u.id = e.actor LEFT JOIN user s ON s.id = substr(e.subject, 7)
     LEFT JOIN grants g ON g.id = json_extract(e.data, '$.grant')
     WHERE e.subject >= 'staff:' AND e.subject < 'staff;' ORDER BY e.id DESC LIMIT ?`,
    [limit],
  )
  return rows.map((row) => ({
    type: row.type as EventType,
    at: String(row.at),
    actorName: row.actorName as string | null,
    userId: String(row.userId),
    name: row.name as string | null,
    data: JSON.parse(String(row.data)) as Record<string, unknown>,
  }))
}

const INSERT =
  'INSERT INTO grants(id, kind, user_id, role, org, name, email, state, proposed_by, proposed_at, expires_on)'
const SELECT = `SELECT g.id, g.kind, g.user_id AS userId, g.role, g.org, g.name, g.email, g.state, g.proposed_by AS proposedBy,
  g.proposed_at AS proposedAt, g.expires_on AS expiresOn, g.settled_by AS settledBy, g.settled_at AS settledAt,
  p.name AS proposedByName, s.name AS settledByName
  FROM grants g LEFT JOIN user p ON p.id = g.proposed_by LEFT JOIN user s ON s.id = g.settled_by`

const aboutOf = ({ id, kind, role, org }: Pick<Grant, 'id' | 'kind' | 'role' | 'org'>) => ({
  grant: id,
  kind,
  role,
  org,
})
const columnsOf = ({ id, kind, userId, role, org, name, email }: NewGrant) => [id, kind, userId, role, org, name, email]
const rowOf = (row: unknown): GrantRow | null => (row ? ({ ...(row as GrantRow) } as GrantRow) : null)

function supersede({ kind, userId, email }: NewGrant, by: string, now: Date): Statement[] {
  const same = "state = 'waiting' AND kind = ? AND (user_id = ? OR email = ?)"
  return [
    {
      sql: `UPDATE grants SET state = 'declined', settled_by = ?, settled_at = ? WHERE ${same}`,
      args: [by, minuteOf(now), kind, userId, email],
    },
  ]
}
