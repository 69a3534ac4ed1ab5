import { currentClock, isOverdue } from '#domain/case/deadline.ts'
import { UNTOUCHED } from '#domain/case/opening.ts'
import { CLOCK_RULES } from '#domain/case/rule.ts'
import type { EmergencyGrade } from '#domain/case/schema.ts'
import { dayOf } from '#domain/clock.ts'
import { homeFigures, lastClosedWeek } from '#domain/figures.ts'
import type { HomeFigures } from '#domain/page.ts'
import type { Engine } from './engine.ts'

/**
 * The figures of the home page as they stood when the last closed ISO week ended: cases open, cases answered in all,
 * open cases past a limit of the law, for that is what the page calls it: a stricter one the bureau set itself counts
 * nobody as late. What happened since does not move them, so a day's pages keep their bytes.
 */
export async function countHomeFigures(db: Engine, now: Date): Promise<HomeFigures> {
  const today = dayOf(now)
  const { endsOn } = lastClosedWeek(today)
  const { rows } = await db.query(
    `SELECT received_on, accepted_on, assigned_on, emergency_at, emergency_grade, superior_by,
       (SELECT coalesce(sum(json_extract(e.data, '$.days')), 0) FROM events e WHERE extended_days > 0
          AND e.subject = 'case:' || cases.id AND e.type = 'case.extended' AND substr(e.at, 1, 10) <= ?1
          AND substr(e.at, 1, 10) >= accepted_on) AS extended_days
     FROM cases WHERE received_on <= ?1 AND (closed_on IS NULL OR closed_on > ?1)`,
    [endsOn],
  )
  const weekOver = new Date(`${endsOn}T24:00:00+08:00`)
  const overdue = rows.filter((row) => {
    const then = (day: unknown) => (typeof day === 'string' && day.slice(0, 10) <= endsOn ? day : null)
    const [acceptedOn, assignedOn] = [then(row.accepted_on), then(row.assigned_on)]
    const state = assignedOn ? 'assigned' : acceptedOn ? 'accepted' : 'received'
    const emergencyAt = then(row.emergency_at)
    const clock = currentClock(
      {
        ...UNTOUCHED,
        hearings: [],
        state,
        receivedOn: String(row.received_on),
        acceptedOn,
        assignedOn,
        extendedDays: Number(row.extended_days),
        superiorBy: row.superior_by as string | null,
        emergencyAt,
        emergencyGrade: row.emergency_grade as EmergencyGrade | null,
        // Whether it was reported by then no column tells: accepting it says that somebody looked.
        emergencyStage: acceptedOn ? 'first' : null,
      },
      CLOCK_RULES,
    )
    return clock !== null && isOverdue(clock.by, weekOver)
  })
  return homeFigures({ open: rows.length, answered: await countAnswered(db, endsOn), overdue: overdue.length }, today)
}

/** Closed cases whose reporters had their answer by the end of a day. */
async function countAnswered(db: Engine, endsOn: string): Promise<number> {
  const { rows } = await db.query(
    `SELECT count(DISTINCT subject) AS total FROM events
     WHERE type = 'case.replied' AND substr(at, 1, 10) <= ?`,
    [endsOn],
  )
  return Number(rows[0]?.total ?? 0)
}
