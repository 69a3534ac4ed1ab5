import { addDays, dayOf } from '#domain/clock.ts'
import type { Grid } from '#domain/grid.ts'
import type { ShiftInput } from '#domain/roster.ts'
import { castChance } from './cast/chance.ts'
import { BUREAU_TURNS, DAY_DUTIES, GRIDS, ROSTER_DAYS } from './cast/roster.ts'
import type { Statement } from './engine.ts'
import { addGrid } from './grid.ts'
import { planShift } from './roster.ts'

/** Grids and duty roster of the demo, around `now`, in the order they are written. The same `now` gives the same rows. */
export function rosterOfDemo(now: Date): { statements: Statement[]; grids: Grid[] } {
  const by = 'demo-zhao'
  const chance = castChance('roster')
  const newId = () => chance.id()
  const gridIds = new Map<string, string>(GRIDS.map(({ as }) => [as, newId()]))
  const grids = GRIDS.map(({ as, ...input }): Grid => ({ ...input, id: gridIds.get(as) as string, version: 1 }))
  const statements = grids.flatMap(({ id, version: _, ...input }) => addGrid(id, input, by, now))
  const plan = (scope: string, as: string, from: string, to: string) => {
    const shift: ShiftInput = { scope, userId: `demo-${as}`, from, to }
    statements.push(...planShift(newId(), shift, by, now))
  }
  for (let n = 0; n < ROSTER_DAYS; n++) {
    const [day, next] = [addDays(dayOf(now), n - 1), addDays(dayOf(now), n)]
    plan('bureau', turn(BUREAU_TURNS.day, n), at(day, '08:00'), at(day, '20:00'))
    if (n < ROSTER_DAYS - 1) plan('bureau', turn(BUREAU_TURNS.night, n), at(day, '20:00'), at(next, '08:00'))
    for (const { scope, as } of DAY_DUTIES) plan(gridIds.get(scope) ?? scope, as, at(day, '08:00'), at(day, '18:00'))
  }
  return { statements, grids }
}

const at = (day: string, time: string) => `${day}T${time}:00+08:00`
const turn = (people: readonly string[], n: number) => people[n % people.length] as string
