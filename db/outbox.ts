import type { Db, Statement } from './engine.ts'

/** A notice somebody leased to send now. */
export type Leased = { id: number; recipient: string; notice: string; reference: string; attempts: number }

/** How long a worker may take over what it leased; after that another one may send it again. */
const LEASE_MINUTES = 5
/** With the pauses below: a week for an outage; a recipient's server that says "never" (5xx) is asked less. */
const MOST_ATTEMPTS = { transient: 40, permanent: 4 } as const

/**
 * Takes up to `limit` notices that are due, for this worker alone: one statement, so two workers never get the same.
 * What a dead worker had leased comes back when its lease ends (at least once, never lost).
 */
export async function leaseNotices(db: Db, limit: number, now: Date): Promise<Leased[]> {
  const results = await db.write([
    {
      sql: `UPDATE outbox SET state = 'leased', attempts = attempts + 1, leased_until = ?
            WHERE id IN (
              SELECT id FROM outbox
              WHERE state IN ('waiting', 'leased') AND (leased_until IS NULL OR leased_until <= ?)
              ORDER BY id LIMIT ?)
            RETURNING id, recipient, notice, reference, attempts`,
      args: [inMinutes(LEASE_MINUTES, now), now.toISOString(), limit],
    },
  ])
  const rows = (results[0]?.rows ?? []) as unknown as Leased[]
  return rows.map((row) => ({ ...row })).sort((a, b) => a.id - b.id)
}

/** The notice went out, to `reached` where that was decided only now. Its times are forgotten: a sent notice says that, not when. */
export function markSent(db: Db, id: number, reached: string | null = null): Promise<unknown> {
  const noted = { sql: 'UPDATE outbox SET reached = ? WHERE id = ?', args: [reached, id] }
  return db.write([settle(id, 'sent', null), ...(reached ? [noted] : [])])
}

/** The notice could not go out: it waits longer each time, and is given up after the last attempt. */
export function markUnsent(
  db: Db,
  { id, attempts }: Leased,
  why: keyof typeof MOST_ATTEMPTS,
  now: Date,
): Promise<unknown> {
  if (attempts >= MOST_ATTEMPTS[why]) return db.write([settle(id, 'failed', null)])
  return db.write([settle(id, 'waiting', inMinutes(pauseMinutes(attempts), now))])
}

/** Nobody tried to send it after all: it keeps its attempts and is due again in a minute. */
export function putBack(db: Db, id: number, now: Date): Promise<unknown> {
  return db.write([
    {
      sql: "UPDATE outbox SET state = 'waiting', attempts = attempts - 1, leased_until = ? WHERE id = ? AND state = 'leased'",
      args: [inMinutes(1, now), id],
    },
  ])
}

/** There is nobody to send it to (any more). */
export function markFailed(db: Db, id: number): Promise<unknown> {
  return db.write([settle(id, 'failed', null)])
}

/** Minutes to wait after the nth attempt: 1, 2, 4 … at most six hours. */
export function pauseMinutes(attempts: number): number {
  return Math.min(2 ** (attempts - 1), 360)
}

/**
 * The sealed e-mail address left with a tip, or null; whether the tip came by mail itself, and whether the code of its
 * answer still waits to be changed.
 */
export async function findNotifyEmail(
  db: Db,
  tipId: string,
): Promise<{ sealed: Uint8Array; isMail: boolean; mustChange: boolean } | null> {
  const { rows } = await db.query(
    `SELECT notify_email, channel = 'email' AS is_mail, first_hash = receipt_hash AS must_change FROM tips WHERE id = ?`,
    [tipId],
  )
  const sealed = rows[0]?.notify_email
  if (!(sealed instanceof ArrayBuffer)) return null
  const [isMail, mustChange] = [Number(rows[0]?.is_mail) === 1, Number(rows[0]?.must_change) === 1]
  return { sealed: new Uint8Array(sealed), isMail, mustChange }
}

/** The e-mail address of somebody of the staff, or null once they are gone or suspended. */
export async function findStaffEmail(db: Db, id: string): Promise<string | null> {
  const { rows } = await db.query('SELECT email FROM user WHERE id = ? AND suspended_at IS NULL', [id])
  return rows[0] ? String(rows[0].email) : null
}

/** How many notices stand in each state. */
export async function countNotices(db: Db): Promise<Record<string, number>> {
  const { rows } = await db.query('SELECT state, count(*) AS total FROM outbox GROUP BY state')
  return Object.fromEntries(rows.map((row) => [String(row.state), Number(row.total)]))
}

function settle(id: number, state: 'sent' | 'waiting' | 'failed', until: string | null): Statement {
  return {
    sql: "UPDATE outbox SET state = ?, leased_until = ? WHERE id = ? AND state = 'leased'",
    args: [state, until, id],
  }
}

/** Whole minutes, rounded up: the row of a notice tells no second of the tip it belongs to. */
function inMinutes(minutes: number, now: Date): string {
  return new Date(Math.ceil(now.getTime() / 60_000 + minutes) * 60_000).toISOString()
}
