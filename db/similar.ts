import { type CaseState, OPEN_STATES } from '#domain/case/state.ts'
import { addDays } from '#domain/clock.ts'
import type { TipKind } from '#domain/tip/kinds.ts'
import { type Candidate, SETTLED_DAYS, SIMILAR_DAYS } from '#domain/tip/similar.ts'
import type { Db } from './engine.ts'

/** More than a province brings in a month in which every case was visited. */
const MOST = 5000

/**
 * Tips that may be told to be like another, newest first: received between 30 and three days ago, in an open case of ours
 * somebody went to look at. Before that visit nobody outside may learn that there is a case: whoever is accused would.
 */
export async function listSimilarCandidates(db: Db, today: string): Promise<Candidate[]> {
  const days = [addDays(today, -SIMILAR_DAYS), addDays(today, -SETTLED_DAYS)] as const
  return candidates(
    db,
    days,
    ['investigating', 'closure_proposed', 'extension_pending'],
    'c.investigated_on IS NOT NULL',
  )
}

/** Tips of the last 30 days in cases that are open, newest first: what a clerk may hold a new one against. */
export async function listOpenCandidates(db: Db, today: string): Promise<Candidate[]> {
  return candidates(db, [addDays(today, -SIMILAR_DAYS), today], OPEN_STATES, 'true')
}

async function candidates(
  db: Db,
  days: readonly [from: string, to: string],
  states: readonly CaseState[],
  also: string,
): Promise<Candidate[]> {
  const { rows } = await db.query(
    `SELECT t.case_id, t.kinds, t.address, t.cgcs_lng, t.cgcs_lat FROM tips t JOIN cases c ON c.id = t.case_id
     WHERE t.received_on BETWEEN ? AND ? AND t.out_of_district IS NULL AND ${also}
       AND c.state IN (SELECT value FROM json_each(?)) ORDER BY t.received_on DESC, t.rowid DESC LIMIT ${MOST}`,
    [...days, JSON.stringify(states)],
  )
  return rows.map((row) => ({
    caseId: String(row.case_id),
    kinds: JSON.parse(String(row.kinds)) as TipKind[],
    address: String(row.address),
    cgcs: row.cgcs_lng === null ? null : { lng: Number(row.cgcs_lng), lat: Number(row.cgcs_lat) },
  }))
}
