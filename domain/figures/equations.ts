import type { Counted } from './count.ts'
import {
  ADDING_UP,
  CROSSED,
  CROSSED_DIMENSIONS,
  type Dimension,
  isInHandlingTable,
  MEASURES_BY,
  type Measure,
} from './measure.ts'
import { isYear, monthsOf } from './period.ts'
import { type CellName, cellName, type Hiding, type Release } from './release.ts'

/** One count somebody may know or want to know. The same count published twice is one: it did not change. */
export type Cell = {
  value: number
  /** How it is hidden, by the narrowest of its publications; null when one of them shows it. */
  hiding: Hiding | null
  /** In the release that is being prepared, and in no other: it may still be hidden. */
  isFree: boolean
  /** The handling table may tell it, one closed case at a time. */
  isInTable: boolean
  /** Its name in that release. */
  name: CellName
}

/** What everybody knows of counts: the terms add up to 0, or to `atLeast` 0. Terms are [cell, coefficient]. */
export type Equation = { terms: [number, number][]; atLeast: boolean }

/** `fresh`: where the counts of the release that is being prepared stand among the cells. */
export type Equations = { cells: Cell[]; equations: Equation[]; fresh: ReadonlyMap<CellName, number> }

/**
 * Everything that is known of the counts of a year, from what has been published and what is about to be (`fresh`, the
 * last of the releases): rows add up to their whole, what was closed was closed in time or late, months add up to their
 * year, a case has one kind at least, and reopenings only become more.
 */
export function equationsOf(releases: readonly Release[], fresh: Release): Equations {
  const cells: Cell[] = []
  const equations: Equation[] = []
  const known = new Map<string, number>()
  const cellIn = (release: Release, name: CellName, value: number): number => {
    const key = `${release.period} ${name} ${value}`
    const hiding = value === 0 && release.hidden.get(name) !== 'omitted' ? null : (release.hidden.get(name) ?? null)
    const isFresh = release === fresh
    const at = known.get(key)
    const cell = at === undefined ? undefined : cells[at]
    if (cell && at !== undefined) {
      cell.hiding = narrower(cell.hiding, hiding)
      cell.isFree = false
      return at
    }
    known.set(key, cells.length)
    const [by, , measure] = name.split('/') as [Dimension, string, Measure]
    return cells.push({ value, hiding, isFree: isFresh, isInTable: isInHandlingTable(by, measure), name }) - 1
  }

  const newest = new Map<string, Map<CellName, number>>()
  for (const release of [...releases, fresh]) {
    const own = new Map<CellName, number>()
    for (const { by, of, counts } of release.counted)
      for (const [measure, count] of Object.entries(counts) as [Measure, number][]) {
        const name = cellName(by, of, measure)
        own.set(name, cellIn(release, name, count))
      }
    const before = newest.get(release.period)
    // What holds inside a year follows from what holds inside each of its months.
    equations.push(
      ...(isYear(release.period) ? overMonths(release.period, own, newest, cells) : within(release.counted, own)),
    )
    if (before) equations.push(...onlyMore(before, own))
    newest.set(release.period, own)
  }
  return { cells, equations, fresh: newest.get(fresh.period) ?? new Map() }
}

/** The equations each cell is a term of, by their number, with its coefficient. */
export function equationsByCell({ cells, equations }: Equations): [number, number][][] {
  const byCell: [number, number][][] = cells.map(() => [])
  for (const [at, { terms }] of equations.entries()) for (const [cell, by] of terms) byCell[cell]?.push([at, by])
  return byCell
}

/** What holds inside one release. */
function within(counted: Counted, own: ReadonlyMap<CellName, number>): Equation[] {
  const equations: Equation[] = []
  const at = (by: Dimension, of: string, measure: Measure) => own.get(cellName(by, of, measure)) ?? null
  const rowsBy = (by: Dimension) => counted.filter((row) => row.by === by).map((row) => row.of)
  const sum = (by: Dimension, measure: Measure): [number, number][] =>
    rowsBy(by).flatMap((of): [number, number][] => term(at(by, of, measure), 1))
  for (const by of ADDING_UP)
    for (const measure of MEASURES_BY[by]) {
      const parts = sum(by, measure)
      if (parts.length === 0) continue
      equations.push({ terms: [...parts, ...term(at('all', 'all', measure), -1)], atLeast: false })
    }
  for (const measure of MEASURES_BY.kind) {
    const whole = at('all', 'all', measure)
    if (sum('kind', measure).length === 0) continue
    equations.push({ terms: [...sum('kind', measure), ...term(whole, -1)], atLeast: true })
    for (const of of rowsBy('kind'))
      equations.push({ terms: [...term(whole, 1), ...term(at('kind', of, measure), -1)], atLeast: true })
  }
  equations.push(...crossed(counted, at))
  for (const { by, of } of counted) {
    if (!MEASURES_BY[by].includes('late')) continue
    const closed = term(at(by, of, 'closed'), 1)
    equations.push({
      terms: [...closed, ...term(at(by, of, 'on_time'), -1), ...term(at(by, of, 'late'), -1)],
      atLeast: false,
    })
    const reopened = term(at(by, of, 'reopened'), -1)
    if (reopened.length > 0) equations.push({ terms: [...closed, ...reopened], atLeast: true })
  }
  return equations
}

/** Rows told apart by two things add up to the rows of each; of kinds a case may have several. */
function crossed(counted: Counted, at: (by: Dimension, of: string, measure: Measure) => number | null): Equation[] {
  return CROSSED_DIMENSIONS.flatMap((by) => {
    const measure = MEASURES_BY[by][0] as Measure
    const rows = counted.filter((row) => row.by === by && row.counts[measure] !== undefined).map((row) => row.of)
    return CROSSED[by].flatMap((side, nth) =>
      [...new Set(rows.map((of) => of.split(':')[nth] as string))].flatMap((name): Equation[] => {
        const whole = at(side, name, measure)
        const parts = rows.filter((of) => of.split(':')[nth] === name).flatMap((of) => term(at(by, of, measure), 1))
        if (nth === 0 || CROSSED[by][0] !== 'kind') return [{ terms: [...parts, ...term(whole, -1)], atLeast: false }]
        return [
          { terms: [...parts, ...term(whole, -1)], atLeast: true },
          ...parts.map(([part]) => ({ terms: [...term(whole, 1), ...term(part, -1)], atLeast: true })),
        ]
      }),
    )
  })
}

/**
 * A year is the sum of its months, all of which were published before it; before the first there was nothing to count.
 * Where a month has changed since without anything public changing, the sum does not hold, and nobody can compute with it.
 */
function overMonths(
  year: string,
  own: ReadonlyMap<CellName, number>,
  newest: ReadonlyMap<string, ReadonlyMap<CellName, number>>,
  cells: readonly Cell[],
): Equation[] {
  const months = monthsOf(year).flatMap((month) => newest.get(month) ?? [])
  return [...own].flatMap(([name, cell]) => {
    const parts = months.flatMap((month) => term(month.get(name) ?? null, -1))
    const terms = [...term(cell, 1), ...parts]
    const sum = terms.reduce((total, [at, by]) => total + by * (cells[at]?.value ?? 0), 0)
    return sum === 0 ? [{ terms, atLeast: false }] : []
  })
}

/** What was taken up again stays taken up again. */
function onlyMore(before: ReadonlyMap<CellName, number>, own: ReadonlyMap<CellName, number>): Equation[] {
  return [...own].flatMap(([name, cell]) => {
    const earlier = before.get(name)
    if (!name.endsWith('/reopened') || earlier === undefined || earlier === cell) return []
    return [{ terms: [[cell, 1] as [number, number], [earlier, -1] as [number, number]], atLeast: true }]
  })
}

function term(cell: number | null, coefficient: number): [number, number][] {
  return cell === null ? [] : [[cell, coefficient]]
}

function narrower(one: Hiding | null, other: Hiding | null): Hiding | null {
  if (one === null || other === null) return null
  return one === 'omitted' ? other : one
}
