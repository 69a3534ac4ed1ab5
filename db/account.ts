import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Role } from '#domain/access.ts'
import { addDays, dayOf } from '#domain/clock.ts'
import type { CastMember } from './cast/people.ts'
import { type Db, GUARD, type Statement, UNGUARD } from './engine.ts'
import { staffEvent } from './event.ts'

/** Days an invitation stays open. */
const INVITATION_DAYS = 7

export type Invitation = {
  userId: string
  role: Role
  org: string
  name: string | null
  email: string | null
  /** The grant it hangs on; null where none is needed. */
  grantId: string | null
}

/** Where links point to and where tokens come from. */
export type Issuer = { origin: string; random(length: number): Uint8Array }

/**
 * Saves an invitation with the grant behind it, and gives its one-time link. The token stands in the fragment, which no
 * server and no log ever sees; the database keeps its hash. Older open invitations for the same account or e-mail are void.
 * @throws GuardFailed when the grant refuses
 */
export async function invite(
  db: Db,
  to: Invitation,
  grant: readonly Statement[],
  issuer: Issuer,
  now: Date,
): Promise<string> {
  const { userId, role, org, name, email, grantId } = to
  const token = bytesToHex(issuer.random(32))
  await db.write([
    ...grant,
    { sql: 'DELETE FROM invitations WHERE used_on IS NULL AND (user_id = ? OR email IS ?)', args: [userId, email] },
    {
      sql: `INSERT INTO invitations(token_hash, user_id, role, org, name, email, expires_on, grant_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      args: [hashOf(token), userId, role, org, name, email, addDays(dayOf(now), INVITATION_DAYS), grantId],
    },
  ])
  return `${issuer.origin}/sign-in/#invitation=${token}`
}

/**
 * A one-time link for an administrator from who runs the host: the first one's, or another's while nobody is left who
 * could confirm a grant. They give their name and e-mail when they accept. An earlier one is void.
 */
export function firstInvitation(db: Db, issuer: Issuer, now: Date): Promise<string> {
  const nobody = {
    userId: newId(issuer),
    role: 'admin',
    org: 'bureau',
    name: null,
    email: null,
    grantId: null,
  } as const
  return invite(db, nobody, [staffEvent(nobody.userId, 'staff.invited', null, now)], issuer, now)
}

/** Id of an account to be. */
export function newId(issuer: Pick<Issuer, 'random'>): string {
  return bytesToHex(issuer.random(16))
}

/** The invitation a token opens today, and whether its grant still waits; null when unknown, used or past its last day. */
export async function findInvitation(
  db: Db,
  token: string,
  now: Date,
): Promise<(Invitation & { waiting: boolean }) | null> {
  const { rows } = await db.query(
    `SELECT user_id AS userId, role, org, name, email, grant_id AS grantId, NOT ${GRANTED} AS waiting FROM invitations
     WHERE token_hash = ? AND used_on IS NULL AND expires_on >= ?`,
    [hashOf(token), dayOf(now)],
  )
  const row = rows[0]
  return row ? ({ ...row, waiting: row.waiting === 1 } as unknown as Invitation & { waiting: boolean }) : null
}

/** Of an invitation: nobody has to confirm it (any more). */
const GRANTED = `(grant_id IS NULL OR grant_id IN (SELECT id FROM grants WHERE state IN ('confirmed', 'alone')))`

/**
 * Uses an invitation up and makes its account, or makes it anew: another password, no second factor, no session.
 * @throws GuardFailed when somebody used the token meanwhile or its grant is not confirmed, UniqueViolation when the e-mail has another account
 */
export async function acceptInvitation(
  db: Db,
  token: string,
  person: { userId: string; role: Role; org: string; name: string; email: string; passwordHash: string },
  now: Date,
): Promise<void> {
  const { userId, role, org, name, email, passwordHash } = person
  const at = now.getTime()
  const forget = (table: string): Statement => ({ sql: `DELETE FROM ${table} WHERE user_id = ?`, args: [userId] })
  await db.write([
    {
      sql: `UPDATE invitations SET used_on = ? WHERE token_hash = ? AND used_on IS NULL AND ${GRANTED}`,
      args: [dayOf(now), hashOf(token)],
    },
    GUARD,
    UNGUARD,
    {
      sql: `INSERT INTO user(id, name, email, email_verified, created_at, updated_at, two_factor_enabled, role, org)
            VALUES (?, ?, ?, 1, ?, ?, 0, ?, ?)
            ON CONFLICT(id) DO UPDATE SET two_factor_enabled = 0, updated_at = excluded.updated_at`,
      args: [userId, name, email.toLowerCase(), at, at, role, org],
    },
    ...['session', 'account', 'two_factor', 'passkey'].map(forget),
    {
      sql: `INSERT INTO account(id, account_id, provider_id, user_id, password, created_at, updated_at)
            VALUES (?, ?, 'credential', ?, ?, ?, ?)`,
      args: [`credential-${userId}`, userId, userId, passwordHash, at, at],
    },
    staffEvent(userId, 'staff.joined', userId, now),
  ])
}

/** Puts the cast into an instance for demonstration. They have no password: only the demo door lets them in. */
export async function seedStaff(db: Db, people: readonly CastMember[], now = new Date(0)): Promise<void> {
  await db.write(
    people.map(({ as, name, email, role, org }) => ({
      sql: `INSERT INTO user(id, name, email, email_verified, created_at, updated_at, two_factor_enabled, role, org, demo_as)
            VALUES (?, ?, ?, 1, ?, ?, 0, ?, ?, ?) ON CONFLICT DO NOTHING`,
      args: [`demo-${as}`, name, email, now.getTime(), now.getTime(), role, org, as],
    })),
  )
}

export type DemoMember = { as: string; role: Role; name: string; org: string }

/** The cast, for the demo door. */
export async function listDemoMembers(db: Db): Promise<(DemoMember & { id: string })[]> {
  const { rows } = await db.query(
    'SELECT id, demo_as AS "as", role, name, org FROM user WHERE demo_as IS NOT NULL AND suspended_at IS NULL ORDER BY rowid',
  )
  return rows.map((row) => ({ ...row }) as unknown as DemoMember & { id: string })
}

function hashOf(token: string): string {
  return bytesToHex(sha256(utf8ToBytes(token)))
}
