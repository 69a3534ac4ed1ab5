import { addDays, type Due, weekOf, workingDeadline } from '../../clock.ts'
import { type Rule, ruleOn } from '../rule.ts'

/** Days between the end of the week a case was closed in and its row. */
const LATE_DAYS = 3

/**
 * The first minute at which the row of a case closed on a day may be public: 72 h after the end of that week. Counted
 * from the week and not from the closing, or the day of publication would tell the day of closing.
 */
export function publicFrom(closedOn: string): string {
  return `${addDays(weekOf(closedOn).endsOn, LATE_DAYS + 1)}T00:00:00+08:00`
}

/** By when a closed case is to be in the table (政府信息公开条例 art. 26: 20 working days). */
export function publishBy(closedOn: string, rules: readonly Rule[]): Due & { article: string } {
  const { amount, article } = ruleOn(rules, 'publication', closedOn)
  return { ...workingDeadline(closedOn, amount ?? 0), article }
}
