import { type Comparison, compareRows } from '../standard/compare.ts'
import type { LandClass, SoilRow } from './schema.ts'

const known = new WeakMap<object, readonly Comparison[]>()

/**
 * The results of something published beside their limits, in the order of its rows. A published record never changes,
 * so this is reckoned once for each that is held in memory: page, tables and the pages of its pollutants all ask.
 */
export function comparedRows(data: { rows: readonly SoilRow[]; landClass: LandClass }): readonly Comparison[] {
  const there = known.get(data)
  if (there) return there
  const comparisons = compareRows(data.rows, data.landClass)
  known.set(data, comparisons)
  return comparisons
}
