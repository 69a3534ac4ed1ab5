import type { Point } from '../../coordinates.ts'

/** Side of a cell in metres: in a town enough people live in one that a cell points at nobody. */
export const CELL_M = 500

const METRES_PER_DEGREE = 111_320

/**
 * The middle of the grid cell a point lies in, in CGCS2000 degrees to three decimals. Every point of a cell gives the
 * same: chance would be undone by averaging, a grid has nothing to average. Rows are parallel to the equator, columns as
 * wide as a cell in the middle of their row.
 */
export function cellOf(point: Point): Point {
  const height = CELL_M / METRES_PER_DEGREE
  const lat = (Math.floor(point.lat / height) + 0.5) * height
  const width = height / Math.cos((lat * Math.PI) / 180)
  const lng = (Math.floor(point.lng / width) + 0.5) * width
  return { lng: rough(lng), lat: rough(lat) }
}

function rough(degrees: number): number {
  return Math.round(degrees * 1000) / 1000
}
