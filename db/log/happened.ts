import type { EventType } from '#domain/event.ts'
import type { TipStatus } from '#domain/log/leaf.ts'
import type { Engine } from '../engine.ts'
import { type Moved, type Stay, staysOf } from '../tip-move.ts'

/** What became of a case, as the log says it of each of its tips. */
export const STATUS_OF: Readonly<Partial<Record<EventType, TipStatus>>> = {
  'case.accepted': 'accepted',
  'case.extended': 'extended',
  'case.rejected': 'refused',
  'case.transferred': 'transferred',
  'case.closed': 'closed',
}
const TYPES = JSON.stringify(Object.keys(STATUS_OF))

/** Something that became of a tip; `event` is its number among everything that happened. */
export type Happened = { tip: string; event: number; status: TipStatus; at: string }

/**
 * What became of tips in the cases they were in at the time, by events after one number and up to another, in order. A
 * merge takes a tip to another case: from then on that one's events are its own, and not those from before.
 */
export async function statusesOf(db: Engine, tips: readonly string[], after: number, to: number): Promise<Happened[]> {
  const stays = await staysByTip(db, tips)
  const subjects = [...new Set(stays.map((one) => `case:${one.caseId}`))]
  const { rows } = await db.query(
    `SELECT id, subject, seq, type, at FROM events
     WHERE subject IN (SELECT value FROM json_each(?)) AND id > ? AND id <= ? AND type IN (SELECT value FROM json_each(?))
     ORDER BY id`,
    [JSON.stringify(subjects), after, to, TYPES],
  )
  const within = new Map<string, TipStay[]>()
  for (const stay of stays) within.set(stay.caseId, [...(within.get(stay.caseId) ?? []), stay])
  return rows.flatMap((row) => {
    const seq = Number(row.seq)
    const there = within.get(String(row.subject).slice('case:'.length)) ?? []
    const status = STATUS_OF[row.type as EventType] as TipStatus
    return there
      .filter((stay) => seq > stay.since && seq <= stay.until)
      .map(({ tip }) => ({ tip, event: Number(row.id), status, at: String(row.at) }))
  })
}

/** The tips to which something happened after one number and up to another: those in the cases it happened in, and those since taken elsewhere. */
export async function tipsConcerned(db: Engine, after: number, to: number): Promise<string[]> {
  const { rows } = await db.query(
    `WITH moved AS (SELECT DISTINCT substr(subject, 6) AS case_id FROM events
                    WHERE id > ?1 AND id <= ?2 AND type IN (SELECT value FROM json_each(?3)))
     SELECT tips.id FROM moved JOIN tips USING (case_id)
     UNION SELECT substr(subject, 5) FROM events
     WHERE id > ?1 AND type = 'tip.case-changed' AND data ->> 'from' IN (SELECT case_id FROM moved)`,
    [after, to, TYPES],
  )
  return rows.map((row) => String(row[0]))
}

type TipStay = Stay & { tip: string }

async function staysByTip(db: Engine, tips: readonly string[]): Promise<TipStay[]> {
  const { rows } = await db.query(
    `SELECT tips.id, tips.case_id,
       (SELECT json_group_array(data ORDER BY seq) FROM events
        WHERE subject = 'tip:' || tips.id AND type = 'tip.case-changed') AS moves
     FROM json_each(?) wanted JOIN tips ON tips.id = wanted.value`,
    [JSON.stringify(tips)],
  )
  return rows.flatMap((row) => {
    const moves = (JSON.parse(String(row.moves)) as string[]).map((text): Moved => JSON.parse(text))
    return staysOf(moves, String(row.case_id)).map((stay) => ({ ...stay, tip: String(row.id) }))
  })
}
