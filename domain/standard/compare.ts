import type { LandClass, SoilRow } from '../disclosure/schema.ts'
import { findItem, type Item, type StandardCode, standardFor } from './item.ts'
import { type Limit, type Limits, limitsOf } from './limit.ts'
import { isNotMeasured, readMeasured, readNumber } from './measured.ts'
import { toMgPerKg, unitOf } from './unit.ts'

/**
 * A result beside its limit. `within`: at or under the screening value. `over`: above it; `level` says which values are
 * exceeded. `ratio` = result / screening value, to two significant digits. Everything in mg/kg.
 */
export type Comparison = {
  state: 'within' | 'over' | 'not_comparable' | 'not_reported'
  level: 'screening' | 'intervention' | null
  standard: StandardCode | null
  /** Id of the pollutant in the standard: also its page, `/pollutants/<id>/`. */
  item: string | null
  screening: Limit | null
  intervention: Limit | null
  /** Result converted to the standard's unit; null for censored and unreadable ones. */
  mgPerKg: number | null
  ratio: number | null
  /** Why there is no comparison, or what to know about it. */
  why: ComparisonReason | null
}
export type ComparisonReason =
  | 'no-limit'
  | 'not-in-force'
  | 'name-cas-differ'
  | 'unknown-unit'
  | 'unreadable'
  | 'species'
  | 'sum'
  | 'no-ph'
  | 'no-detection-limit'
  | 'detection-limit-above-limit'
  | 'below-detection'
  | 'background-may-apply'
  | 'assumed-class1'

/** What of a row a comparison needs. */
export type Result = Pick<SoilRow, 'pollutant' | 'cas' | 'value' | 'unit' | 'detectionLimit' | 'sampledOn'>

/**
 * One result beside the limit in force on the day (the day of sampling, unless told): GB 36600-2018 for development
 * land, GB 15618-2018 for farmland with the sample's `ph`. Comparison is inclusive (5.3.2: at the screening value is
 * within it). Whatever does not fit exactly is `not_comparable` with the reason, never within.
 */
export function compare(
  row: Result,
  land: { landClass: LandClass; ph: number | null },
  on: string = row.sampledOn,
): Comparison {
  const standard = standardFor(land.landClass)
  const nothing: Comparison = { ...EMPTY, standard }
  if (isNotMeasured(row.value)) return { ...nothing, state: 'not_reported', item: itemId(standard, row) }
  const found = findItem(standard, row)
  if ('why' in found) return { ...nothing, why: found.why }
  const { item } = found
  const limits = limitsOf(item, land, on)
  if (typeof limits === 'string') return { ...nothing, item: item.id, why: limits }
  return judge(row, item, limits, { ...nothing, item: item.id, ...limits }, land.landClass)
}

/** Every row beside its limit, in the same order; farmland takes each sample's pH from the row that reports it. */
export function compareRows(rows: readonly SoilRow[], landClass: LandClass): Comparison[] {
  const phs = new Map<string, number | null>()
  for (const row of rows) if (isPh(row)) phs.set(sampleKey(row), readPh(row.value))
  return rows.map((row) => compare(row, { landClass, ph: phs.get(sampleKey(row)) ?? null }))
}

/** Whether a row reports the pH of its sample. */
export function isPh(row: Pick<SoilRow, 'pollutant'>): boolean {
  // Said first of every row: most are plainly something else.
  if (!/[PpＰｐ]/.test(row.pollutant)) return false
  const name = row.pollutant.normalize('NFKC').replace(/[\s()]/g, '')
  return /^(?:土壤)?ph值?(?:无量纲)?$/i.test(name)
}

/** A pH from 0 to 14; null when the text is none. */
export function readPh(text: string): number | null {
  const ph = readNumber(text)
  return ph !== null && ph >= 0 && ph <= 14 ? ph : null
}

/** What rows of one sample share: point, depth, day. */
export function sampleKey(row: Pick<SoilRow, 'point' | 'depthTop' | 'depthBottom' | 'sampledOn'>): string {
  return JSON.stringify([row.point, row.depthTop, row.depthBottom, row.sampledOn])
}

const EMPTY: Comparison = {
  state: 'not_comparable',
  level: null,
  standard: null,
  item: null,
  screening: null,
  intervention: null,
  mgPerKg: null,
  ratio: null,
  why: null,
}

function itemId(standard: StandardCode, row: Result): string | null {
  const found = findItem(standard, row)
  return 'item' in found ? found.item.id : null
}

function judge(row: Result, item: Item, limits: Limits, base: Comparison, landClass: LandClass): Comparison {
  const measured = readMeasured(row.value, row.detectionLimit)
  if (!measured) return { ...base, why: 'unreadable' }
  const assumed = landClass === 'unclear' ? 'assumed-class1' : null
  if (measured.kind === 'below') {
    if (measured.limit === null) return { ...base, why: 'no-detection-limit' }
    const limit = toMgPerKg(measured.limit, unitOf(row), item)
    if (limit === null) return { ...base, why: 'unknown-unit' }
    if (limit > limits.screening.value) return { ...base, why: 'detection-limit-above-limit' }
    return { ...base, state: 'within', why: 'below-detection' }
  }
  if (measured.value < 0) return { ...base, why: 'unreadable' }
  const mgPerKg = toMgPerKg(measured.value, unitOf(row), item)
  if (mgPerKg === null) return { ...base, why: 'unknown-unit' }
  const ratio = Number((mgPerKg / limits.screening.value).toPrecision(2))
  const measuredBase = { ...base, mgPerKg, ratio }
  if (mgPerKg <= limits.screening.value) return { ...measuredBase, state: 'within', why: assumed }
  const level = limits.intervention && mgPerKg > limits.intervention.value ? 'intervention' : 'screening'
  return { ...measuredBase, state: 'over', level, why: item.background ? 'background-may-apply' : assumed }
}

/**
 * The comparison that says most about a set: the highest above the intervention value, else above the screening value,
 * else one that could not be made, else one not reported, else the highest within. What has no limit counts last. Null
 * for an empty set.
 */
export function worstOf(comparisons: readonly Comparison[]): Comparison | null {
  return comparisons.reduce<Comparison | null>((worst, one) => {
    if (!worst) return one
    const by = gravity(one) - gravity(worst)
    return by > 0 || (by === 0 && (one.ratio ?? 0) > (worst.ratio ?? 0)) ? one : worst
  }, null)
}

/** How many of each state there are; rows of things no standard limits (pH, organic matter) are not counted. */
export function countsOf(comparisons: readonly Comparison[]): Record<Comparison['state'], number> {
  const counts = { within: 0, over: 0, not_comparable: 0, not_reported: 0 }
  for (const one of comparisons) if (one.why !== 'no-limit') counts[one.state] += 1
  return counts
}

function gravity(one: Comparison): number {
  if (one.why === 'no-limit') return 0
  if (one.state === 'over') return one.level === 'intervention' ? 5 : 4
  return { not_comparable: 3, not_reported: 2, within: 1 }[one.state]
}
