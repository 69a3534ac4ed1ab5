import { asc, sql } from 'drizzle-orm'
import type { Actor } from '#domain/access.ts'
import { type CaseFilter, matching } from './case.ts'
import type { Db } from './engine.ts'
import { cases } from './tables/case.ts'

/**
 * Where the cases of a filter are, in the order of the queue and at most `limit` of them: the point of the first tip that
 * has one, in CGCS2000 degrees; null for a case without any.
 */
export async function listCasePlaces(db: Db, actor: Actor, filter: CaseFilter, now: Date, limit: number) {
  const rows = await db.read
    .select({
      id: cases.id,
      reference: cases.reference,
      state: cases.state,
      ground: cases.ground,
      acceptedOn: cases.acceptedOn,
      dueBy: cases.dueBy,
      emergencyAt: cases.emergencyAt,
      summary: cases.summary,
      at: FIRST_POINT,
    })
    .from(cases)
    .where(await matching(db, actor, filter, now))
    .orderBy(asc(cases.rank), asc(cases.n))
    .limit(limit)
  return rows.map(({ at, ...row }) => {
    const [lng, lat] = at?.split(' ').map(Number) ?? []
    return { ...row, point: lng === undefined || lat === undefined ? null : { lng, lat } }
  })
}

/** Tips joined to a case, then those a part was split off from. */
const FIRST_POINT = sql<string | null>`coalesce(
  (SELECT cgcs_lng || ' ' || cgcs_lat FROM tips WHERE case_id = cases.id AND cgcs_lng IS NOT NULL ORDER BY rowid LIMIT 1),
  (SELECT cgcs_lng || ' ' || cgcs_lat FROM part_tips p JOIN tips t ON t.id = p.tip_id
   WHERE p.case_id = cases.id AND cgcs_lng IS NOT NULL ORDER BY t.rowid LIMIT 1))`
