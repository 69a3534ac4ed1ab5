import { scaleLinear } from 'd3-scale'
import type { Shown } from '#domain/figures/public.ts'

/** Size of a drawing in its own units; text in it is set for about one unit to one CSS pixel. */
export const BARS = { width: 340, row: 26, label: 118, bar: 14, right: 44 } as const

/** A row of a drawing: how long its bar is, and what stands at its end. `isHidden`: drawn as a stub, whatever it is. */
export type Bar = { label: string; y: number; length: number; text: string; isHidden: boolean }

/** Bars from zero, all on one scale. What is not shown has no length anybody could measure. */
export function barsOf(rows: readonly { label: string; shown: Shown; text: string }[]): Bar[] {
  const highest = Math.max(...rows.map(({ shown }) => (typeof shown === 'number' ? shown : 0)), 1)
  const x = scaleLinear()
    .domain([0, highest])
    .range([0, BARS.width - BARS.label - BARS.right])
  return rows.map(({ label, shown, text }, at) => ({
    label,
    y: at * BARS.row,
    length: typeof shown === 'number' ? Math.round(x(shown) * 10) / 10 : 8,
    text,
    isHidden: typeof shown !== 'number',
  }))
}
