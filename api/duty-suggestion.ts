import { listGrids } from '#db/grid.ts'
import { listOnDuty } from '#db/roster.ts'
import { currentStreets, findDepartment, organisationName } from '#domain/bureau.ts'
import { dayOf, minuteOf } from '#domain/clock.ts'
import type { Grid } from '#domain/grid.ts'
import { firstOnDuty } from '#domain/roster.ts'
import { gridWord, suggestionReason } from '#domain/words/zh/roster.ts'
import type { Env } from './env.ts'

/** To whom a case might go, with the reason: the person on duty where it lies, and the decision that gives it them. */
export type Suggestion = {
  decision: 'assignment' | 'forwarding'
  /** Street code or department id. */
  to: string
  userId: string
  name: string
  reason: string
}

/** The grid a case lies in, and who is on duty there now: for the grid, else for its street. Advice; a clerk decides. */
export async function placeOnDuty(
  env: Env,
  { street, grid: gridId }: { street: string | null; grid: string | null },
): Promise<{ grid: Grid | null; suggestion: Suggestion | null }> {
  if (street === null) return { grid: null, suggestion: null }
  const grid = gridId === null ? null : ((await listGrids(env.db, street)).find((one) => one.id === gridId) ?? null)
  const scopes = [...(grid ? [grid.id] : []), street]
  const shift = firstOnDuty(await listOnDuty(env.db, env.now()), scopes, minuteOf(env.now()))
  const isStreet = currentStreets(env.bureau, dayOf(env.now())).some((one) => one.code === shift?.org)
  const isDepartment = shift !== null && findDepartment(env.bureau, shift.org, dayOf(env.now())) !== undefined
  if (!shift || !(isStreet || isDepartment)) return { grid, suggestion: null }
  const place = shift.scope === grid?.id ? gridWord(grid.name) : organisationName(env.bureau, street)
  const suggestion: Suggestion = {
    decision: isStreet ? 'assignment' : 'forwarding',
    to: shift.org,
    userId: shift.userId,
    name: shift.name,
    reason: suggestionReason(place, shift.name, shift.to),
  }
  return { grid, suggestion }
}
