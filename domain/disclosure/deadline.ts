import type { FilingKind } from '../record.ts'

/** A yearly duty: what is owed for a year by whom is on a list, and the fixed day of the next year it ends on. */
export type YearlyRule = {
  kind: FilingKind
  /** The list that makes somebody owe it. */
  reason: 'soil_key_unit'
  /** `MM-DD` of the year after. A day the rule names: it is the last one, holiday or not. */
  day: string
  article: string
  /** The article gives the duty, but the day for it was not found in a law. */
  unconfirmed: boolean
  /** First and last year it is owed for; null: still in force. */
  from: number
  to: number | null
}

/**
 * Rules in force and out of force. Soil data go to the bureau every year (土壤污染防治法 art. 21); no law read so far
 * names their day, so they follow the yearly disclosure report (令24 art. 19), in force since 2022-02-08.
 */
export const YEARLY_RULES: readonly YearlyRule[] = [
  {
    kind: 'soil_self_monitoring',
    reason: 'soil_key_unit',
    day: '03-15',
    article: '《土壤污染防治法》第二十一条；日期参照《企业环境信息依法披露管理办法》（令第24号）第十九条',
    unconfirmed: true,
    from: 2021,
    to: null,
  },
]

/** The rule under which a kind is owed for a year; null when it is owed at no fixed time. */
export function yearlyRule(kind: FilingKind, year: number): YearlyRule | null {
  return (
    YEARLY_RULES.find((rule) => rule.kind === kind && rule.from <= year && (rule.to === null || year <= rule.to)) ??
    null
  )
}

/** Last day on which a year's filing is in time; null when none is set. */
export function dueOn(kind: FilingKind, year: number | null): string | null {
  const rule = year === null ? null : yearlyRule(kind, year)
  return rule && `${Number(year) + 1}-${rule.day}`
}

/** Months an effectiveness assessment is open to objections, at least (令42; not re-found, so unconfirmed). */
export const OBJECTION = {
  months: 2,
  article: '《污染地块土壤环境管理办法（试行）》（令第42号）',
  unconfirmed: true,
} as const

/** Last day for objections to what was published on a day. */
export function objectionsUntil(publishedOn: string): string {
  return addMonths(publishedOn, OBJECTION.months)
}

/** The same day some months later, or that month's last day when it has no such day. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + count, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return `${first.toISOString().slice(0, 8)}${String(Math.min(date, last)).padStart(2, '0')}`
}
