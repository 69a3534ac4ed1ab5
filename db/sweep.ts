import { asc, eq, lte } from 'drizzle-orm'
import { currentClock } from '#domain/case/deadline.ts'
import { escalated } from '#domain/case/escalation.ts'
import { CLOCK_RULES, type Rule } from '#domain/case/rule.ts'
import { minuteOf } from '#domain/clock.ts'
import { type CaseRow, saveCase } from './case.ts'
import { toRow } from './case-row.ts'
import { staffNotices } from './decision.ts'
import { type Db, GuardFailed, UniqueViolation } from './engine.ts'
import { cases } from './tables/case.ts'

/**
 * Recounts deadlines that were provisional because next year's holidays were not announced yet. Each one that the
 * holiday table now settles or moves gets its event. Returns how many did.
 */
export async function recomputeDeadlines(db: Db, now: Date, rules: readonly Rule[] = CLOCK_RULES): Promise<number> {
  let recomputed = 0
  for (const row of await listProvisional(db)) {
    const clock = currentClock(row, rules)
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
      await db.write(saveCase(next, { ...event, actor: null, data }, rules))
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

/** Cases looked at in one go: a database that comes from before all this has them all due at once. */
const AT_ONCE = 200

/**
 * Writes down which parts of limits are over since, each with its event and notices (`domain/case/escalation.ts`).
 * Returns how many were.
 */
export async function escalate(db: Db, now: Date, rules: readonly Rule[] = CLOCK_RULES): Promise<number> {
  let written = 0
  const due = await db.read
    .select()
    .from(cases)
    .where(lte(cases.escalateAt, minuteOf(now)))
    .orderBy(asc(cases.escalateAt))
    .limit(AT_ONCE)
  for (const row of due) {
    const saved = escalated(row, now, rules)
    if (!saved) {
      // Nothing is over yet: only when to look again was out of date.
      const again = toRow(row, rules).escalate_at ?? null
      const args = [again, row.id, row.version]
      await db.write([{ sql: 'UPDATE cases SET escalate_at = ? WHERE id = ? AND version = ?', args }])
      continue
    }
    try {
      await db.write([...saveCase(saved.next, saved.event, rules), ...staffNotices(saved.event, saved.next)])
      written += 1
    } catch (error) {
      if (!(error instanceof GuardFailed || error instanceof UniqueViolation)) throw error
    }
  }
  return written
}
