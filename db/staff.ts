import type { Role } from '#domain/access.ts'
import type { Db } from './engine.ts'
import { staffEvent } from './event.ts'
import { voidProposalsOf } from './grant.ts'

export type StaffMember = {
  id: string
  name: string
  email: string
  role: Role
  org: string
  suspended: boolean
  /** Has a second factor (demo people count as enrolled). */
  enrolled: boolean
}

/** All staff, in the order they joined. */
export async function listStaff(db: Db): Promise<StaffMember[]> {
  const { rows } = await db.query(
    `SELECT u.id, u.name, u.email, u.role, u.org, u.suspended_at IS NOT NULL AS suspended,
       u.two_factor_enabled = 1 OR u.demo_as IS NOT NULL OR EXISTS (SELECT 1 FROM passkey p WHERE p.user_id = u.id)
         AS enrolled
     FROM user u ORDER BY u.created_at, u.id`,
  )
  return rows.map((row) => ({
    id: String(row.id),
    name: String(row.name),
    email: String(row.email),
    role: row.role as Role,
    org: String(row.org),
    suspended: row.suspended === 1,
    enrolled: row.enrolled === 1,
  }))
}

/** Which second factors an account has; neither for an unknown one. */
export async function factorsOf(db: Db, userId: string): Promise<{ totp: boolean; passkey: boolean }> {
  const { rows } = await db.query(
    `SELECT EXISTS (SELECT 1 FROM user WHERE id = ?1 AND two_factor_enabled = 1) AS totp,
            EXISTS (SELECT 1 FROM passkey WHERE user_id = ?1) AS passkey`,
    [userId],
  )
  return { totp: rows[0]?.totp === 1, passkey: rows[0]?.passkey === 1 }
}

/** True while an account is suspended, or is not there. */
export async function isSuspended(db: Db, userId: string): Promise<boolean> {
  const { rows } = await db.query('SELECT suspended_at FROM user WHERE id = ?', [userId])
  return !rows[0] || rows[0].suspended_at !== null
}

/** Whether an e-mail address belongs to an account already. */
export async function hasAccount(db: Db, email: string): Promise<boolean> {
  return (await db.query('SELECT 1 FROM user WHERE email = ?', [email.toLowerCase()])).rows.length > 0
}

/**
 * Suspends an account: every session of it ends in the same commit, and what it proposed is void. False when there is no
 * such account; an account that is suspended already stays so.
 */
export async function suspendStaff(db: Db, id: string, by: string, now: Date): Promise<boolean> {
  if (!(await findStaff(db, id))) return false
  await db.write([
    { sql: 'UPDATE user SET suspended_at = coalesce(suspended_at, ?) WHERE id = ?', args: [now.getTime(), id] },
    { sql: 'DELETE FROM session WHERE user_id = ?', args: [id] },
    ...voidProposalsOf(id, by, now),
    staffEvent(id, 'staff.suspended', by, now),
  ])
  return true
}

/** Whether somebody acted on a case before they took on the role they have now (trust S8: one role for each case). */
export async function actedInAnotherRole(db: Db, actorId: string, caseId: string): Promise<boolean> {
  const { rows } = await db.query(
    'SELECT 1 FROM user u JOIN events e ON e.actor = u.id AND e.at <= u.role_since WHERE u.id = ? AND e.subject = ? LIMIT 1',
    [actorId, `case:${caseId}`],
  )
  return rows.length > 0
}

export type StaffRow = { id: string; name: string; email: string; role: Role; org: string; suspended: boolean }

/** One account by id. */
export async function findStaff(db: Db, id: string): Promise<StaffRow | null> {
  const { rows } = await db.query('SELECT id, name, email, role, org, suspended_at FROM user WHERE id = ?', [id])
  const row = rows[0]
  if (!row) return null
  const { suspended_at, ...found } = row
  return { ...found, suspended: suspended_at !== null } as unknown as StaffRow
}
