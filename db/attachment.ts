import type { Readable } from '#domain/access.ts'
import { addDays } from '#domain/clock.ts'
import { type Db, GUARD, type Statement } from './engine.ts'

/** A photo in the store. Until a tip, a message or an inspection claims it, it belongs to nobody and lives a day. */
export type NewAttachment = {
  id: string
  key: string
  sha256: string
  width: number
  height: number
  size: number
  uploadedOn: string
}

export type FoundAttachment = Pick<NewAttachment, 'id' | 'sha256' | 'width' | 'height'> & { used: boolean }

/** The row goes in before the file, so that no file is ever without a row that leads the purge to it. */
export function insertAttachment(photo: NewAttachment): Statement {
  return {
    sql: `INSERT INTO attachments(id, key, sha256, width, height, size, uploaded_on) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    args: [photo.id, photo.key, photo.sha256, photo.width, photo.height, photo.size, photo.uploadedOn],
  }
}

/** Photos by id; what is unknown, or was left lying since before yesterday, is missing from the answer. */
export async function findAttachments(db: Db, ids: string[], today: string): Promise<Map<string, FoundAttachment>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.query(
    `SELECT id, sha256, width, height, tip_id IS NOT NULL OR inspection_id IS NOT NULL AS used FROM attachments
     WHERE id IN (${ids.map(() => '?').join(', ')}) AND (tip_id IS NOT NULL OR inspection_id IS NOT NULL OR uploaded_on >= ?)`,
    [...ids, addDays(today, -1)],
  )
  return new Map(
    rows.map((row) => [
      String(row.id),
      {
        id: String(row.id),
        sha256: String(row.sha256),
        width: Number(row.width),
        height: Number(row.height),
        used: Number(row.used) === 1,
      },
    ]),
  )
}

/** Gives photos to a tip, or to one of its messages; aborts the batch when somebody else has one. End with UNGUARD. */
export function claimAttachments(ids: readonly string[], tipId: string, messageId: string | null): Statement[] {
  return ids.flatMap((id) => [
    {
      sql: 'UPDATE attachments SET tip_id = ?, message_id = ? WHERE id = ? AND tip_id IS NULL AND inspection_id IS NULL',
      args: [tipId, messageId, id],
    },
    GUARD,
  ])
}

/** All photos of a case with where they came from, oldest first. */
export async function listAttachments(db: Db, caseId: string) {
  const { rows } = await db.query(
    `SELECT a.id, a.width, a.height, a.size, a.message_id, t.reference FROM attachments a
     JOIN tips t ON t.id = a.tip_id
     WHERE t.case_id = ?1 OR t.id IN (SELECT tip_id FROM part_tips WHERE case_id = ?1) ORDER BY a.rowid`,
    [caseId],
  )
  return rows.map((row) => ({
    id: String(row.id),
    width: Number(row.width),
    height: Number(row.height),
    size: Number(row.size),
    tipReference: String(row.reference),
    messageId: row.message_id as string | null,
  }))
}

/** Where the bytes of a claimed photo are, and the cases that decide who may read them: any one is enough. */
export async function findAttachmentFile(db: Db, id: string): Promise<{ key: string; cases: Readable[] } | undefined> {
  const { rows } = await db.query(
    `SELECT a.key, c.assignee, c.partners, c.recused FROM attachments a JOIN tips t ON t.id = a.tip_id
     JOIN cases c ON c.id = t.case_id OR c.id IN (SELECT case_id FROM part_tips WHERE tip_id = t.id) WHERE a.id = ?`,
    [id],
  )
  if (!rows[0]) return undefined
  return {
    key: String(rows[0].key),
    cases: rows.map((row) => ({
      assignee: row.assignee as string | null,
      partners: JSON.parse(String(row.partners)),
      recused: JSON.parse(String(row.recused)),
    })),
  }
}

const UNCLAIMED = 'tip_id IS NULL AND inspection_id IS NULL'

/** Takes photos away that nobody has claimed: first the file, then the row that leads to it. */
export async function dropAttachments(db: Db, store: Shelf, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const { rows } = await db.query(`SELECT key FROM attachments WHERE id = ? AND ${UNCLAIMED}`, [id])
    if (!rows[0]) continue
    await store.remove(String(rows[0].key))
    await db.write([{ sql: `DELETE FROM attachments WHERE id = ? AND ${UNCLAIMED}`, args: [id] }])
  }
}

/** Removes what was uploaded before yesterday and never sent with anything. Repeatable. Returns how many. */
export async function purgeAttachments(db: Db, store: Shelf, today: string): Promise<number> {
  const { rows } = await db.query(`SELECT id FROM attachments WHERE ${UNCLAIMED} AND uploaded_on < ?`, [
    addDays(today, -1),
  ])
  await dropAttachments(
    db,
    store,
    rows.map((row) => String(row.id)),
  )
  return rows.length
}

/** Where the bytes of an inspection's photo are, and whose inspection it is; undefined for every other photo. */
export async function findInspectionFile(
  db: Db,
  id: string,
): Promise<{ key: string; org: string; userId: string | null } | undefined> {
  const { rows } = await db.query(
    'SELECT a.key, i.org, i.user_id FROM attachments a JOIN inspections i ON i.id = a.inspection_id WHERE a.id = ?',
    [id],
  )
  const row = rows[0]
  return row && { key: String(row.key), org: String(row.org), userId: row.user_id as string | null }
}

type Shelf = { remove(key: string): Promise<void> }
