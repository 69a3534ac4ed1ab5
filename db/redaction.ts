import type { Row } from '@libsql/client'
import type { Rule } from '#domain/case/rule.ts'
import type { Case } from '#domain/case/schema.ts'
import { addDays, minuteOf } from '#domain/clock.ts'
import type { EventType } from '#domain/event.ts'
import { type Box, grown, type RedactionState, type RedactionTick } from '#domain/tip/redaction.ts'
import { saveCase, writeMove } from './case.ts'
import { type Db, GUARD, UNGUARD } from './engine.ts'

/** A photo with boxes burnt in, under a key of its own. The original stays as it is, for the desk. */
export type NewRedaction = {
  id: string
  attachmentId: string
  key: string
  sha256: string
  width: number
  height: number
  size: number
  boxes: readonly Box[]
  drawnBy: string
  drawnOn: string
}

/** The row goes in before the file, so that no file is ever without a row that leads the purge to it. */
export function beginRedaction(db: Db, one: NewRedaction): Promise<unknown> {
  const { id, attachmentId, key, sha256, width, height, size, boxes, drawnBy, drawnOn } = one
  return db.write([
    {
      sql: `INSERT INTO redactions(id, attachment_id, key, sha256, width, height, size, boxes, state, drawn_by, drawn_on)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'begun', ?, ?)`,
      args: [id, attachmentId, key, sha256, width, height, size, JSON.stringify(boxes), drawnBy, drawnOn],
    },
  ])
}

/** A picture as it is written: a JPEG of so many pixels. */
type Written = { bytes: Uint8Array; sha256: string; width: number; height: number }
/** What it takes to draw: where pictures lie, who burns the boxes in, and what the picture and its file are called. */
export type Drawing = {
  db: Db
  store: { put(key: string, bytes: Uint8Array): Promise<void> }
  burnBoxes: (photo: Uint8Array, boxes: readonly Box[]) => Promise<Written>
  id: string
  key: string
}

/** Burns boxes, grown to where they hide everything, into a photo, keeps the picture and says so in the history of its case. */
export async function drawRedaction(
  { db, store, burnBoxes, id, key }: Drawing,
  current: Case,
  photo: { id: string; bytes: Uint8Array; width: number; height: number },
  { boxes, ticks }: { boxes: readonly Box[]; ticks: readonly RedactionTick[] },
  actor: string,
  now: Date,
  rules: readonly Rule[],
) {
  const covered = boxes.map((box) => grown(box, photo))
  const { bytes, sha256, width, height } = await burnBoxes(photo.bytes, covered)
  const about = { id, attachmentId: photo.id, key, sha256, width, height, size: bytes.length }
  await beginRedaction(db, { ...about, boxes: covered, drawnBy: actor, drawnOn: minuteOf(now).slice(0, 10) })
  await store.put(key, bytes)
  const move = { id, from: 'begun', to: 'drawn', type: 'case.photo-redacted', actor } as const
  const data = { photo: photo.id, boxes: covered.length, ticks }
  const version = await moveRedaction(db, current, { ...move, data }, now, rules)
  return { ...about, version }
}

/**
 * Moves a redaction on, with its event in the history of its case, in one commit.
 * @throws Refusal `case.moved-first` when the case moved meanwhile, or the redaction did
 */
export async function moveRedaction(
  db: Db,
  current: Case,
  move: {
    id: string
    from: RedactionState
    to: RedactionState
    type: EventType
    actor: string
    data: Record<string, unknown>
  },
  now: Date,
  rules: readonly Rule[],
): Promise<number> {
  const next = { ...current, version: current.version + 1 }
  const subject = `case:${current.id}`
  const { type, actor } = move
  const event = {
    subject,
    seq: next.version,
    type,
    actor,
    at: minuteOf(now),
    data: { redaction: move.id, ...move.data },
  }
  const decides = move.to === 'approved' || move.to === 'returned'
  await writeMove(db, current.id, [
    ...saveCase(next, event, rules),
    {
      sql: 'UPDATE redactions SET state = ?, decided_by = ?, decided_on = ? WHERE id = ? AND state = ?',
      args: [move.to, decides ? actor : null, decides ? event.at.slice(0, 10) : null, move.id, move.from],
    },
    GUARD,
    UNGUARD,
  ])
  return next.version
}

const FOUND = `r.id, r.attachment_id, r.key, r.sha256, r.size, r.width, r.height, r.boxes, r.state, r.drawn_by, r.drawn_on, r.decided_on, t.case_id
  FROM redactions r JOIN attachments a ON a.id = r.attachment_id JOIN tips t ON t.id = a.tip_id`

export type Redaction = ReturnType<typeof redactionOf>

function redactionOf(row: Row) {
  return {
    id: String(row.id),
    attachmentId: String(row.attachment_id),
    key: String(row.key),
    sha256: String(row.sha256),
    size: Number(row.size),
    width: Number(row.width),
    height: Number(row.height),
    boxes: JSON.parse(String(row.boxes)) as Box[],
    state: row.state as RedactionState,
    drawnBy: String(row.drawn_by),
    drawnOn: String(row.drawn_on),
    decidedOn: row.decided_on as string | null,
    caseId: String(row.case_id),
  }
}

export async function findRedaction(db: Db, id: string): Promise<Redaction | undefined> {
  const { rows } = await db.query(`SELECT ${FOUND} WHERE r.id = ? AND r.state <> 'begun'`, [id])
  return rows[0] && redactionOf(rows[0])
}

/** The redactions of a case's photos, oldest first. */
export async function listRedactions(db: Db, caseId: string): Promise<Redaction[]> {
  const { rows } = await db.query(`SELECT ${FOUND} WHERE t.case_id = ? AND r.state <> 'begun' ORDER BY r.rowid`, [
    caseId,
  ])
  return rows.map(redactionOf)
}

/** Those of them that may go with the public row: approved, and not taken back. */
export async function listApproved(db: Db, caseId: string): Promise<Redaction[]> {
  return (await listRedactions(db, caseId)).filter((one) => one.state === 'approved')
}

/** A claimed photo with where its bytes are, its size, and the case it belongs to. */
export async function findPhoto(
  db: Db,
  id: string,
): Promise<{ key: string; width: number; height: number; caseId: string } | undefined> {
  const { rows } = await db.query(
    'SELECT a.key, a.width, a.height, t.case_id FROM attachments a JOIN tips t ON t.id = a.tip_id WHERE a.id = ?',
    [id],
  )
  const [row] = rows
  return (
    row && { key: String(row.key), width: Number(row.width), height: Number(row.height), caseId: String(row.case_id) }
  )
}

/** Removes what was begun before yesterday and never finished: first the file, then the row that leads to it. */
export async function purgeRedactions(
  db: Db,
  store: { remove(key: string): Promise<void> },
  today: string,
): Promise<void> {
  const { rows } = await db.query("SELECT id, key FROM redactions WHERE state = 'begun' AND drawn_on < ?", [
    addDays(today, -1),
  ])
  for (const row of rows) {
    await store.remove(String(row.key))
    await db.write([{ sql: "DELETE FROM redactions WHERE id = ? AND state = 'begun'", args: [row.id as string] }])
  }
}
