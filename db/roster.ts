import { minuteOf } from '#domain/clock.ts'
import { type DutyStatement, dutyStatement, statedSpan } from '#domain/duty-statement.ts'
import type { EventType } from '#domain/event.ts'
import { BUREAU_SCOPE, DUTY_ROLES, onDuty, type Shift, type ShiftInput } from '#domain/roster.ts'
import { type Db, type Engine, GUARD, type Statement, UNGUARD } from './engine.ts'
import { insertEvent } from './event.ts'

/** A shift with who has it. */
export type ShiftRow = Shift & { name: string; email: string; org: string; suspended: boolean }

const SELECT = `SELECT s.id, s.scope, s.user_id AS userId, s.from_at AS "from", s.to_at AS "to", s.note,
  s.handed_over_at AS handedOverAt, s.acknowledged_by AS acknowledgedBy, s.acknowledged_at AS acknowledgedAt, s.version,
  u.name, u.email, u.org, u.suspended_at IS NOT NULL AS suspended FROM shifts s JOIN user u ON u.id = s.user_id`

/** Shifts that touch the time between two minutes, in order. */
export async function listShifts(db: Db, from: string, to: string): Promise<ShiftRow[]> {
  const { rows } = await db.query(`${SELECT} WHERE s.to_at > ? AND s.from_at < ? ORDER BY s.from_at, s.scope, s.id`, [
    from,
    to,
  ])
  return rows.map(shiftRow)
}

export async function findShift(db: Db, id: string): Promise<ShiftRow | null> {
  const { rows } = await db.query(`${SELECT} WHERE s.id = ?`, [id])
  return rows[0] ? shiftRow(rows[0]) : null
}

/** Shifts of one scope that end after a minute: what may follow one that ends then. */
export async function listFollowing(db: Db, { scope, from }: Pick<Shift, 'scope' | 'from'>): Promise<ShiftRow[]> {
  const { rows } = await db.query(`${SELECT} WHERE s.scope = ? AND s.from_at >= ? ORDER BY s.from_at LIMIT 20`, [
    scope,
    from,
  ])
  return rows.map(shiftRow)
}

/** Who is on duty now and may work (not suspended, in a role that has cases). */
export async function listOnDuty(db: Db, now: Date): Promise<ShiftRow[]> {
  const at = minuteOf(now)
  const { rows } = await db.query(
    `${SELECT} WHERE s.from_at <= ?1 AND s.to_at > ?1 AND u.suspended_at IS NULL AND u.role IN (${ROLES_OF})`,
    [at],
  )
  return rows.map(shiftRow)
}

/** Whom an emergency calls: the bureau's officer on duty by the roster; null when the roster names nobody. */
export async function findDutyOfficer(db: Db, now: Date): Promise<ShiftRow | null> {
  return onDuty(await listOnDuty(db, now), BUREAU_SCOPE, minuteOf(now))
}

/** What the public is told of the roster on a day: of those who may work (not suspended, in a role that has cases). */
export async function stateDuty(db: Engine, asOf: string): Promise<DutyStatement> {
  const { from, to } = statedSpan(asOf)
  const { rows } = await db.query(
    `${SELECT} WHERE s.to_at > ? AND s.from_at < ? AND s.scope = ? AND u.suspended_at IS NULL AND u.role IN (${ROLES_OF})`,
    [from, to, BUREAU_SCOPE],
  )
  return dutyStatement(rows.map(shiftRow), asOf)
}

/** Who may be put on duty. */
export async function listDutyPeople(db: Db): Promise<{ id: string; name: string; email: string; org: string }[]> {
  const { rows } = await db.query(
    `SELECT id, name, email, org FROM user WHERE suspended_at IS NULL AND role IN (${ROLES_OF}) ORDER BY name`,
  )
  return rows.map((row) => ({ ...row }) as unknown as { id: string; name: string; email: string; org: string })
}

const ROLES_OF = DUTY_ROLES.map((role) => `'${role}'`).join(', ')

/** A shift that is planned, with its event. @throws UniqueViolation when exactly this one is there */
export function planShift(id: string, input: ShiftInput, by: string, now: Date): Statement[] {
  const { scope, userId, from, to } = input
  return [
    {
      sql: 'INSERT INTO shifts(id, scope, user_id, from_at, to_at, version) VALUES (?, ?, ?, ?, ?, 1)',
      args: [id, scope, userId, from, to],
    },
    eventOf(id, 1, 'shift.planned', by, now, { scope, userId, from, to }),
  ]
}

/** Another person or time for a shift. @throws GuardFailed when somebody changed it first, or it was handed over */
export function changeShift({ id, version }: Shift, input: ShiftInput, by: string, now: Date): Statement[] {
  const { scope, userId, from, to } = input
  return [
    {
      sql: `UPDATE shifts SET scope = ?, user_id = ?, from_at = ?, to_at = ?, version = version + 1
            WHERE id = ? AND version = ? AND handed_over_at IS NULL`,
      args: [scope, userId, from, to, id, version],
    },
    GUARD,
    UNGUARD,
    eventOf(id, version + 1, 'shift.changed', by, now, { scope, userId, from, to }),
  ]
}

/** Takes a shift off the roster; its history stays. @throws GuardFailed as above */
export function removeShift({ id, version, scope, userId, from, to }: Shift, by: string, now: Date): Statement[] {
  return [
    { sql: 'DELETE FROM shifts WHERE id = ? AND version = ? AND handed_over_at IS NULL', args: [id, version] },
    GUARD,
    UNGUARD,
    eventOf(id, version + 1, 'shift.removed', by, now, { scope, userId, from, to }),
  ]
}

/** What the person on duty tells the next one; said again, it replaces what was said. @throws GuardFailed as above */
export function handOver({ id, version }: Shift, note: string, by: string, now: Date): Statement[] {
  return [
    {
      sql: `UPDATE shifts SET note = ?, handed_over_at = ?, version = version + 1
            WHERE id = ? AND version = ? AND acknowledged_at IS NULL`,
      args: [note, minuteOf(now), id, version],
    },
    GUARD,
    UNGUARD,
    eventOf(id, version + 1, 'shift.handed-over', by, now, { note }),
  ]
}

/** The next person has read it. @throws GuardFailed when it changed meanwhile */
export function acknowledge({ id, version }: Shift, by: string, now: Date): Statement[] {
  return [
    {
      sql: `UPDATE shifts SET acknowledged_by = ?, acknowledged_at = ?, version = version + 1
            WHERE id = ? AND version = ? AND acknowledged_at IS NULL AND handed_over_at IS NOT NULL`,
      args: [by, minuteOf(now), id, version],
    },
    GUARD,
    UNGUARD,
    eventOf(id, version + 1, 'shift.acknowledged', by, now, {}),
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
  return insertEvent({ subject: `shift:${id}`, seq, type, actor: by, at: minuteOf(now), data })
}

function shiftRow(row: object): ShiftRow {
  const found = { ...row } as Omit<ShiftRow, 'suspended'> & { suspended: unknown }
  return { ...found, suspended: found.suspended === 1 }
}
