import type { Case } from '#domain/case/schema.ts'
import { minuteOf } from '#domain/clock.ts'
import type { EventType, NewEvent } from '#domain/event.ts'
import type { Notice } from '#domain/notice.ts'
import type { Db, Statement } from './engine.ts'

/** The insert that is history and lock at once: a second event with this `seq` fails the whole batch. */
export function insertEvent(event: NewEvent): Statement {
  return {
    sql: 'INSERT INTO events(subject, seq, type, actor, at, data) VALUES (?, ?, ?, ?, ?, ?)',
    args: [event.subject, event.seq, event.type, event.actor, event.at, JSON.stringify(event.data)],
  }
}

/** The next event of a subject without a version of its own: one writer, so it is counted in the statement itself. */
export function nextEvent(
  subject: string,
  type: EventType,
  actor: string | null,
  now: Date,
  data: Record<string, unknown> = {},
): Statement {
  return {
    sql: `INSERT INTO events(subject, seq, type, actor, at, data)
          SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4, ?5 FROM events WHERE subject = ?1`,
    args: [subject, type, actor, minuteOf(now), JSON.stringify(data)],
  }
}

/** A notice waiting to be sent, in the batch of what it tells of; the same one twice is one. */
export function insertNotice(event: NewEvent, notice: Notice, recipient: string, reference: string): Statement {
  return {
    sql: `INSERT INTO outbox(event, recipient, channel, notice, reference, state, attempts)
          VALUES (?, ?, 'email', ?, ?, 'waiting', 0) ON CONFLICT DO NOTHING`,
    args: [`${event.subject}#${event.seq}`, recipient, notice.notice, reference],
  }
}

/**
 * The same notice to everybody it concerns: who has a case in hand (the clerks while nobody has), or the heads; never to
 * somebody it is closed to.
 */
export function insertStaffNotice(
  event: NewEvent,
  notice: Notice,
  to: 'officers' | 'heads',
  { assignee, partners, recused, reference }: Pick<Case, 'assignee' | 'partners' | 'recused' | 'reference'>,
): Statement {
  const role = to === 'heads' ? 'head' : assignee ? 'handler' : 'clerk'
  return {
    sql: `INSERT INTO outbox(event, recipient, channel, notice, reference, state, attempts)
          SELECT ?1, 'staff:' || id, 'email', ?2, ?3, 'waiting', 0 FROM user
          WHERE role = ?4 AND suspended_at IS NULL AND id NOT IN (SELECT value FROM json_each(?5))
            AND (?4 <> 'handler' OR org IN (SELECT value FROM json_each(?6)))
          ON CONFLICT DO NOTHING`,
    args: [
      `${event.subject}#${event.seq}`,
      notice.notice,
      reference,
      role,
      JSON.stringify(recused),
      JSON.stringify([assignee, ...partners]),
    ],
  }
}

/** The next event in an account's history, as part of the batch it tells of. */
export function staffEvent(
  id: string,
  type: EventType,
  by: string | null,
  now: Date,
  data: Record<string, unknown> = {},
): Statement {
  return nextEvent(`staff:${id}`, type, by, now, data)
}

/** What its reporter did; one writer, so the next number can be counted in the statement itself. */
export function insertTipEvent(tipId: string, type: EventType, data: Record<string, unknown>, now: Date): Statement {
  return {
    sql: `INSERT INTO events(subject, seq, type, actor, at, data)
          SELECT ?1, coalesce(max(seq), 0) + 1, ?2, NULL, ?3, ?4 FROM events WHERE subject = ?1`,
    args: [`tip:${tipId}`, type, minuteOf(now), JSON.stringify(data)],
  }
}

export type StoredEvent = {
  seq: number
  type: EventType
  actor: string | null
  actorName: string | null
  /** Whom it is about, where that is a person of the bureau. */
  personName: string | null
  at: string
  data: Record<string, unknown>
}

/** The history of a subject, oldest first, with the names of those who acted. */
export async function listEvents(db: Db, subject: string): Promise<StoredEvent[]> {
  const { rows } = await db.query(
    `SELECT e.seq, e.type, e.actor, u.name AS actor_name, p.name AS person_name, e.at, e.data FROM events e
     LEFT JOIN user u ON u.id = e.actor LEFT JOIN user p ON p.id = json_extract(e.data, '$.person') WHERE e.subject = ? ORDER BY e.seq`,
    [subject],
  )
  return rows.map((row) => ({
    seq: Number(row.seq),
    type: row.type as EventType,
    actor: row.actor as string | null,
    actorName: row.actor_name as string | null,
    personName: row.person_name as string | null,
    at: String(row.at),
    data: JSON.parse(String(row.data)),
  }))
}
