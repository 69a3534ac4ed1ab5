import type { Actor } from '#domain/access.ts'
import { OPEN_STATES } from '#domain/case/state.ts'
import { minuteOf } from '#domain/clock.ts'
import type { Holding } from '#domain/holding.ts'
import { countCases } from './case.ts'
import type { Db } from './engine.ts'

/**
 * What hangs on an organisation now: open cases given to it, as far as they are open to who asks; its people who are not
 * suspended; their shifts that are not over.
 */
export async function holdingOf(db: Db, actor: Actor, org: string, now: Date): Promise<Holding> {
  const byState = await countCases(db, actor, { assignee: org }, now)
  const { rows } = await db.query(
    `SELECT (SELECT count(*) FROM user WHERE org = ?1 AND suspended_at IS NULL) AS people,
       (SELECT count(*) FROM shifts s JOIN user u ON u.id = s.user_id WHERE u.org = ?1 AND s.to_at > ?2) AS shifts`,
    [org, minuteOf(now)],
  )
  return {
    cases: OPEN_STATES.reduce((sum, state) => sum + (byState[state] ?? 0), 0),
    people: Number(rows[0]?.people),
    shifts: Number(rows[0]?.shifts),
  }
}
