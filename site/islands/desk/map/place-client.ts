import type { CaseState } from '#domain/case/state.ts'
import type { PublicStatus } from '#domain/case/status.ts'
import { call, queryOf } from '../../../client.ts'
import type { MapSettings } from '../../../components/map/map-settings.ts'
import type { CaseFilters } from '../case-filters.ts'

/** A case on the map of the queue, in CGCS2000; without a point `lng` and `lat` are null. */
export type CasePlace = {
  id: string
  reference: string
  state: CaseState
  status: PublicStatus
  overdue: boolean
  emergency: boolean
  summary: string
  lng: number | null
  lat: number | null
}
export type Placed = CasePlace & { lng: number; lat: number }

export const isPlaced = (place: CasePlace): place is Placed => place.lng !== null && place.lat !== null

/** The first cases of a filter with where they are. */
export const listPlaces = (filters: CaseFilters) =>
  call<{ items: CasePlace[] }>('GET', `/api/cases/places?${queryOf(filters)}`)

/** The tiles maps of here are drawn on, null for a sketch: a query of its own, asked once while the desk is open. */
export const TILES = {
  queryKey: ['tiles'],
  queryFn: async () => (await call<{ tiles: MapSettings['tiles'] }>('GET', '/api/tiles')).tiles,
  staleTime: Number.POSITIVE_INFINITY,
}
