import type { SoilRow } from '../disclosure/schema.ts'
import { nameKey, substanceOf } from '../standard/item.ts'
import { readMeasured } from '../standard/measured.ts'
import { isWaterUnit, toMgPerKg, toMgPerLitre } from '../standard/unit.ts'
import type { Target } from './schema.ts'

/** A point's result beside the target of the remediation. `over` is null when the two cannot be compared. */
export type PointResult = { row: SoilRow; over: boolean | null }
/** What was found of one target; `target` is null for what no target was set for. */
export type ResultsOf<T extends Target> = { target: T | null; results: PointResult[] }

/**
 * Results by target, in the order of the targets, then what none was set for. The same pollutant may have a target in
 * soil and one in groundwater: the unit tells which is meant.
 */
export function resultsByTarget<T extends Target>(rows: readonly SoilRow[], targets: readonly T[]): ResultsOf<T>[] {
  const groups: ResultsOf<T>[] = targets.map((target) => ({ target, results: [] }))
  const rest: ResultsOf<T> = { target: null, results: [] }
  for (const row of rows) {
    const named = groups.filter(({ target }) => target && isSamePollutant(row, target))
    const group = named.find(({ target }) => target && isWaterUnit(target.unit) === isWaterUnit(row.unit)) ?? rest
    group.results.push({ row, over: group.target && isOverTarget(row, group.target) })
  }
  return [...groups, rest].filter(({ results }) => results.length > 0)
}

/**
 * Whether a result is above its target; null when units or text allow no comparison. A censored result is not above as
 * long as its detection limit is not.
 */
export function isOverTarget(row: SoilRow, target: Target): boolean | null {
  const measured = readMeasured(row.value, row.detectionLimit)
  if (!measured) return null
  const value = measured.kind === 'value' ? measured.value : measured.limit
  if (value === null) return null
  const over = isOver(value, row.unit, target)
  return measured.kind === 'below' && over ? null : over
}

function isOver(value: number, unit: string, target: Target): boolean | null {
  if (foldUnit(unit) === foldUnit(target.unit)) return value > target.target
  const item = { id: target.item ?? '' }
  const inOne = (amount: number, of: string) =>
    isWaterUnit(of) ? toMgPerLitre(amount, of) : toMgPerKg(amount, of, item)
  if (isWaterUnit(unit) !== isWaterUnit(target.unit)) return null
  const [found, allowed] = [inOne(value, unit), inOne(target.target, target.unit)]
  return found === null || allowed === null ? null : found > allowed
}

function isSamePollutant(row: SoilRow, target: Target): boolean {
  if (nameKey(row.pollutant) === nameKey(target.pollutant)) return true
  const found = substanceOf(row)
  return found !== null && (found === target.item || found === substanceOf({ pollutant: target.pollutant }))
}

const foldUnit = (unit: string): string =>
  unit.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '').replace(/^ug/, 'μg')
