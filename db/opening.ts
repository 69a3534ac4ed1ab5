import { dayOf, minuteOf } from '#domain/clock.ts'
import type { EventType } from '#domain/event.ts'
import {
  type Head,
  OPENING_MINUTES,
  OPENINGS_A_DAY,
  type Opening,
  type OpeningReason,
} from '#domain/identity/opening.ts'
import { type Db, GUARD, UNGUARD } from './engine.ts'
import { nextEvent } from './event.ts'

export type KeptOpening = Opening & {
  id: string
  tipId: string
  caseId: string
  reference: string
  reason: OpeningReason
  text: string
  /** Accounts its case is closed to. */
  recused: readonly string[]
  askedByName: string | null
  decidedByName: string | null
}

/** Requests, newest first, at most 200: one officer's own, or all. */
export async function listOpenings(db: Db, askedBy: string | null): Promise<KeptOpening[]> {
  const { rows } = await db.query(`${SELECT} WHERE ?1 IS NULL OR o.asked_by = ?1 ORDER BY o.asked_at DESC LIMIT 200`, [
    askedBy,
  ])
  return rows.map((row) => keptOpening(row as Record<string, unknown>))
}

export async function findOpening(db: Db, id: string): Promise<KeptOpening | null> {
  const { rows } = await db.query(`${SELECT} WHERE o.id = ?`, [id])
  return rows[0] ? keptOpening(rows[0] as Record<string, unknown>) : null
}

/** How many identities were opened on a day. */
export async function countOpened(db: Db, on: string): Promise<number> {
  const { rows } = await db.query('SELECT count(*) AS n FROM openings WHERE opened_on = ?', [on])
  return Number(rows[0]?.n)
}

/** How often who somebody is was opened: what the holder of the receipt is told. */
export async function countOpenings(db: Db, tipId: string): Promise<number> {
  const { rows } = await db.query('SELECT count(*) AS n FROM openings WHERE tip_id = ? AND opened_at IS NOT NULL', [
    tipId,
  ])
  return Number(rows[0]?.n)
}

/** What one account did to a case and its tips, by event. */
export async function deedsOf(db: Db, actor: string, caseId: string): Promise<EventType[]> {
  const { rows } = await db.query(
    `SELECT DISTINCT type FROM events WHERE actor = ?1
       AND (subject = 'case:' || ?2 OR subject IN (SELECT 'tip:' || id FROM tips WHERE case_id = ?2))`,
    [actor, caseId],
  )
  return rows.map((row) => row.type as EventType)
}

/** Every head who works here, whether on duty somewhere at this minute, and what each did to a case. */
export async function listHeads(db: Db, caseId: string, now: Date): Promise<Head[]> {
  const { rows } = await db.query(
    `SELECT id, EXISTS (SELECT 1 FROM shifts WHERE user_id = user.id AND from_at <= ?1 AND to_at > ?1) AS on_duty
     FROM user WHERE role = 'head' AND suspended_at IS NULL ORDER BY id`,
    [minuteOf(now)],
  )
  return Promise.all(
    rows.map(async (row) => {
      const id = String(row.id)
      return { id, isOnDuty: Number(row.on_duty) === 1, done: await deedsOf(db, id, caseId) }
    }),
  )
}

/** What was done about the identities behind a case, oldest first, for its timeline: that it was, by whom and why. */
export async function listIdentityEvents(db: Db, caseId: string) {
  const { rows } = await db.query(
    `SELECT t.reference, e.seq, e.type, e.at, e.data, u.name AS actor_name FROM tips t
     JOIN events e ON e.subject = 'tip:' || t.id AND e.type LIKE 'tip.identity-%' LEFT JOIN user u ON u.id = e.actor
     WHERE t.case_id = ?1 OR t.id IN (SELECT tip_id FROM part_tips WHERE case_id = ?1) ORDER BY e.id`,
    [caseId],
  )
  return rows.map((row) => ({
    reference: String(row.reference),
    seq: Number(row.seq),
    type: row.type as EventType,
    at: String(row.at),
    actorName: row.actor_name as string | null,
    data: JSON.parse(String(row.data)) as { reason?: OpeningReason },
  }))
}

/** Asks, and has the heads in `tell` told by mail: of the request alone, not of which tip it is. */
export async function askOpening(
  db: Db,
  asked: { id: string; tipId: string; reason: OpeningReason; text: string },
  tell: readonly string[],
  by: string,
  now: Date,
): Promise<void> {
  const { id, tipId, reason, text } = asked
  await db.write([
    {
      sql: 'INSERT INTO openings(id, tip_id, reason, text, asked_by, asked_at) VALUES (?, ?, ?, ?, ?, ?)',
      args: [id, tipId, reason, text, by, now.getTime()],
    },
    nextEvent(`tip:${tipId}`, 'tip.identity-asked', by, now, { reason }),
    ...tell.map((head) => ({
      sql: `INSERT INTO outbox(event, recipient, channel, notice, reference, state, attempts)
            VALUES (?, ?, 'email', 'identity-asked', ?, 'waiting', 0)`,
      args: [`opening:${id}#1`, `staff:${head}`, id],
    })),
  ])
}

/** @throws GuardFailed when somebody decided meanwhile, or it came too late */
export async function decideOpening(
  db: Db,
  { id, tipId, reason }: KeptOpening,
  approved: boolean,
  by: string,
  now: Date,
): Promise<void> {
  const at = now.getTime()
  await db.write([
    {
      sql: `UPDATE openings SET decided_by = ?2, decided_at = ?3, approved = ?4
            WHERE id = ?1 AND decided_at IS NULL AND asked_by <> ?2 AND asked_at >= ?5`,
      args: [id, by, at, Number(approved), at - WINDOW_MS],
    },
    GUARD,
    UNGUARD,
    nextEvent(`tip:${tipId}`, approved ? 'tip.identity-approved' : 'tip.identity-declined', by, now, { reason }),
  ])
}

/**
 * Takes the one opening a request is good for, before the envelope is handed out: whatever becomes of the answer, it
 * counts.
 * @throws GuardFailed when it was taken meanwhile, came too late, or the day is full
 */
export async function takeOpening(db: Db, { id, tipId, reason }: KeptOpening, by: string, now: Date): Promise<void> {
  const at = now.getTime()
  await db.write([
    {
      sql: `UPDATE openings SET opened_at = ?3, opened_on = ?4
            WHERE id = ?1 AND asked_by = ?2 AND approved = 1 AND opened_at IS NULL AND decided_at >= ?5
              AND (SELECT count(*) FROM openings WHERE opened_on = ?4) < ?6`,
      args: [id, by, at, dayOf(now), at - WINDOW_MS, OPENINGS_A_DAY],
    },
    GUARD,
    UNGUARD,
    nextEvent(`tip:${tipId}`, 'tip.identity-opened', by, now, { reason }),
  ])
}

const WINDOW_MS = OPENING_MINUTES * 60_000

const SELECT = `SELECT o.id, o.tip_id, t.case_id, t.reference, c.recused, o.reason, o.text, o.asked_by, o.asked_at, o.decided_by,
    o.decided_at, o.approved, o.opened_at, a.name AS asked_by_name, d.name AS decided_by_name
  FROM openings o JOIN tips t ON t.id = o.tip_id JOIN cases c ON c.id = t.case_id LEFT JOIN user a ON a.id = o.asked_by
    LEFT JOIN user d ON d.id = o.decided_by`

function keptOpening(row: Record<string, unknown>): KeptOpening {
  const instant = (value: unknown) => (value === null ? null : Number(value))
  return {
    id: String(row.id),
    tipId: String(row.tip_id),
    caseId: String(row.case_id),
    reference: String(row.reference),
    recused: JSON.parse(String(row.recused)) as string[],
    reason: row.reason as OpeningReason,
    text: String(row.text),
    askedBy: String(row.asked_by),
    askedByName: row.asked_by_name as string | null,
    askedAt: Number(row.asked_at),
    decidedBy: row.decided_by as string | null,
    decidedByName: row.decided_by_name as string | null,
    decidedAt: instant(row.decided_at),
    approved: Number(row.approved) === 1,
    openedAt: instant(row.opened_at),
  }
}
