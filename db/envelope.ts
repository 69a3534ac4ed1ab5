import { REVIEW_STATES } from '#domain/case/state.ts'
import type { SealedBy } from '#domain/identity/envelope.ts'
import type { RecipientKind } from '#domain/identity/recipient.ts'
import { type Db, GUARD, type Statement, UNGUARD } from './engine.ts'
import { nextEvent } from './event.ts'

/** `recipients`: a set as `setOf` writes it, null when who sealed it did not say. */
export type NewEnvelope = { sealed: string; sealedBy: SealedBy; recipients: string | null; binding: string }

/** Keeps who a reporter is, sealed, in the batch of their tip. */
export function insertEnvelope(tipId: string, envelope: NewEnvelope, on: string): Statement {
  const { sealed, sealedBy, recipients, binding } = envelope
  return {
    sql: 'INSERT INTO envelopes(tip_id, sealed, sealed_by, sealed_on, recipients, binding) VALUES (?, ?, ?, ?, ?, ?)',
    args: [tipId, sealed, sealedBy, on, recipients, binding],
  }
}

/** The sealed tip of a reference, with its case and the accounts that is closed to. */
export async function findSealedTip(
  db: Db,
  reference: string,
): Promise<{ tipId: string; caseId: string; recused: string[] } | null> {
  const { rows } = await db.query(
    `SELECT t.id, t.case_id, c.recused FROM tips t JOIN envelopes e ON e.tip_id = t.id JOIN cases c ON c.id = t.case_id
     WHERE t.reference = ?`,
    [reference],
  )
  const [row] = rows
  if (!row) return null
  return { tipId: String(row.id), caseId: String(row.case_id), recused: JSON.parse(String(row.recused)) as string[] }
}

export type KeptEnvelope = { tipId: string; sealed: string; binding: string }

/** The envelope of a tip. */
export async function findEnvelope(db: Db, tipId: string): Promise<KeptEnvelope | null> {
  const { rows } = await db.query('SELECT tip_id, sealed, binding FROM envelopes WHERE tip_id = ?', [tipId])
  return rows[0] ? keptEnvelope(rows[0] as Record<string, unknown>) : null
}

/** How many envelopes there are, and how many of them are not for exactly the recipients of today. */
export async function countEnvelopes(db: Db, set: string): Promise<{ all: number; stale: number }> {
  const { rows } = await db.query(
    'SELECT count(*) AS total, coalesce(sum(recipients IS NOT ?), 0) AS stale FROM envelopes',
    [set],
  )
  return { all: Number(rows[0]?.total), stale: Number(rows[0]?.stale) }
}

/** The next envelopes that are not for exactly the recipients of today, after `after` in the order of their tips' ids. */
export async function listStale(db: Db, set: string, after: string, limit: number): Promise<KeptEnvelope[]> {
  const { rows } = await db.query(
    `SELECT tip_id, sealed, binding FROM envelopes WHERE recipients IS NOT ? AND tip_id > ? ORDER BY tip_id LIMIT ?`,
    [set, after, limit],
  )
  return rows.map((row) => keptEnvelope(row as Record<string, unknown>))
}

/**
 * Puts one envelope in another's place, counted in its run, in one commit with its event. Aborts its batch when it is not
 * there any more or was changed meanwhile.
 */
export function replaceEnvelope(
  was: KeptEnvelope,
  next: { sealed: string; binding: string; recipients: string },
  run: { id: string; openedWith: RecipientKind },
  by: string,
  now: Date,
): Statement[] {
  return [
    {
      sql: 'UPDATE envelopes SET sealed = ?, binding = ?, recipients = ? WHERE tip_id = ? AND binding = ?',
      args: [next.sealed, next.binding, next.recipients, was.tipId, was.binding],
    },
    GUARD,
    UNGUARD,
    { sql: 'UPDATE rewraps SET resealed = resealed + 1 WHERE id = ?', args: [run.id] },
    nextEvent(`tip:${was.tipId}`, 'tip.identity-rewrapped', by, now, { run: run.id, openedWith: run.openedWith }),
  ]
}

/** How often who somebody is was sealed anew: for a moment it lay open in a browser, and the holder of the receipt is told. */
export async function countRewraps(db: Db, tipId: string): Promise<number> {
  const { rows } = await db.query(
    "SELECT count(*) AS n FROM events WHERE subject = 'tip:' || ? AND type = 'tip.identity-rewrapped'",
    [tipId],
  )
  return Number(rows[0]?.n)
}

/** Of tip `t`: its every case ended on a day or before and is in no review; the arguments are those of `endedBy`. */
export const IS_OVER = `NOT EXISTS (
       SELECT 1 FROM cases c
       WHERE (c.id = t.case_id OR c.id IN (SELECT case_id FROM part_tips WHERE tip_id = t.id))
         AND (c.closed_on IS NULL OR c.closed_on > ?1 OR c.state IN (SELECT value FROM json_each(?2))))`

/** The arguments of `IS_OVER`. */
export function endedBy(end: string): string[] {
  return [end, JSON.stringify(REVIEW_STATES)]
}

/**
 * Destroys the envelopes of tips whose every case ended on `end` or before and is in no review, with their event; of their openings only the
 * fact stays, not the words. Pages of a hundred, so that nobody waits.
 * @returns how many were destroyed
 */
export async function destroyEnvelopes(db: Db, end: string, now: Date): Promise<number> {
  const { rows } = await db.query(
    `SELECT e.tip_id FROM envelopes e JOIN tips t ON t.id = e.tip_id
     WHERE ${IS_OVER} LIMIT 100`,
    endedBy(end),
  )
  const ids = rows.map((row) => String(row.tip_id))
  if (ids.length === 0) return 0
  const list = JSON.stringify(ids)
  await db.write([
    { sql: 'DELETE FROM header_checks WHERE tip_id IN (SELECT value FROM json_each(?))', args: [list] },
    { sql: 'DELETE FROM envelopes WHERE tip_id IN (SELECT value FROM json_each(?))', args: [list] },
    { sql: "UPDATE openings SET text = '' WHERE tip_id IN (SELECT value FROM json_each(?))", args: [list] },
    ...ids.map((id) => nextEvent(`tip:${id}`, 'tip.identity-destroyed', null, now)),
  ])
  return ids.length + (await destroyEnvelopes(db, end, now))
}

function keptEnvelope(row: Record<string, unknown>): KeptEnvelope {
  return { tipId: String(row.tip_id), sealed: String(row.sealed), binding: String(row.binding) }
}
