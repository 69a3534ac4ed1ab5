import type { LandClass, SoilRow, SoilSelfMonitoring } from '#domain/disclosure/schema.ts'
import type { PublicRecord } from '#domain/record.ts'
import { type Comparison, compareRows, isPh, worstOf } from '#domain/standard/compare.ts'
import { itemIdOf, standardFor } from '#domain/standard/item.ts'
import { type Measured, readMeasured } from '#domain/standard/measured.ts'
import { toMgPerKg } from '#domain/standard/unit.ts'

/** One result as reported, what it reads as, and how it compares with its limit. */
export type Judged = { row: SoilRow; measured: Measured | null; comparison: Comparison }

/** All results of one pollutant. `key` is its id in the standards, else its name. */
export type Pollutant = {
  key: string
  name: string
  item: string | null
  all: Judged[]
  /** The one result to show for all of them, see `topOf`. */
  top: Judged
  state: Comparison['state']
}

/** A published year with every result judged, once for a whole page. */
export type JudgedYear = {
  record: PublicRecord<'soil_self_monitoring'>
  year: number
  landClass: LandClass
  judged: Judged[]
}

/** The years that are public, each judged; those taken back are left out. */
export function judgeYears(records: readonly PublicRecord<'soil_self_monitoring'>[]): JudgedYear[] {
  return records.flatMap((record) => {
    if (!record.data) return []
    const { period, landClass } = record.data
    return [{ record, year: period.year, landClass, judged: judge(record.data) }]
  })
}

/**
 * Every result beside its limit, in the order of the file; the pH rows are left out. `item` keeps those of one
 * pollutant: a report of thousands of rows is then read for its names only.
 */
export function judge({ rows, landClass }: SoilSelfMonitoring, item?: string): Judged[] {
  const standard = standardFor(landClass)
  const kinds = new Map<string, 'ph' | 'wanted' | 'other'>()
  const kindOf = (row: SoilRow) => {
    const name = `${row.pollutant}\n${row.cas ?? ''}`
    const known = kinds.get(name)
    if (known) return known
    const isWanted = item === undefined || itemIdOf(standard, row) === item
    const kind = isPh(row) ? 'ph' : isWanted ? 'wanted' : 'other'
    kinds.set(name, kind)
    return kind
  }
  const kept = rows.filter((row) => kindOf(row) !== 'other')
  const comparisons = compareRows(kept, landClass)
  return kept.flatMap((row, at) => {
    const comparison = comparisons[at]
    if (!comparison || kindOf(row) === 'ph') return []
    return [{ row, measured: readMeasured(row.value, row.detectionLimit), comparison }]
  })
}

/** The results by pollutant: those over a limit first, the farthest over first; then as the file has them. */
export function byPollutant(judged: readonly Judged[]): Pollutant[] {
  const groups = Map.groupBy(judged, keyOf)
  const all = [...groups].map(([key, group]) => pollutantOf(key, group))
  return all.sort((a, b) => overness(b) - overness(a))
}

export function pollutantOf(key: string, group: readonly Judged[]): Pollutant {
  const top = topOf(group)
  const { pollutant: name } = top.row
  return { key, name, item: top.comparison.item, all: [...group], top, state: stateOf(group) }
}

export const keyOf = ({ row, comparison }: Judged): string =>
  comparison.item ?? row.pollutant.normalize('NFKC').replace(/\s/g, '')

/**
 * The one to show for many: the farthest over its own limit, else the highest. Limits follow the pH of each sample, so
 * that the highest number may be within its limit while a lower one is not. `group` is never empty.
 */
export const topOf = (group: readonly Judged[]): Judged => firstBy(group, standing)

/** The highest number, else the highest detection limit. `group` is never empty. */
export const highestOf = (group: readonly Judged[]): Judged => firstBy(group, rank)

function firstBy(group: readonly Judged[], by: (judged: Judged) => number): Judged {
  const [first] = group
  if (!first) throw new Error("couldn't find the highest of no results")
  return group.reduce((top, one) => (by(one) > by(top) ? one : top), first)
}

/** Where the whole group stands: nothing counts as within while a part of it cannot be compared. */
export const stateOf = (group: readonly Judged[]): Comparison['state'] =>
  worstOf(group.map(({ comparison }) => comparison))?.state ?? 'not_reported'

/** How high a result stands in mg/kg: its number, or its detection limit; null when neither is known. */
export function heightOf({ row, measured, comparison }: Judged): number | null {
  if (comparison.mgPerKg !== null) return comparison.mgPerKg
  const number = measured?.kind === 'value' ? measured.value : (measured?.limit ?? null)
  // Below zero is no measurement; what is wrong with it is said beside the number.
  return number === null || number < 0 ? null : toMgPerKg(number, row.unit, { id: comparison.item ?? '' })
}

/** A result in mg/kg, as it was written where it was written so; what cannot be converted keeps its unit. */
export function shownOf(judged: Judged): string {
  const { row, measured } = judged
  if (/^mg\/kg$/i.test(row.unit.normalize('NFKC').trim())) return row.value
  const height = heightOf(judged)
  if (measured?.kind === 'below') return height === null ? row.value : `<${height}`
  return height === null ? `${row.value} ${row.unit}` : String(height)
}

/** What is over its limit over all that is not. */
function standing(judged: Judged): number {
  const { state, ratio } = judged.comparison
  return state === 'over' ? 1e12 * (1 + (ratio ?? 0)) : rank(judged)
}

/** Numbers over detection limits over what cannot be read. */
function rank(judged: Judged): number {
  const height = heightOf(judged) ?? 0
  if (judged.measured?.kind === 'value') return 1e9 + height
  return judged.measured?.kind === 'below' ? height : -1
}

const overness = ({ state, top }: Pollutant): number => (state === 'over' ? 1 + (top.comparison.ratio ?? 0) : 0)
