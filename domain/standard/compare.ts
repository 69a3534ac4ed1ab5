import type { StandardCode } from './item.ts'

/** One limit of a standard, as printed. mg/kg of dry soil. */
export type Limit = { value: number; clause: string; unverified: string | null }

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
  | 'unknown-unit'
  | 'unreadable'
  | 'species'
  | 'sum'
  | 'no-ph'
  | 'detection-limit-above-limit'
  | 'below-detection'
  | 'background-may-apply'
  | 'assumed-class1'
