import { OPENING_MINUTES } from '#domain/identity/opening.ts'
import type { RecipientKind } from '#domain/identity/recipient.ts'
import type { Rewrap, RewrapInput } from '#domain/identity/rewrap.ts'
import { type Db, GUARD, GuardFailed, UNGUARD } from './engine.ts'
import { nextEvent } from './event.ts'

export type KeptRewrap = Rewrap & {
  id: string
  text: string
  openedWith: RecipientKind
  /** Envelopes it sealed anew so far. */
  resealed: number
  askedByName: string | null
  approvedByName: string | null
}

/** Runs, newest first, at most 50. */
export async function listRewraps(db: Db): Promise<KeptRewrap[]> {
  const { rows } = await db.query(`${SELECT} ORDER BY r.asked_at DESC LIMIT 50`)
  return rows.map((row) => keptRewrap(row as Record<string, unknown>))
}

export async function findRewrap(db: Db, id: string): Promise<KeptRewrap | null> {
  const { rows } = await db.query(`${SELECT} WHERE r.id = ?`, [id])
  return rows[0] ? keptRewrap(rows[0] as Record<string, unknown>) : null
}

export async function askRewrap(db: Db, id: string, asked: RewrapInput, by: string, now: Date): Promise<void> {
  const { text, openedWith } = asked
  await db.write([
    {
      sql: 'INSERT INTO rewraps(id, text, opened_with, asked_by, asked_at) VALUES (?, ?, ?, ?, ?)',
      args: [id, text, openedWith, by, now.getTime()],
    },
    nextEvent(`rewrap:${id}`, 'rewrap.asked', by, now, { openedWith }),
  ])
}

/** @throws GuardFailed when somebody approved meanwhile, or it came too late */
export async function approveRewrap(db: Db, id: string, by: string, now: Date): Promise<void> {
  const at = now.getTime()
  await db.write([
    {
      sql: `UPDATE rewraps SET approved_by = ?2, approved_at = ?3
            WHERE id = ?1 AND approved_at IS NULL AND asked_by <> ?2 AND asked_at >= ?4`,
      args: [id, by, at, at - OPENING_MINUTES * 60_000],
    },
    GUARD,
    UNGUARD,
    nextEvent(`rewrap:${id}`, 'rewrap.approved', by, now),
  ])
}

/** Ends a run when nothing is left; a second time does nothing. */
export async function finishRewrap(db: Db, id: string, by: string, now: Date): Promise<void> {
  const resealed = (await findRewrap(db, id))?.resealed ?? 0
  await db
    .write([
      { sql: 'UPDATE rewraps SET finished_at = ? WHERE id = ? AND finished_at IS NULL', args: [now.getTime(), id] },
      GUARD,
      UNGUARD,
      nextEvent(`rewrap:${id}`, 'rewrap.finished', by, now, { resealed }),
    ])
    .catch((error) => {
      if (!(error instanceof GuardFailed)) throw error
    })
}

const SELECT = `SELECT r.id, r.text, r.opened_with, r.resealed, r.asked_by, r.asked_at, r.approved_by, r.approved_at, r.finished_at,
    a.name AS asked_by_name, b.name AS approved_by_name
  FROM rewraps r LEFT JOIN user a ON a.id = r.asked_by LEFT JOIN user b ON b.id = r.approved_by`

function keptRewrap(row: Record<string, unknown>): KeptRewrap {
  const instant = (value: unknown) => (value === null ? null : Number(value))
  return {
    id: String(row.id),
    text: String(row.text),
    openedWith: row.opened_with as RecipientKind,
    resealed: Number(row.resealed),
    askedBy: String(row.asked_by),
    askedByName: row.asked_by_name as string | null,
    askedAt: Number(row.asked_at),
    approvedBy: row.approved_by as string | null,
    approvedByName: row.approved_by_name as string | null,
    approvedAt: instant(row.approved_at),
    finishedAt: instant(row.finished_at),
  }
}
