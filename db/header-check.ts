import { dayOf } from '#domain/clock.ts'
import type { HeaderReport } from '#domain/identity/header-check.ts'
import type { Db, Statement } from './engine.ts'
import type { KeptEnvelope } from './envelope.ts'
import { nextEvent } from './event.ts'

/** An envelope a key was named for and does not open. */
export type Unopened = { reference: string; recipientId: string; on: string; recused: string[] }

const NAMES_IT = `e.recipients IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(e.recipients) WHERE value = ?1)
  AND NOT EXISTS (SELECT 1 FROM header_checks h WHERE h.tip_id = e.tip_id AND h.recipient_id = ?1
    AND h.binding = e.binding AND h.checked_on > ?2)`

/** The next envelopes that name a key and were not tried with it after `since`, in the order of their tips' ids. */
export async function listUnchecked(
  db: Db,
  recipientId: string,
  since: string,
  after: string,
  limit: number,
): Promise<KeptEnvelope[]> {
  const { rows } = await db.query(
    `SELECT e.tip_id, e.sealed, e.binding FROM envelopes e WHERE ${NAMES_IT} AND e.tip_id > ?3 ORDER BY e.tip_id LIMIT ?4`,
    [recipientId, since, after, limit],
  )
  return rows.map((row) => ({ tipId: String(row.tip_id), sealed: String(row.sealed), binding: String(row.binding) }))
}

/** How many envelopes name a key and were not tried with it after `since`. */
export async function countUnchecked(db: Db, recipientId: string, since: string): Promise<number> {
  const { rows } = await db.query(`SELECT count(*) AS n FROM envelopes e WHERE ${NAMES_IT}`, [recipientId, since])
  return Number(rows[0]?.n)
}

/**
 * Keeps what a key opened, with its event. Of what it does not open the named keys are forgotten: it is no longer taken to
 * be for the keys of today, so that the next run seals it anew. What was replaced meanwhile is passed over.
 */
export async function saveHeaderReport(
  db: Db,
  recipientId: string,
  { items }: HeaderReport,
  by: string,
  now: Date,
): Promise<void> {
  const list = JSON.stringify(items)
  const unopened = items.filter(({ opens }) => !opens).length
  const statements: Statement[] = [
    {
      sql: `INSERT INTO header_checks(tip_id, recipient_id, binding, opens, checked_by, checked_on)
            SELECT e.tip_id, ?1, e.binding, json_extract(i.value, '$.opens'), ?3, ?4 FROM json_each(?2) i
              JOIN envelopes e ON e.tip_id = json_extract(i.value, '$.id') AND e.binding = json_extract(i.value, '$.was')
            WHERE EXISTS (SELECT 1 FROM json_each(e.recipients) WHERE value = ?1)
            ON CONFLICT (tip_id, recipient_id) DO UPDATE SET binding = excluded.binding, opens = excluded.opens,
              checked_by = excluded.checked_by, checked_on = excluded.checked_on`,
      args: [recipientId, list, by, dayOf(now)],
    },
    {
      sql: `UPDATE envelopes SET recipients = NULL WHERE EXISTS (SELECT 1 FROM header_checks h
              WHERE h.tip_id = envelopes.tip_id AND h.recipient_id = ? AND h.binding = envelopes.binding AND NOT h.opens)`,
      args: [recipientId],
    },
    nextEvent(`recipient:${recipientId}`, 'recipient.headers-checked', by, now, {
      opened: items.length - unopened,
      unopened,
    }),
  ]
  await db.write(statements)
}

/** Envelopes that name a key which does not open them, as they lie there today; at most 200. */
export async function listUnopened(db: Db): Promise<Unopened[]> {
  const { rows } = await db.query(
    `SELECT t.reference, c.recused, h.recipient_id, h.checked_on FROM header_checks h
     JOIN envelopes e ON e.tip_id = h.tip_id AND e.binding = h.binding
     JOIN tips t ON t.id = h.tip_id JOIN cases c ON c.id = t.case_id
     WHERE NOT h.opens ORDER BY h.checked_on, t.reference LIMIT 200`,
  )
  return rows.map((row) => ({
    reference: String(row.reference),
    recipientId: String(row.recipient_id),
    on: String(row.checked_on),
    recused: JSON.parse(String(row.recused)) as string[],
  }))
}
