import type { Counted } from './count.ts'
import type { Dimension, Measure } from './measure.ts'

/** Counts of 1 to 4 could point at a person. */
export const SMALLEST_SHOWN = 5

/**
 * Why a count is not shown: it is 1 to 4 (`small`), it would give away one that is (`withheld`: whoever knows this
 * program knows that it is 5 or more), or its whole table is left out (`omitted`).
 */
export type Hiding = 'small' | 'withheld' | 'omitted'

/** Name of one count of a period. */
export type CellName = `${Dimension}/${string}/${Measure}`
export function cellName(by: Dimension, of: string, measure: Measure): CellName {
  return `${by}/${of}/${measure}`
}

/** Figures of a period as they are, or were, published: what was counted, and what of it nobody sees. */
export type Release = { period: string; counted: Counted; hidden: ReadonlyMap<CellName, Hiding> }

/** What is known of a count before anything is computed, both ends included. */
export const KNOWN: Readonly<Record<Hiding, { least: number; most: number }>> = {
  small: { least: 1, most: SMALLEST_SHOWN - 1 },
  withheld: { least: SMALLEST_SHOWN, most: Number.POSITIVE_INFINITY },
  omitted: { least: 0, most: Number.POSITIVE_INFINITY },
}

/** What is hidden in any case: every count of 1 to 4. Not enough: sums give some of them away. */
export function smallCells(counted: Counted): Map<CellName, Hiding> {
  const hidden = new Map<CellName, Hiding>()
  for (const { by, of, counts } of counted)
    for (const [measure, count] of Object.entries(counts) as [Measure, number][])
      if (count > 0 && count < SMALLEST_SHOWN) hidden.set(cellName(by, of, measure), 'small')
  return hidden
}
