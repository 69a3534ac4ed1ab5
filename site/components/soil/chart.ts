import { scaleLinear, scalePoint } from 'd3-scale'
import { heightOf, shownOf } from './results.ts'
import type { Cell, PointSeries, PollutantSeries } from './series.ts'

/** Size of a panel in its own units; text in it is set for about one unit to one CSS pixel. */
export const PANEL = { width: 180, height: 126, top: 24, base: 90, left: 14, right: 166 } as const

/** What is drawn of one pollutant at one point: paths by kind, so that a page full of panels stays light. */
export type Panel = {
  point: string
  /** Numbers of consecutive years, joined; broken where a year has none. */
  line: string
  within: string
  over: string
  /** Below detection: at the detection limit, or under the base line when none was reported. */
  below: string
  /** Measured, but there is no limit to hold it against. */
  other: string
  /** The screening value in force, year by year. */
  limit: string
  /** What the limit line is and how high, at the end of it where no other number stands. Null: there is no limit. */
  limitLabel: { x: number; y: number; text: string; anchor: 'start' | 'end' } | null
  labels: { x: number; y: number; text: string; anchor: 'start' | 'middle' | 'end' }[]
  years: { x: number; text: string; gap: boolean }[]
}

/** Panels of a pollutant, one per point, all on the same scale from zero. mg/kg. */
export function panelsOf(series: PollutantSeries, years: readonly number[]): Panel[] {
  const heights = series.points.flatMap(({ cells }) => [
    ...cells.map((cell) => cell && heightOf(cell.top)),
    ...limitsOf(cells),
  ])
  const highest = Math.max(...heights.filter((one) => one !== null), 0)
  const x = scalePoint<number>().domain(years).range([PANEL.left, PANEL.right]).padding(0.2)
  const y = scaleLinear()
    .domain([0, highest > 0 ? highest : 1])
    .range([PANEL.base, PANEL.top])
  const at = (year: number) => round(x(year) ?? 0)
  return series.points.map((point) => panelOf(point, years, at, (value) => round(y(value))))
}

function panelOf(
  { point, cells }: PointSeries,
  years: readonly number[],
  x: (year: number) => number,
  y: (value: number) => number,
): Panel {
  const panel = { within: '', over: '', below: '', other: '' }
  let line = ''
  let joined = false
  for (const cell of cells) {
    const value = cell?.top.measured?.kind === 'value' ? heightOf(cell.top) : null
    if (cell && value !== null) {
      line += `${joined ? 'L' : 'M'}${x(cell.year)} ${y(value)}`
      panel[kindOf(cell)] += markOf(kindOf(cell), x(cell.year), y(value))
    } else if (cell?.top.measured?.kind === 'below') {
      const limit = heightOf(cell.top)
      panel.below += markOf('below', x(cell.year), limit === null ? PANEL.base + 8 : y(limit))
    }
    joined = value !== null
  }
  const labels = labelsOf(cells, x, y)
  const limits = limitsOf(cells)
  const marked = cells.flatMap((cell) => {
    const height = cell ? heightOf(cell.top) : null
    return cell && height !== null ? [{ x: x(cell.year), y: y(height) }] : []
  })
  const gapYears = years.map((year, n) => ({ x: x(year), text: String(year), gap: !cells[n] }))
  return {
    point,
    line,
    ...panel,
    limit: stepsOf(years, limits, x, y),
    limitLabel: limitLabelOf(limits, [...marked, ...labels], y),
    labels,
    years: gapYears,
  }
}

/**
 * The screening value of each year at a point, which may follow its use and its pH. A year without a result keeps that
 * of the year before (or of the first one known): the limit was in force, only nobody held anything against it.
 */
function limitsOf(cells: readonly (Cell | null)[]): (number | null)[] {
  const known = cells.map((cell) => (cell ? (cell.top.comparison.screening?.value ?? null) : undefined))
  let limit = known.find((one) => one !== undefined) ?? null
  return known.map((one) => {
    if (one !== undefined) limit = one
    return limit
  })
}

type Mark = 'within' | 'over' | 'below' | 'other'
const kindOf = ({ state, top }: Cell): Mark => {
  if (top.comparison.state === 'over') return 'over'
  return state === 'within' || top.comparison.state === 'within' ? 'within' : 'other'
}

/** Round, pointing up, hollow pointing down, hollow square: told apart without colour. */
function markOf(kind: Mark, x: number, y: number): string {
  if (kind === 'within') return `M${round(x - 4)} ${y}a4 4 0 1 0 8 0a4 4 0 1 0-8 0z`
  if (kind === 'over') return `M${x} ${round(y - 6)}l6 10h-12z`
  if (kind === 'below') return `M${round(x - 4)} ${round(y - 3)}h8l-4 7z`
  return `M${round(x - 3.5)} ${round(y - 3.5)}h7v7h-7z`
}

/** The limit as a line of steps that change half-way between two years. */
function stepsOf(
  years: readonly number[],
  limits: readonly (number | null)[],
  x: (year: number) => number,
  y: (value: number) => number,
): string {
  const [first = 0, second = 0] = years
  const half = (x(second) - x(first)) / 2
  let path = ''
  let before: number | null = null
  years.forEach((year, n) => {
    const limit = limits[n] ?? null
    if (limit !== null) {
      if (before === null) path += `M${round(x(year) - half)} ${y(limit)}`
      else if (before !== limit) path += `V${y(limit)}`
      path += `H${round(x(year) + half)}`
    }
    before = limit
  })
  return path
}

/** Where two numbers of neighbouring years would be written into each other. */
const TOO_CLOSE = 13
/** How far the words at the limit reach, and a little more. */
const LABEL_WIDTH = 80

/** The highest and the newest number, written at their marks; only the highest where there is no room for both. */
function labelsOf(cells: readonly (Cell | null)[], x: (year: number) => number, y: (value: number) => number) {
  const numbers = cells.filter((cell) => cell?.top.measured?.kind === 'value' && heightOf(cell.top) !== null) as Cell[]
  const height = (cell: Cell) => heightOf(cell.top) ?? 0
  const highest = numbers.reduce<Cell | null>((top, one) => (!top || height(one) > height(top) ? one : top), null)
  const newest = numbers.at(-1)
  const collide = (a: Cell, b: Cell) =>
    Math.abs(cells.indexOf(a) - cells.indexOf(b)) === 1 && Math.abs(y(height(a)) - y(height(b))) < TOO_CLOSE
  const told = [...new Set([highest, newest])]
    .filter((cell) => cell !== null && cell !== undefined)
    .filter((cell) => cell === highest || !highest || !collide(cell, highest))
  return told.map((cell) => ({
    x: x(cell.year),
    y: round(y(height(cell)) - 8),
    text: shownOf(cell.top),
    anchor: cell === cells.at(-1) ? ('end' as const) : cell === cells[0] ? ('start' as const) : ('middle' as const),
  }))
}

/**
 * Beside the line, at an end of it and above or below, where no mark and no number stands; its lowest and highest value
 * where it steps.
 */
function limitLabelOf(
  limits: readonly (number | null)[],
  taken: readonly { x: number; y: number }[],
  y: (value: number) => number,
): Panel['limitLabel'] {
  const known = limits.filter((limit) => limit !== null)
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined) return null
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const text = `筛选值 ${low === high ? low : `${low}—${high}`}`
  const above = { x: PANEL.left, y: round(y(first) - 4), anchor: 'start' } as const
  const aboveEnd = { x: PANEL.right, y: round(y(last) - 4), anchor: 'end' } as const
  const places = [above, aboveEnd, { ...above, y: round(y(first) + 13) }, { ...aboveEnd, y: round(y(last) + 13) }]
  const isFree = (place: { x: number; y: number }) =>
    place.y < PANEL.base - 4 &&
    taken.every((one) => Math.abs(one.x - place.x) > LABEL_WIDTH || Math.abs(one.y - (place.y - 4)) > TOO_CLOSE)
  return { text, ...(places.find(isFree) ?? above) }
}

const round = (value: number): number => Math.round(value * 10) / 10
