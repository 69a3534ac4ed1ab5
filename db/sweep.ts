import { asc, eq } from 'drizzle-orm'
import { currentClock } from '#domain/case/deadline.ts'
import { minuteOf } from '#domain/clock.ts'
import { type CaseRow, saveCase } from './case.ts'
import { type Db, GuardFailed, UniqueViolation } from './engine.ts'
import { cases } from './tables/case.ts'

/**
 * Recounts deadlines that were provisional because next year's holidays were not announced yet. Each one that the
 * holiday table now settles or moves gets its event. Returns how many did.
 */
export async function recomputeDeadlines(db: Db, now: Date): Promise<number> {
  let recomputed = 0
  for (const row of await listProvisional(db)) {
    const clock = currentClock(row)
    if (clock?.provisional && clock.by === row.dueBy) continue
    const next = { ...row, version: row.version + 1 }
    const data = { step: clock?.step ?? null, by: clock?.by ?? null, before: row.dueBy }
    const event = {
      subject: `case:${row.id}`,
      seq: next.version,
      type: 'case.deadline-recomputed',
      at: minuteOf(now),
    } as const
    try {
      await db.write(saveCase(next, { ...event, actor: null, data }))
      recomputed += 1
    } catch (error) {
      // Somebody moved the case this moment; that move counted its clock itself.
      if (!(error instanceof GuardFailed || error instanceof UniqueViolation)) throw error
    }
  }
  return recomputed
}

function listProvisional(db: Db): Promise<CaseRow[]> {
  return db.read.select().from(cases).where(eq(cases.provisional, true)).orderBy(asc(cases.n))
}
