import type { SoilRow } from '#domain/disclosure/schema.ts'
import { type Comparison, isPh } from '#domain/standard/compare.ts'
import { nameKey } from '#domain/standard/item.ts'
import type { FilingCheck, FilingDetail } from './client.ts'

type Before = NonNullable<FilingDetail['before']>

/** One result with everything it is looked at beside. `at` counts from 0. */
export type ResultLine = {
  at: number
  row: SoilRow
  comparison: Comparison | undefined
  /** The same point, depth and pollutant of the period before. */
  before: { row: SoilRow; comparison: Comparison | undefined } | undefined
  /** Result / result of the period before, where both are numbers in the same unit. */
  change: number | undefined
  notes: string[]
}

/** Results beside the period before and what the checks say of them, in the order of the rows. */
export function resultLines(
  rows: readonly SoilRow[],
  comparisons: readonly Comparison[],
  before: Before | null,
  checks: readonly FilingCheck[],
): ResultLine[] {
  const past = new Map(before?.rows.map((row, at) => [sampleOf(row), { row, comparison: before.comparisons[at] }]))
  const notes = new Map<number, string[]>()
  for (const { path, message } of checks) {
    const at = /^rows\.(\d+)/.exec(path)?.[1]
    if (at) notes.set(Number(at), [...(notes.get(Number(at)) ?? []), message])
  }
  return rows.map((row, at) => {
    const comparison = comparisons[at]
    const found = past.get(sampleOf(row))
    const [now, then] = [comparison?.mgPerKg, found?.comparison?.mgPerKg]
    return {
      at,
      row,
      comparison,
      before: found,
      change: now && then ? now / then : undefined,
      notes: notes.get(at) ?? [],
    }
  })
}

/** Whether a check is about one row, where the table shows it. */
export const isTableCheck = ({ path }: FilingCheck): boolean => /^rows\.\d/.test(path)

/** Ways to look at a long table. */
export const VIEWS = ['all', 'over', 'unclear', 'noted'] as const
export type View = (typeof VIEWS)[number]

export function inView({ row, comparison, notes }: ResultLine, view: View): boolean {
  if (view === 'over') return comparison?.state === 'over'
  if (view === 'unclear') return !isPh(row) && (!comparison || /^not_/.test(comparison.state))
  return view === 'all' || notes.length > 0
}

/** How a result moved since the period before: 「升 20%」「降 5%」「持平」; beyond double, how many times. */
export function changeWords(change: number): string {
  if (change >= 2) return `升到 ${round(change)} 倍`
  const percent = Math.round((change - 1) * 100)
  if (percent === 0) return '持平'
  return percent > 0 ? `升 ${percent}%` : `降 ${-percent}%`
}

/** A limit as it is read: no trailing zeros, small ones not in powers of ten. */
export function limitWords(value: number): string {
  return value < 0.001 ? value.toFixed(7).replace(/0+$/, '') : String(value)
}

const round = (value: number): string => String(Number(value.toPrecision(2)))

const sampleOf = ({ point, depthTop, depthBottom, pollutant }: SoilRow): string =>
  [point.trim(), depthTop, depthBottom, nameKey(pollutant)].join('|')
