import { asc, eq } from 'drizzle-orm'
import { minuteOf } from '#domain/clock.ts'
import type { Point } from '#domain/coordinates.ts'
import { type Grid, type GridInput, locateGrid } from '#domain/grid.ts'
import { type Db, GUARD, type Statement, UNGUARD } from './engine.ts'
import { insertEvent } from './event.ts'
import { grids } from './tables/roster.ts'

/** All grids, by street and code; of one street only where it is given. */
export async function listGrids(db: Db, street?: string): Promise<Grid[]> {
  return db.read
    .select()
    .from(grids)
    .where(street === undefined ? undefined : eq(grids.street, street))
    .orderBy(asc(grids.street), asc(grids.code), asc(grids.validFrom))
}

export async function findGrid(db: Db, id: string): Promise<Grid | undefined> {
  return (await db.read.select().from(grids).where(eq(grids.id, id)).limit(1))[0]
}

/** The id of the grid a place lies in, of a street of ours; null where none is known. */
export async function gridOf(
  db: Db,
  street: string | null,
  place: { point: Point | null; address: string },
  on: string,
): Promise<string | null> {
  return street === null ? null : (locateGrid(await listGrids(db, street), place, on)?.id ?? null)
}

/** A new grid with its event. @throws UniqueViolation when its code is taken from that day on */
export function addGrid(id: string, input: GridInput, by: string, now: Date): Statement[] {
  const { street, code, name, words, boundary, validFrom, validTo } = input
  return [
    {
      sql: `INSERT INTO grids(id, street, code, name, words, boundary, valid_from, valid_to, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)`,
      args: [id, street, code, name, JSON.stringify(words), json(boundary), validFrom, validTo],
    },
    eventOf(id, 1, 'grid.added', input, by, now),
  ]
}

/** The next version of a grid. @throws GuardFailed when somebody changed it first */
export function changeGrid({ id, version }: Grid, input: GridInput, by: string, now: Date): Statement[] {
  const { street, code, name, words, boundary, validFrom, validTo } = input
  return [
    {
      sql: `UPDATE grids SET street = ?, code = ?, name = ?, words = ?, boundary = ?, valid_from = ?, valid_to = ?,
              version = version + 1 WHERE id = ? AND version = ?`,
      args: [street, code, name, JSON.stringify(words), json(boundary), validFrom, validTo, id, version],
    },
    GUARD,
    UNGUARD,
    eventOf(id, version + 1, 'grid.changed', input, by, now),
  ]
}

const json = (value: unknown) => (value === null ? null : JSON.stringify(value))

function eventOf(
  id: string,
  seq: number,
  type: 'grid.added' | 'grid.changed',
  input: GridInput,
  by: string,
  now: Date,
) {
  return insertEvent({ subject: `grid:${id}`, seq, type, actor: by, at: minuteOf(now), data: { ...input } })
}
