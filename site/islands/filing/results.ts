import type { LandClass, SoilRow } from '#domain/disclosure/schema.ts'
import type { Target } from '#domain/remediation/schema.ts'
import { resultsByTarget } from '#domain/remediation/verdict.ts'
import { type Comparison, isPh } from '#domain/standard/compare.ts'
import { nameKey } from '#domain/standard/item.ts'
import type { FilingCheck, FilingDetail } from './client.ts'

type Before = NonNullable<FilingDetail['before']>

/** What results are judged by: the limits of the ground's class, or the targets of a remediation. */
export type Yardstick = { landClass: LandClass; comparisons: readonly Comparison[] } | { targets: readonly Target[] }

/** One result with everything it is looked at beside. `at` counts from 0. */
export type ResultLine = {
  at: number
  row: SoilRow
  comparison: Comparison | undefined
  target: Target | undefined
  /** null: there is a yardstick, but the result cannot be held to it. */
  over: boolean | null | undefined
  /** The same point, depth and pollutant of the period before. */
  before: { row: SoilRow; comparison: Comparison | undefined } | undefined
  /** Result / result of the period before, where both are numbers. */
  change: number | undefined
  notes: string[]
}

/** Results beside their yardstick, the period before and what the checks say of them, in the order of the rows. */
export function resultLines(
  rows: readonly SoilRow[],
  by: Yardstick,
  before: Before | null,
  checks: readonly FilingCheck[],
): ResultLine[] {
  const past = new Map(before?.rows.map((row, at) => [sampleOf(row), { row, comparison: before.comparisons[at] }]))
  const notes = notesByRow(checks)
  const judged = 'targets' in by ? judgedByTarget(rows, by.targets) : new Map()
  return rows.map((row, at) => {
    const comparison = 'comparisons' in by ? by.comparisons[at] : undefined
    const found = past.get(sampleOf(row))
    const [now, then] = [comparison?.mgPerKg, found?.comparison?.mgPerKg]
    return {
      at,
      row,
      comparison,
      target: judged.get(row)?.target,
      over: comparison ? overOf(comparison) : judged.get(row)?.over,
      before: found,
      change: now && then ? now / then : undefined,
      notes: notes.get(at) ?? [],
    }
  })
}

/** Whether a check is about one row, where the table shows it. */
export const isTableCheck = ({ path }: FilingCheck): boolean => /^rows\.\d/.test(path)

/** Findings of a draft that can serve as targets already. */
export function targetsOf(findings: unknown): Target[] {
  if (!Array.isArray(findings)) return []
  return findings.flatMap((one: Partial<Record<keyof Target, unknown>>) => {
    const target = Number(one.target)
    return one.pollutant && one.unit && target > 0 ? [{ ...one, target } as Target] : []
  })
}

/** Ways to look at a long table. */
export const VIEWS = ['all', 'over', 'unclear', 'noted'] as const
export type View = (typeof VIEWS)[number]

export function inView({ row, over, notes }: ResultLine, view: View): boolean {
  if (view === 'over') return over === true
  if (view === 'unclear') return typeof over !== 'boolean' && !isPh(row)
  return view === 'all' || notes.length > 0
}

/** How a result moved since the period before: 「升 20%」「降 5%」「持平」; beyond double, how many times. */
export function changeWords(change: number): string {
  if (change >= 2) return `升到 ${Number(change.toPrecision(2))} 倍`
  const percent = Math.round((change - 1) * 100)
  if (percent === 0) return '持平'
  return percent > 0 ? `升 ${percent}%` : `降 ${-percent}%`
}

/** A limit as it is read: never in powers of ten. */
export function limitWords(value: number): string {
  return value < 0.001 ? value.toFixed(7).replace(/0+$/, '') : String(value)
}

function overOf({ state }: Comparison): boolean | null {
  if (state === 'over') return true
  return state === 'within' ? false : null
}

function judgedByTarget(rows: readonly SoilRow[], targets: readonly Target[]) {
  const judged = new Map<SoilRow, { target: Target | undefined; over: boolean | null | undefined }>()
  for (const { target, results } of resultsByTarget(rows, targets))
    for (const { row, over } of results)
      judged.set(row, { target: target ?? undefined, over: target ? over : undefined })
  return judged
}

function notesByRow(checks: readonly FilingCheck[]): Map<number, string[]> {
  const notes = new Map<number, string[]>()
  for (const { path, message } of checks) {
    const at = /^rows\.(\d+)/.exec(path)?.[1]
    if (at) notes.set(Number(at), [...(notes.get(Number(at)) ?? []), withoutRow(message)])
  }
  return notes
}

/** In the row itself nobody needs to be told which row it is. */
const withoutRow = (message: string): string => message.replace(/^第 \d+ 行[^：]*：/, '')

const sampleOf = ({ point, depthTop, depthBottom, pollutant }: SoilRow): string =>
  [point.trim(), depthTop, depthBottom, nameKey(pollutant)].join('|')
