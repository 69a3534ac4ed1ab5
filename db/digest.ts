import { minuteOf } from '#domain/clock.ts'
import { type Db, UniqueViolation } from './engine.ts'
import { insertEvent, staffEvent } from './event.ts'

/** The newest wish of an account, `u.id`: whoever never said anything gets it. */
const WISH = `(SELECT type FROM events WHERE subject = 'staff:' || u.id
  AND type IN ('staff.digest-declined', 'staff.digest-wanted') ORDER BY seq DESC LIMIT 1)`

/**
 * Puts the digest of a week into the outbox, for every clerk and head who wants it. Once: the week's event is the lock,
 * however many processes try.
 * @returns whether it was this call that did
 */
export async function queueDigest(db: Db, week: string, now: Date): Promise<boolean> {
  const subject = `digest:${week}`
  if ((await db.query('SELECT 1 FROM events WHERE subject = ?', [subject])).rows.length > 0) return false
  try {
    await db.write([
      insertEvent({ subject, seq: 1, type: 'digest.queued', actor: null, at: minuteOf(now), data: {} }),
      {
        sql: `INSERT INTO outbox(event, recipient, channel, notice, reference, state, attempts)
              SELECT ?, 'staff:' || u.id, 'email', 'digest', ?, 'waiting', 0 FROM user u
              WHERE u.role IN ('clerk', 'head') AND u.suspended_at IS NULL
                AND coalesce(${WISH}, '') <> 'staff.digest-declined'`,
        args: [`${subject}#1`, week],
      },
    ])
    return true
  } catch (error) {
    if (error instanceof UniqueViolation) return false
    throw error
  }
}

/** Whether somebody gets the digest. */
export async function wantsDigest(db: Db, id: string): Promise<boolean> {
  const { rows } = await db.query(`SELECT ${WISH} AS wish FROM user u WHERE u.id = ?`, [id])
  return rows[0]?.wish !== 'staff.digest-declined'
}

/** Writes down whether somebody wants it. */
export async function saveDigestWish(db: Db, id: string, isWanted: boolean, now: Date): Promise<void> {
  await db.write([staffEvent(id, isWanted ? 'staff.digest-wanted' : 'staff.digest-declined', id, now)])
}

/** How many cases came and how many were closed from one day to another, both included. */
export async function countWeek(db: Db, from: string, to: string): Promise<{ received: number; closed: number }> {
  const { rows } = await db.query(
    `SELECT (SELECT count(*) FROM cases WHERE received_on BETWEEN ?1 AND ?2) AS received,
            (SELECT count(*) FROM cases WHERE closed_on BETWEEN ?1 AND ?2) AS closed`,
    [from, to],
  )
  return { received: Number(rows[0]?.received), closed: Number(rows[0]?.closed) }
}
