import { and, asc, desc, eq, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#domain/access.ts'
import { minuteOf } from '#domain/clock.ts'
import type { EventType } from '#domain/event.ts'
import type { CheckInInput, Inspection, InspectionInput } from '#domain/inspection.ts'
import { type Db, GUARD, type Statement, UNGUARD } from './engine.ts'
import { insertEvent } from './event.ts'
import { inspections } from './tables/inspection.ts'

/** `open`: still to be done; `overdue` of these, whose last day is over; `done`: checked in, the newest first. */
export const INSPECTION_VIEWS = ['open', 'overdue', 'done'] as const
export type InspectionView = (typeof INSPECTION_VIEWS)[number]

/** The inspections somebody may see (`maySeeInspection`; not what became a case closed to them), two hundred at most. */
export async function listInspections(
  db: Db,
  actor: Actor,
  view: InspectionView,
  today: string,
): Promise<Inspection[]> {
  const own: SQL | undefined =
    actor.role === 'handler' ? or(eq(inspections.org, actor.org), eq(inspections.userId, actor.id)) : undefined
  const done = view === 'done'
  return db.read
    .select()
    .from(inspections)
    .where(
      and(
        own,
        notClosedTo(actor),
        eq(inspections.cancelled, false),
        done ? isNotNull(inspections.checkedAt) : isNull(inspections.checkedAt),
        view === 'overdue' ? lt(inspections.to, today) : undefined,
      ),
    )
    .orderBy(done ? desc(inspections.checkedAt) : asc(inspections.to), asc(inspections.id))
    .limit(200)
}

/** An inspection; none when it became a case that is closed to who asks. */
export async function findInspection(db: Db, id: string, actor: Actor): Promise<Inspection | undefined> {
  const isIt = and(eq(inspections.id, id), notClosedTo(actor))
  return (await db.read.select().from(inspections).where(isIt).limit(1))[0]
}

/** What was found is the text of a case: to whom that is closed (`mayRead`), so is the inspection. */
function notClosedTo(actor: Actor): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM cases c, json_each(c.recused) tie WHERE c.id = ${inspections.caseId} AND tie.value = ${actor.id})`
}

/** A planned inspection with its event. */
export function planInspection(id: string, input: InspectionInput, by: string, now: Date): Statement[] {
  const { place, placeId, name, address, street, point, from, to, org, userId } = input
  return [
    {
      sql: `INSERT INTO inspections(id, place, place_id, name, address, street, point, from_on, to_on, org, user_id, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
      args: [id, place, placeId, name, address, street, point && JSON.stringify(point), from, to, org, userId],
    },
    eventOf(id, 1, 'inspection.planned', by, now, { ...input }),
  ]
}

/** Takes an inspection off the rota. @throws GuardFailed when somebody changed it first, or it was done */
export function cancelInspection({ id, version }: Inspection, by: string, now: Date): Statement[] {
  return [
    {
      sql: `UPDATE inspections SET cancelled = 1, version = version + 1
            WHERE id = ? AND version = ? AND checked_at IS NULL AND cancelled = 0`,
      args: [id, version],
    },
    GUARD,
    UNGUARD,
    eventOf(id, version + 1, 'inspection.cancelled', by, now, {}),
  ]
}

/**
 * A check-in with its event; the photo is claimed where no tip has it. @throws GuardFailed when the inspection was done
 * or changed meanwhile, or somebody else has the photo
 */
export function checkIn(
  { id, version }: Inspection,
  { photo, position, result, note }: CheckInInput,
  caseId: string | null,
  by: string,
  now: Date,
): Statement[] {
  const at = minuteOf(now)
  const said = { result, note, position, caseId }
  return [
    {
      sql: `UPDATE inspections SET checked_at = ?, checked_by = ?, photo = ?, position = ?, result = ?, note = ?,
              case_id = ?, version = version + 1
            WHERE id = ? AND version = ? AND checked_at IS NULL AND cancelled = 0`,
      args: [at, by, photo, position && JSON.stringify(position), result, note, caseId, id, version],
    },
    GUARD,
    ...(caseId === null
      ? [
          {
            sql: 'UPDATE attachments SET inspection_id = ? WHERE id = ? AND tip_id IS NULL AND inspection_id IS NULL',
            args: [id, photo],
          },
          GUARD,
        ]
      : []),
    UNGUARD,
    eventOf(id, version + 1, 'inspection.checked-in', by, now, said),
  ]
}

function eventOf(
  id: string,
  seq: number,
  type: EventType,
  by: string,
  now: Date,
  data: Record<string, unknown>,
): Statement {
  return insertEvent({ subject: `inspection:${id}`, seq, type, actor: by, at: minuteOf(now), data })
}
