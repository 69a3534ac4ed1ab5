import { anotherWay, type FindWay, type Way } from './another-way.ts'
import type { Counted } from './count.ts'
import { type Cell, type Equations, equationsByCell, equationsOf } from './equations.ts'
import {
  CROSSED_DIMENSIONS,
  DIMENSIONS,
  type Dimension,
  isCrossed,
  isInHandlingTable,
  MEASURES_BY,
  type Measure,
} from './measure.ts'
import { isYear, yearOf } from './period.ts'
import { type CellName, cellName, type Hiding, type Release, SMALLEST_SHOWN, smallCells } from './release.ts'

/** What is counted of closings hangs together: one of them tells of the others. */
const CLOSINGS: readonly Measure[] = ['closed', 'on_time', 'late', 'reopened']

/** How much longer it looks for a way when nothing more can be hidden. */
const PATIENCE = 30

/**
 * What of a period's counts must not be shown so that no hidden one can be computed: counts of 1 to 4, and as few others
 * as it takes. `earlier`: every release that is public, oldest first; nothing that was ever hidden may follow from old
 * and new together. Where hiding single counts does not do, whole columns are omitted: a measure in one dimension. The table
 * of a year takes seconds: `rest` lets others have their turn in between. What the handling table tells one by one is
 * taken as known where anything else is hidden.
 * @returns how each count that is not shown is hidden; null for a later version of a period that may give something away
 */
export async function hiddenIn(
  period: string,
  counted: Counted,
  earlier: readonly Release[],
  rest: () => Promise<void> = async () => {},
): Promise<ReadonlyMap<CellName, Hiding> | null> {
  const linked = linkedTo(period, earlier)
  const hidden = hiddenAtLeast(period, counted, linked)
  const known = equationsOf(linked, { period, counted, hidden })
  const wayFor = anotherWay(known, rest)
  const isSafe = new Set<number>()
  const isRevision = linked.some((one) => one.period === period)
  const concerns = isRevision ? besideFree(known) : () => true
  // Leaving out a column hides counts that were passed already: again until nothing new is hidden.
  for (let isDone = false; !isDone; ) {
    isDone = true
    for (const [at, cell] of known.cells.entries()) {
      if (cell.hiding === null || cell.value === 0 || isSafe.has(at) || !concerns(at)) continue
      isDone = false
      const way = (await wayFor(at)) ?? (await wayByOmitting(at, known, wayFor))
      isSafe.add(at)
      if (way === 'harmless') continue
      if (!way) {
        if (isRevision) return null
        for (const other of silence(at, known)) isSafe.add(other)
        continue
      }
      for (const more of way.hide) (known.cells[more] as Cell).hiding = 'withheld'
      // What moves together with what the handling table may tell is not safe from whoever reads that.
      const moved = [...way.moved.keys()]
      const isTold = moved.some((one) => known.cells[one]?.isInTable)
      for (const one of moved) if (!isTold || known.cells[one]?.isInTable) isSafe.add(one)
    }
  }
  for (const [name, at] of known.fresh) {
    const { hiding } = known.cells[at] as Cell
    if (hiding) hidden.set(name, hiding)
  }
  return hidden
}

/** The releases a new one could be computed together with: of the year, once the year itself is among them. */
function linkedTo(period: string, earlier: readonly Release[]): Release[] {
  const ofYear = earlier.filter((one) => yearOf(one.period) === yearOf(period))
  const isLinked = isYear(period) || ofYear.some((one) => isYear(one.period))
  return isLinked ? ofYear : ofYear.filter((one) => one.period === period)
}

/**
 * A later version of a period tells nothing new but of the counts that changed, and of those they hang together with:
 * what adds up with them, by way of any number of hidden ones. A count that everybody sees passes nothing on.
 */
function besideFree(known: Equations): (cell: number) => boolean {
  const { cells, equations } = known
  const inEquations = equationsByCell(known)
  const changed = cells.flatMap(({ isFree }, at) => (isFree ? [at] : []))
  const beside = new Set(changed)
  for (const cell of changed)
    for (const [at] of inEquations[cell] ?? []) for (const [other] of equations[at]?.terms ?? []) beside.add(other)
  const reached = new Set(changed)
  const used = new Set<number>()
  for (const cell of reached) {
    const { isFree, hiding } = cells[cell] as Cell
    for (const [at] of isFree || hiding ? (inEquations[cell] ?? []) : [])
      if (!used.has(at) && !equations[at]?.atLeast) {
        used.add(at)
        for (const [other] of equations[at]?.terms ?? []) reached.add(other)
      }
  }
  return (cell) => reached.has(cell) || beside.has(cell)
}

/**
 * Small counts; what did not change since it was last published and was hidden then; and in months the columns in which
 * nothing could be shown: they would say little, and leave less of the year to be shown.
 */
function hiddenAtLeast(period: string, counted: Counted, linked: readonly Release[]): Map<CellName, Hiding> {
  const hidden = smallCells(counted)
  const last = linked.findLast((one) => one.period === period)
  const before = new Map(last && cellsOf(last.counted).map(({ name, count }) => [name, count]))
  const isBare = isYear(period) ? () => false : bareColumns(counted)
  for (const { name, column, count } of cellsOf(counted)) {
    const hiding = last?.hidden.get(name)
    // Left out before and `<5` now would tell more than either.
    if (hiding && before.get(name) === count) hidden.set(name, hiding)
    if (isBare(column)) hidden.set(name, 'omitted')
  }
  return hidden
}

/** Columns of a dimension in which something was counted, and nothing that can be shown. */
function bareColumns(counted: Counted): (column: string) => boolean {
  const highest = new Map<string, number>()
  for (const { column, count } of cellsOf(counted)) highest.set(column, Math.max(count, highest.get(column) ?? 0))
  return (column) => {
    const most = highest.get(column) ?? 0
    return !column.startsWith('all/') && most > 0 && most < SMALLEST_SHOWN
  }
}

/**
 * A way for a count that has none while everything of its measure is told: omits the column that makes one, else every
 * column of the measure, and if that does not do either, of all closings. Null when none is found even then; `harmless`
 * for a count of 5 or more that is left out with its column and could be computed: it is nobody's secret, and what is does
 * not need it to move.
 */
async function wayByOmitting(open: number, known: Equations, wayFor: FindWay): Promise<Way | 'harmless' | null> {
  const { name, value, hiding, isFree, isInTable } = known.cells[open] as Cell
  const [own, , measure] = name.split('/') as [Dimension, string, Measure]
  // To leave out what is known from elsewhere hides nothing.
  const mayHelp = (by: Dimension, one: Measure) => isInTable || !isInHandlingTable(by, one)
  // Tables of two things go first: they are read last, and give away much of those of one.
  const inOrder = [...CROSSED_DIMENSIONS, own, ...DIMENSIONS.filter((by) => by !== own && !isCrossed(by))]
  const columnsOf = (measures: readonly Measure[]) =>
    inOrder.flatMap((by) =>
      measures.filter((one) => MEASURES_BY[by].includes(one) && mayHelp(by, one)).map((one) => `${by}/${one}`),
    )
  const columns = columnsOf([measure]).sort((a, b) => Number(a.startsWith('all/')) - Number(b.startsWith('all/')))
  for (const column of columns) {
    const undo = omit(known, [column])
    const way = await wayFor(open)
    if (way) return way
    undo()
  }
  if (hiding === 'omitted' && value >= SMALLEST_SHOWN) return 'harmless'
  for (const more of [columns, columnsOf(CLOSINGS)]) {
    omit(known, more)
    const way = await wayFor(open, PATIENCE)
    if (way) return way
  }
  // Published before anybody thought of the handling table: hidden from whoever does not count its rows.
  return isFree ? null : wayFor(open, PATIENCE, true)
}

/**
 * Leaves out every column a count hangs together with, in a release that is the first of its period: where nothing is
 * told, nobody can compute more than before, whether or not the search finds how. @returns all counts that is true of
 */
function silence(open: number, known: Equations): number[] {
  const measureOf = ({ name }: Cell) => name.split('/')[2] as Measure
  const measure = measureOf(known.cells[open] as Cell)
  const together = CLOSINGS.includes(measure) ? CLOSINGS : [measure]
  omit(
    known,
    DIMENSIONS.flatMap((by) => together.map((one) => `${by}/${one}`)),
  )
  return known.cells.flatMap((cell, at) => (together.includes(measureOf(cell)) ? [at] : []))
}

/** Hides every count of columns that is not public already, nor the sum of such. @returns what undoes it */
function omit({ cells, equations, fresh }: Equations, columns: readonly string[]): () => void {
  const before: [Cell, Hiding | null][] = []
  const isPublic = (at: number) => cells[at]?.hiding === null && !cells[at]?.isFree
  const summedUp = new Set<number>()
  for (const { terms, atLeast } of equations) {
    const [one, ...more] = atLeast ? [] : terms.filter(([at]) => !isPublic(at))
    if (one && more.length === 0) summedUp.add(one[0])
  }
  for (const [name, at] of fresh) {
    const cell = cells[at] as Cell
    if (!cell.isFree || summedUp.has(at) || !columns.includes(columnOf(name))) continue
    before.push([cell, cell.hiding])
    cell.hiding = 'omitted'
  }
  return () => {
    for (const [cell, hiding] of before) cell.hiding = hiding
  }
}

function columnOf(name: CellName): string {
  const [by, , measure] = name.split('/')
  return `${by}/${measure}`
}

function cellsOf(counted: Counted): { name: CellName; column: string; count: number }[] {
  return counted.flatMap(({ by, of, counts }) =>
    (Object.entries(counts) as [Measure, number][]).map(([measure, count]) => ({
      name: cellName(by, of, measure),
      column: `${by}/${measure}`,
      count,
    })),
  )
}
