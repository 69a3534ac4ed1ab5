import type { Bureau } from './bureau.ts'

/** Scales the form's map offers. */
export const TILE_ZOOMS = { min: 9, max: 18 } as const
/** Degrees around the district: what a map shows at its edges, and the shift between GCJ-02 and WGS-84. */
const AROUND = 0.2

/** The part of the world a tile of the Web Mercator grid shows (EPSG:3857, slippy map numbering), in degrees. */
export function tileBounds(z: number, x: number, y: number): Bureau['bounds'] {
  const across = 2 ** z
  const lng = (column: number) => (column / across) * 360 - 180
  const lat = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / across))) * 180) / Math.PI
  return { west: lng(x), east: lng(x + 1), north: lat(y), south: lat(y + 1) }
}

/** Whether a tile shows the district or its surroundings, at a scale of the form. */
export function isTileNear(district: Bureau['bounds'], z: number, x: number, y: number): boolean {
  if (z < TILE_ZOOMS.min || z > TILE_ZOOMS.max || x >= 2 ** z || y >= 2 ** z) return false
  const tile = tileBounds(z, x, y)
  return (
    tile.east > district.west - AROUND &&
    tile.west < district.east + AROUND &&
    tile.north > district.south - AROUND &&
    tile.south < district.north + AROUND
  )
}
