import gcoord from 'gcoord'
import type { Place } from './tip/schema.ts'

export type Point = { lng: number; lat: number }

/**
 * A place's point in CGCS2000 degrees; null without one. CGCS2000 and WGS-84 differ by less than a metre and are taken
 * as equal; GCJ-02 and BD-09 are some hundreds of metres off and are converted first, or a point near a border lands
 * on the wrong side. Without a system named, a point is taken as WGS-84, which is what browsers give.
 */
export function toCgcs2000(place: Place): Point | null {
  if (place.lng === undefined || place.lat === undefined) return null
  const crs = place.crs ?? 'WGS84'
  if (crs === 'WGS84' || crs === 'CGCS2000') return { lng: place.lng, lat: place.lat }
  const from = crs === 'GCJ02' ? gcoord.GCJ02 : gcoord.BD09
  const [lng, lat] = gcoord.transform([place.lng, place.lat], from, gcoord.WGS84) as [number, number]
  return { lng, lat }
}

/** A point in the other of the two systems maps of here are drawn in; GCJ-02 back to WGS-84 is good to half a metre. */
export function convert({ lng, lat }: Point, from: 'WGS84' | 'GCJ02', to: 'WGS84' | 'GCJ02'): Point {
  if (from === to) return { lng, lat }
  const [x, y] = gcoord.transform([lng, lat], gcoord[from], gcoord[to]) as [number, number]
  return { lng: x, lat: y }
}

/** Metres between two near points (equirectangular; better than 1 % within a district). */
export function distanceM(a: Point, b: Point): number {
  const metresPerDegree = 111_320
  const x = (a.lng - b.lng) * Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180)
  return Math.hypot(x, a.lat - b.lat) * metresPerDegree
}
