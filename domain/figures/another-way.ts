import { type Cell, type Equations, equationsByCell } from './equations.ts'
import { type Dimension, isCrossed } from './measure.ts'
import { KNOWN } from './release.ts'

/** Steps of one search, and how often it begins again in another order: most ways there are, are short and soon found. */
const MOST_STEPS = 120
const TRIES = 3
/** Counts that may have to be hidden besides, tried from none on. */
const MORE_HIDDEN = [0, 1, 2, 4, 8, 20] as const

/**
 * The way found for a cell; null when there seems to be none. What the handling table may tell stays as it is, unless the
 * cell is told there itself or `tableToo` is asked for.
 */
export type FindWay = (cell: number, patience?: number, tableToo?: boolean) => Promise<Way | null>

/**
 * How many counts a way may hide besides, and up to which rank; the order it looks in; whether the handling table may move;
 * whether what can be mended in one way only is a step too.
 */
type Allowed = { more: number; rank: number; attempt: number; tableToo: boolean; isPatient: boolean }

/** Counts that could each be one more or one less, all together; `hide` are those among them that are still shown. */
export type Way = { moved: ReadonlyMap<number, 1 | -1>; hide: readonly number[] }

/**
 * Looks for other numbers than the true ones that fit everything known: the proof that a hidden count cannot be computed.
 * Built once for a system of equations; hiding a cell makes more ways. `rest` is called before
 * every search, `patience` lets it look so many times longer.
 */
export function anotherWay(known: Equations, rest: () => Promise<void>): FindWay {
  const { cells, equations } = known
  const inEquations = equationsByCell(known)
  const slack = equations.map(({ terms, atLeast }) =>
    atLeast ? terms.reduce((sum, [cell, by]) => sum + by * (cells[cell]?.value ?? 0), 0) : 0,
  )

  return async (cell, patience = 1, tableToo = cells[cell]?.isInTable ?? false) => {
    for (const rank of RANKS)
      for (const more of MORE_HIDDEN)
        for (let attempt = 0; attempt < TRIES * patience; attempt++)
          for (const step of [1, -1] as const) {
            await rest()
            const way = search(cell, step, { more, rank, attempt, tableToo, isPatient: patience > 1 })
            if (way) return way
          }
    return null
  }

  function search(start: number, step: 1 | -1, { more, rank, attempt, tableToo, isPatient }: Allowed): Way | null {
    const moved = new Map<number, 1 | -1>()
    const off = new Map<number, number>()
    let steps = 0
    let hiding = 0

    const isBroken = (at: number) => {
      const by = off.get(at) ?? 0
      return equations[at]?.atLeast ? (slack[at] ?? 0) + by < 0 : by !== 0
    }
    const move = (cell: number, by: number) => {
      for (const [at, factor] of inEquations[cell] ?? []) {
        const sum = (off.get(at) ?? 0) + factor * by
        if (sum === 0) off.delete(at)
        else off.set(at, sum)
      }
    }
    const brokenBy = (cell: number, by: number) =>
      (inEquations[cell] ?? []).reduce((count, [at, factor]) => {
        const sum = (off.get(at) ?? 0) + factor * by
        const breaks = equations[at]?.atLeast ? (slack[at] ?? 0) + sum < 0 : sum !== 0
        return count + Number(breaks) - Number(isBroken(at))
      }, 0)
    const mayMove = (cell: Cell, by: number): boolean => {
      if (cell.isInTable && !tableToo) return false
      if (cell.hiding === null && !(isHideable(cell, by) && rankOf(cell) <= rank)) return false
      const { least, most } = KNOWN[cell.hiding ?? 'withheld']
      return cell.value + by >= least && cell.value + by <= most
    }

    const mendersOf = (broken: number) => {
      const sign = Math.sign(off.get(broken) ?? 0)
      return (equations[broken]?.terms ?? []).flatMap(([at, factor]) => {
        const by = (-sign * factor) as 1 | -1
        const cell = cells[at] as Cell
        const isFull = cell.hiding === null && hiding === more
        return moved.has(at) || isFull || !mayMove(cell, by) ? [] : [{ at, by, cell }]
      })
    }
    const mend = (): boolean => {
      const broken = [...off.keys()].filter(isBroken).map(mendersOf)
      if (broken.length === 0) return true
      // What can be mended in the fewest ways first: a dead end is seen at once.
      const menders = broken.reduce((fewest, one) => (one.length < fewest.length ? one : fewest))
      if (!(isPatient && menders.length <= 1) && ++steps > MOST_STEPS) return false
      const ways = menders.map((one) => ({ ...one, breaks: brokenBy(one.at, one.by) }))
      ways.sort(
        (a, b) =>
          a.breaks - b.breaks || costOf(a.cell) - costOf(b.cell) || placeOf(a.at, attempt) - placeOf(b.at, attempt),
      )
      return ways.some(({ at, by, cell }) => tried(at, by, cell))
    }
    const tried = (at: number, by: 1 | -1, cell: Cell): boolean => {
      const isNew = cell.hiding === null
      hiding += Number(isNew)
      moved.set(at, by)
      move(at, by)
      if (mend()) return true
      move(at, -by)
      moved.delete(at)
      hiding -= Number(isNew)
      return false
    }

    const cell = cells[start] as Cell
    if (!mayMove(cell, step) || !tried(start, step, cell)) return null
    return { moved, hide: [...moved.keys()].filter((at) => cells[at]?.hiding === null) }
  }
}

/** An order of cells, another one for each attempt, and always the same. */
function placeOf(cell: number, attempt: number): number {
  return attempt === 0 ? cell : Math.imul(cell + 1, 0x9e3779b1 + 2 * attempt) >>> 0
}

/** Shown so far, nowhere else, and large enough to be hidden as one of 5 or more. */
function isHideable(cell: Cell, by: number): boolean {
  return cell.isFree && cell.value > 0 && cell.value + by >= KNOWN.withheld.least
}

/** What is hidden already costs nothing; of the rest the smallest, by its rank. */
function costOf(cell: Cell): number {
  return cell.hiding === null ? cell.value + 1_000_000 * rankOf(cell) : 0
}

/** What most readers come for is hidden when nothing else does: told apart by two things, by one, the whole district. */
const RANKS = [0, 1, 2] as const
function rankOf({ name }: Cell): (typeof RANKS)[number] {
  const [by] = name.split('/') as [Dimension]
  return by === 'all' ? 2 : isCrossed(by) ? 0 : 1
}
