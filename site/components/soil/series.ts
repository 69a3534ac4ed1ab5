import type { LandClass } from '#domain/disclosure/schema.ts'
import type { Comparison } from '#domain/standard/compare.ts'
import { heightOf, type Judged, type JudgedYear, keyOf, stateOf, topOf } from './results.ts'

/** What one pollutant came to at one point in one year; null: no result. */
export type Cell = { year: number; top: Judged; state: Comparison['state']; count: number; landClass: LandClass }
export type PointSeries = { point: string; cells: (Cell | null)[] }
export type PollutantSeries = {
  key: string
  name: string
  item: string | null
  points: PointSeries[]
  /** The worst of all years, and the cell with the highest result. */
  state: Comparison['state']
  top: Cell
  /** Years with a result over the limit, oldest first. */
  overYears: number[]
}

type Group = { group: Judged[]; landClass: LandClass }

/** Years of a chart: `count` of them up to the newest there is anything to say about. */
export function yearsOf(judged: readonly JudgedYear[], count = 5): number[] {
  const last = Math.max(...judged.map(({ year }) => year))
  return Array.from({ length: count }, (_, at) => last - count + 1 + at)
}

/**
 * Pollutant × point × year. A year without a result stays null: a gap is a gap. Of several depths and days the highest
 * stands for the year. Those ever over a limit first, then those ever detected, then the rest.
 */
export function seriesOf(judgedYears: readonly JudgedYear[], years: readonly number[]): PollutantSeries[] {
  const found = new Map<string, Map<string, Map<number, Group>>>()
  // Newest year first, so that points and names come in the order of the newest file.
  for (const { year, landClass, judged } of judgedYears.toSorted((a, b) => b.year - a.year)) {
    if (!years.includes(year)) continue
    for (const one of judged) {
      const points = entry(found, keyOf(one), () => new Map<string, Map<number, Group>>())
      const byYear = entry(points, one.row.point, () => new Map<number, Group>())
      entry(byYear, year, () => ({ group: [], landClass })).group.push(one)
    }
  }
  const all = [...found].map(([key, points]) => {
    const series = [...points].map(([point, byYear]) => ({
      point,
      cells: years.map((year) => {
        const at = byYear.get(year)
        if (!at) return null
        return { year, top: topOf(at.group), state: stateOf(at.group), count: at.group.length, landClass: at.landClass }
      }),
    }))
    return pollutantSeries(key, series)
  })
  return all.sort((a, b) => order(b) - order(a))
}

function pollutantSeries(key: string, points: PointSeries[]): PollutantSeries {
  const cells = points.flatMap(({ cells: some }) => some.filter((cell) => cell !== null))
  const highest = topOf(cells.map(({ top }) => top))
  const top = cells.find((cell) => cell.top === highest)
  if (!top) throw new Error(`couldn't find the highest result of ${key}`)
  const overYears = [...new Set(cells.filter(({ state }) => state === 'over').map(({ year }) => year))].sort()
  const state = stateOf(cells.map((cell) => cell.top))
  const { row, comparison } = highest
  return {
    key,
    name: row.pollutant,
    item: comparison.item,
    points,
    top,
    overYears,
    state: overYears.length > 0 ? 'over' : state,
  }
}

/** The points with the highest results, in the order they had; all of them when there are no more than `most`. */
export function highestPoints(points: readonly PointSeries[], most: number): PointSeries[] {
  if (points.length <= most) return [...points]
  const highest = ({ cells }: PointSeries) => Math.max(...cells.map((cell) => (cell && heightOf(cell.top)) ?? -1))
  const kept = new Set(points.toSorted((a, b) => highest(b) - highest(a)).slice(0, most))
  return points.filter((one) => kept.has(one))
}

const order = ({ state, top }: PollutantSeries): number => {
  const { ratio, mgPerKg } = top.top.comparison
  if (state === 'over') return 100 + (ratio ?? 0)
  return mgPerKg === null ? -1 : (ratio ?? 0)
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const had = map.get(key)
  if (had !== undefined) return had
  const made = make()
  map.set(key, made)
  return made
}
