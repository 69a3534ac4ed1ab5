import type { Role } from '#domain/access.ts'
import { minuteOf } from '#domain/clock.ts'
import type { EventType } from '#domain/event.ts'
import type { Db, Statement } from './engine.ts'

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

/** True when somebody can invite others. */
export async function hasAdministrator(db: Db): Promise<boolean> {
  return (await db.query("SELECT 1 FROM user WHERE role = 'admin' AND suspended_at IS NULL")).rows.length > 0
}

/**
 * Suspends an account: every session of it ends in the same commit. False when there is no such account; an account
 * that is suspended already stays so.
 */
export async function suspendStaff(db: Db, id: string, by: string, now: Date): Promise<boolean> {
  if (!(await findStaff(db, id))) return false
  await db.write([
    { sql: 'UPDATE user SET suspended_at = coalesce(suspended_at, ?) WHERE id = ?', args: [now.getTime(), id] },
    { sql: 'DELETE FROM session WHERE user_id = ?', args: [id] },
    staffEvent(id, 'staff.suspended', by, now),
  ])
  return true
}

/** Lifts a suspension; the person signs in anew. False when there is no such account. */
export async function reinstateStaff(db: Db, id: string, by: string, now: Date): Promise<boolean> {
  if (!(await findStaff(db, id))) return false
  await db.write([
    { sql: 'UPDATE user SET suspended_at = NULL WHERE id = ?', args: [id] },
    staffEvent(id, 'staff.reinstated', by, now),
  ])
  return true
}

export type StaffRow = { id: string; name: string; email: string; role: Role; org: string }

/** One account by id. */
export async function findStaff(db: Db, id: string): Promise<StaffRow | null> {
  const { rows } = await db.query('SELECT id, name, email, role, org FROM user WHERE id = ?', [id])
  return (rows[0] as unknown as StaffRow | undefined) ?? null
}

/** The next event in an account's history, as part of the batch it tells of. */
export function staffEvent(id: string, type: EventType, by: string | null, now: Date): Statement {
  return {
    sql: `INSERT INTO events(subject, seq, type, actor, at, data)
          SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4, '{}' FROM events WHERE subject = ?1`,
    args: [`staff:${id}`, type, by, minuteOf(now)],
  }
}
