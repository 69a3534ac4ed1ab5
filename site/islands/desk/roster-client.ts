import type { Grid, GridInput } from '#domain/grid.ts'
import type { Problem } from '#domain/refusal.ts'
import type { Fault, Shift, ShiftInput } from '#domain/roster.ts'
import { call, get, post, queryOf } from '../../client.ts'

/** Calls about grids and the duty roster. */
export type Scope = { scope: string; name: string; code: string | null }
export type RosterShift = Shift & { name: string; org: string; suspended: boolean; next: string | null }
export type Roster = {
  from: string
  days: number
  /** The minute it was asked for, in Shanghai. */
  now: string
  scopes: Scope[]
  people: { id: string; name: string; org: string }[]
  onDuty: { scope: string; userId: string | null; name: string | null; until: string | null }[]
  faults: Fault[]
  items: RosterShift[]
}

export const getRoster = (from: string, days: number) =>
  get<Roster>(`/api/roster?${queryOf({ from, days: String(days) })}`)
export const planShift = (shift: ShiftInput) => post<{ id: string }>('/api/roster', shift)
export const removeShift = ({ id, version }: Shift) => call('DELETE', `/api/roster/${id}?version=${version}`)
export const handOverShift = ({ id, version }: Shift, note: string) =>
  post(`/api/roster/${id}/hand-over`, { version, note })
export const acknowledgeShift = ({ id, version }: Shift) => post(`/api/roster/${id}/acknowledgement`, { version })

export type RosterImport = { added: number; unchanged: number; problems: Problem[] }
export function importRoster(file: File, preview: boolean): Promise<RosterImport> {
  const form = new FormData()
  form.set('file', file)
  return post<RosterImport>(`/api/roster/import${preview ? '?preview=1' : ''}`, form)
}

export const listGrids = () => get<{ items: Grid[] }>('/api/grids')
export const addGrid = (grid: GridInput) => post<{ id: string }>('/api/grids', grid)
export const changeGrid = ({ id, version }: Grid, grid: GridInput) => call('PUT', `/api/grids/${id}`, { version, grid })
