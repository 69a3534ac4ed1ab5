import { dayOf } from '#domain/clock.ts'
import type { Recipient, RecipientInput } from '#domain/identity/recipient.ts'
import { type Db, GUARD, UNGUARD } from './engine.ts'
import { nextEvent } from './event.ts'

export type KeptRecipient = Recipient & {
  label: string | null
  /** Names of who holds, added and confirmed it. */
  officerName: string | null
  addedByName: string | null
  confirmedByName: string | null
  addedOn: string
  /** Of the last drill that succeeded. */
  drilledOn: string | null
}

/** Every key ever registered, in the order they were. */
export async function listRecipients(db: Db): Promise<KeptRecipient[]> {
  const { rows } = await db.query(
    `SELECT r.id, r.kind, r.recipient, r.officer, r.label, r.added_by, r.added_on, r.valid_from, r.retired_on,
       o.name AS officer_name, a.name AS added_by_name, c.name AS confirmed_by_name,
       r.officer IS NOT NULL AND (o.id IS NULL OR o.suspended_at IS NOT NULL OR o.role <> 'officer') AS suspended,
       (SELECT max(answered_on) FROM drills d WHERE d.recipient_id = r.id) AS drilled_on
     FROM recipients r LEFT JOIN user o ON o.id = r.officer LEFT JOIN user a ON a.id = r.added_by
       LEFT JOIN user c ON c.id = r.confirmed_by ORDER BY r.rowid`,
  )
  return rows.map((row) => ({
    id: String(row.id),
    kind: row.kind as Recipient['kind'],
    recipient: String(row.recipient),
    officer: row.officer as string | null,
    label: row.label as string | null,
    addedBy: String(row.added_by),
    addedOn: String(row.added_on),
    validFrom: row.valid_from as string | null,
    retiredOn: row.retired_on as string | null,
    suspended: Number(row.suspended) === 1,
    officerName: row.officer_name as string | null,
    addedByName: row.added_by_name as string | null,
    confirmedByName: row.confirmed_by_name as string | null,
    drilledOn: row.drilled_on as string | null,
  }))
}

/** The wrapped secret keys of one officer, by the id of their public key; retired ones still open what was sealed to them. */
export async function listWrapped(db: Db, officer: string): Promise<{ id: string; wrapped: string | null }[]> {
  const { rows } = await db.query('SELECT id, wrapped FROM recipients WHERE officer = ? ORDER BY rowid', [officer])
  return rows.map((row) => ({ id: String(row.id), wrapped: row.wrapped as string | null }))
}

/**
 * Registers a key. It counts once somebody else confirms it.
 * @throws UniqueViolation when it is registered already
 */
export async function addRecipient(db: Db, id: string, input: RecipientInput, by: string, now: Date): Promise<void> {
  const { kind, recipient, label, wrapped } = input
  await db.write([
    {
      sql: `INSERT INTO recipients(id, kind, recipient, officer, label, wrapped, added_by, added_on)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      args: [
        id,
        kind,
        recipient,
        kind === 'officer' ? by : null,
        label ?? null,
        kind === 'officer' ? (wrapped ?? null) : null,
        by,
        dayOf(now),
      ],
    },
    nextEvent(`recipient:${id}`, 'recipient.added', by, now, { kind }),
  ])
}

/** @throws GuardFailed when it was confirmed or retired meanwhile */
export async function confirmRecipient(db: Db, id: string, by: string, now: Date): Promise<void> {
  await db.write([
    {
      sql: `UPDATE recipients SET confirmed_by = ?2, valid_from = ?3
            WHERE id = ?1 AND valid_from IS NULL AND retired_on IS NULL`,
      args: [id, by, dayOf(now)],
    },
    GUARD,
    UNGUARD,
    nextEvent(`recipient:${id}`, 'recipient.confirmed', by, now),
  ])
}

/** Ends a key: nothing is sealed to it any more. @throws GuardFailed when it ended before */
export async function retireRecipient(db: Db, id: string, by: string, now: Date): Promise<void> {
  await db.write([
    {
      sql: 'UPDATE recipients SET retired_by = ?2, retired_on = ?3 WHERE id = ?1 AND retired_on IS NULL',
      args: [id, by, dayOf(now)],
    },
    GUARD,
    UNGUARD,
    nextEvent(`recipient:${id}`, 'recipient.retired', by, now),
  ])
}

/** Begins a drill; earlier ones without an answer no longer count. */
export async function beginDrill(
  db: Db,
  drill: { id: string; recipientId: string; answerHash: string },
  by: string,
  now: Date,
): Promise<void> {
  await db.write([
    { sql: 'DELETE FROM drills WHERE recipient_id = ? AND answered_on IS NULL', args: [drill.recipientId] },
    {
      sql: 'INSERT INTO drills(id, recipient_id, answer_hash, begun_by, begun_on) VALUES (?, ?, ?, ?, ?)',
      args: [drill.id, drill.recipientId, drill.answerHash, by, dayOf(now)],
    },
    nextEvent(`recipient:${drill.recipientId}`, 'recipient.drill-begun', by, now),
  ])
}

/** The drill that waits for its answer. */
export async function findDrill(db: Db, recipientId: string): Promise<{ id: string; answerHash: string } | null> {
  const { rows } = await db.query('SELECT id, answer_hash FROM drills WHERE recipient_id = ? AND answered_on IS NULL', [
    recipientId,
  ])
  return rows[0] ? { id: String(rows[0].id), answerHash: String(rows[0].answer_hash) } : null
}

/** @throws GuardFailed when it was answered meanwhile */
export async function endDrill(
  db: Db,
  drill: { id: string; recipientId: string },
  by: string,
  now: Date,
): Promise<void> {
  await db.write([
    {
      sql: 'UPDATE drills SET answered_by = ?2, answered_on = ?3 WHERE id = ?1 AND answered_on IS NULL',
      args: [drill.id, by, dayOf(now)],
    },
    GUARD,
    UNGUARD,
    nextEvent(`recipient:${drill.recipientId}`, 'recipient.drilled', by, now),
  ])
}
