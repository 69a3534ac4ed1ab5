import * as z from 'zod/mini'
import type { Point } from './coordinates.ts'
import { text } from './text.ts'
import { Day } from './tip/schema.ts'

const Position = z.tuple([
  z.number().check(z.minimum(73), z.maximum(136)),
  z.number().check(z.minimum(3), z.maximum(54)),
])
const Ring = z.array(Position).check(z.minLength(4), z.maxLength(2_000))
const Rings = z.array(Ring).check(z.minLength(1), z.maxLength(20))
/** GeoJSON (RFC 7946) with CGCS2000 degrees, which are those of WGS-84 to within a metre. */
export const Boundary = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('Polygon'), coordinates: Rings }),
  z.strictObject({
    type: z.literal('MultiPolygon'),
    coordinates: z.array(Rings).check(z.minLength(1), z.maxLength(20)),
  }),
])
export type Boundary = z.infer<typeof Boundary>

/** A grid (网格) of a street: who looks after which blocks. Its place is told by a boundary or by words in an address. */
export const GridInput = z
  .strictObject({
    street: z.string().check(z.regex(/^\d{9}$/)),
    code: text(20),
    name: text(40),
    /** Words in an address that mean it, e.g. roads and estates. */
    words: z._default(z.array(text(40)).check(z.maxLength(60)), []),
    boundary: z._default(z.nullable(Boundary), null),
    validFrom: Day,
    validTo: z._default(z.nullable(Day), null),
  })
  .check(z.refine(({ validFrom, validTo }) => validTo === null || validFrom <= validTo, { path: ['validTo'] }))
export type GridInput = z.infer<typeof GridInput>
export type Grid = GridInput & { id: string; version: number }

/** In force on a day. */
export function isValidGrid({ validFrom, validTo }: Pick<Grid, 'validFrom' | 'validTo'>, on: string): boolean {
  return validFrom <= on && (validTo === null || on <= validTo)
}

/**
 * In which of a street's grids a place lies on a day: in whose boundary its point is, else whose word its address names
 * last (an address runs from the large to the small); null when neither tells. `point` in CGCS2000 degrees.
 */
export function locateGrid(
  grids: readonly Grid[],
  place: { point: Point | null; address: string },
  on: string,
): Grid | null {
  const valid = grids.filter((grid) => isValidGrid(grid, on))
  const { point, address } = place
  if (point) {
    const around = valid.find(({ boundary }) => boundary && isInside(boundary, point))
    if (around) return around
  }
  let best: { end: number; length: number; grid: Grid } | null = null
  for (const grid of valid)
    for (const word of grid.words) {
      const start = address.lastIndexOf(word)
      const end = start + word.length
      if (start >= 0 && (!best || end > best.end || (end === best.end && word.length > best.length)))
        best = { end, length: word.length, grid }
    }
  return best?.grid ?? null
}

/** Inside an outer ring and in none of its holes. */
export function isInside(boundary: Boundary, point: Point): boolean {
  const polygons = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates
  return polygons.some(
    ([outer, ...holes]) => outer && crosses(outer, point) && !holes.some((one) => crosses(one, point)),
  )
}

/** Even-odd rule along a ray to the east. */
function crosses(ring: z.infer<typeof Ring>, { lng, lat }: Point): boolean {
  let inside = false
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
    const [x1, y1] = ring[at] as [number, number]
    const [x2, y2] = ring[before] as [number, number]
    if (y1 > lat !== y2 > lat && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}
