import type { Bureau } from '#domain/bureau.ts'
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
export function mapSettings(
  bureau: Bureau,
  streets: Bureau['streets'],
  boundary: string | null,
  tiles: MapSettings['tiles'],
): MapSettings {
  return {
    bounds: bureau.bounds,
    zones: bureau.waterSourceZones.flatMap(({ name, circle }) => (circle ? [{ name, ...circle }] : [])),
    streets: streets.flatMap(({ name, centre }) => (centre ? [{ name, ...centre }] : [])),
    boundary,
    tiles,
  }
}
