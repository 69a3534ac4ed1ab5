import { type CaseRow, findCase } from './case.ts'
import type { Db } from './engine.ts'
import { listEvents, type StoredEvent } from './event.ts'
import type { HeldTip } from './receipt.ts'
import { type Moved, staysOf } from './tip-move.ts'

/** A case as a tip knows it: where it stands, and the part of its history that is the tip's. */
export type Followed = { current: CaseRow; events: StoredEvent[] }

/**
 * What happened to a tip: the cases it went through, one after the other as far as it was in each, and those split off
 * from them. Undefined when there is no such case.
 */
export async function historyOf(db: Db, tip: HeldTip): Promise<{ whole: Followed; parts: Followed[] } | undefined> {
  const current = await findCase(db, tip.caseId)
  if (!current) return undefined
  const moves = (await listEvents(db, `tip:${tip.id}`)).filter((event) => event.type === 'tip.case-changed')
  const events: StoredEvent[] = []
  const stays = staysOf(
    moves.map(({ data }) => data as Moved),
    current.id,
  )
  for (const { caseId, since, until } of stays) events.push(...(await eventsBetween(db, caseId, since, until)))
  return { whole: { current, events }, parts: await partsOf(db, tip.id) }
}

async function partsOf(db: Db, tipId: string): Promise<Followed[]> {
  const { rows } = await db.query('SELECT case_id FROM part_tips WHERE tip_id = ? ORDER BY rowid', [tipId])
  const parts: Followed[] = []
  for (const row of rows) {
    const current = await findCase(db, String(row.case_id))
    if (current) parts.push({ current, events: await listEvents(db, `case:${current.id}`) })
  }
  return parts
}

/** Events of a case after one and up to another, by their number. */
async function eventsBetween(db: Db, caseId: string, after: number, until: number): Promise<StoredEvent[]> {
  return (await listEvents(db, `case:${caseId}`)).filter(({ seq }) => seq > after && seq <= until)
}
