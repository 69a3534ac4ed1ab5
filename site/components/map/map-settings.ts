import { type Bureau, currentStreets } from '#domain/bureau.ts'
import type { ReportForm } from '#domain/page.ts'

type Named = { name: string; lng: number; lat: number }

/** What the map draws, in CGCS2000; `boundary` is the address of the bureau's own GeoJSON, when there is one. */
export type MapSettings = {
  bounds: Bureau['bounds']
  zones: (Named & { radiusM: number })[]
  streets: Named[]
  boundary: string | null
  tiles: NonNullable<ReportForm['tiles']> | null
}

/** From the configuration and nothing else: a street without a point of the bureau's is not drawn. */
export function mapSettings(bureau: Bureau, today: string, tiles: MapSettings['tiles']): MapSettings {
  return {
    bounds: bureau.bounds,
    zones: bureau.waterSourceZones.flatMap(({ name, circle }) => (circle ? [{ name, ...circle }] : [])),
    streets: currentStreets(bureau, today).flatMap(({ name, centre }) => (centre ? [{ name, ...centre }] : [])),
    boundary: ownBoundary(),
    tiles,
  }
}

/** Address of `content/boundary.json`, the bureau's own GeoJSON; null when there is none. */
function ownBoundary(): string | null {
  const found = import.meta.glob<string>('/content/boundary.json', { query: '?url', import: 'default', eager: true })
  return Object.values(found)[0] ?? null
}
