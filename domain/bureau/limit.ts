import * as z from 'zod/mini'
import type { Bureau } from '../bureau.ts'
import { CLOCK_RULES, RULE_IDS, type Rule, ruleOn, rulesOf, UNITS, whyNotAmount } from '../case/rule.ts'
import { addDays } from '../clock.ts'
import type { Problem } from '../refusal.ts'
import { text } from '../text.ts'
import { Day } from '../tip/schema.ts'
import { BUREAU_PROBLEM_WORDS, limitWord } from '../words/zh/bureau.ts'
import { isTooFar, tooFar } from './department.ts'

/** A limit as the bureau has it from a day on: stricter than the law's, or what a competent body confirmed, with its source. */
export const RuleChange = z.strictObject({
  kind: z.literal('rule'),
  rule: z.enum(RULE_IDS),
  amount: z.int().check(z.minimum(1), z.maximum(366)),
  unit: z.enum(UNITS),
  /** The document and article it rests on: pages show it beside the limit. */
  article: text(200),
  unconfirmed: z.boolean(),
  validFrom: Day,
})
export type RuleChange = z.infer<typeof RuleChange>

/** The bureau's own version of a limit counts for nothing that starts after a last day: the law's does again. */
export const RuleEnd = z.strictObject({ kind: z.literal('rule-end'), rule: z.enum(RULE_IDS), lastDay: Day })
export type RuleEnd = z.infer<typeof RuleEnd>

type Own = NonNullable<Bureau['clockRules']>

/** The bureau's own limits after one was set: what it was before ends the day before. */
export function withRule(own: Own, { kind: _, ...rule }: RuleChange): Own {
  return [...endedBefore(own, rule.rule, rule.validFrom), rule]
}

/** The bureau's own limits after the one of this name ended. */
export function withoutRule(own: Own, { rule, lastDay }: RuleEnd): Own {
  return endedBefore(own, rule, addDays(lastDay, 1))
}

function endedBefore(own: Own, rule: Rule['id'], day: string): Own {
  return own.flatMap((one) => {
    if (one.rule !== rule) return [one]
    if (one.validFrom >= day) return []
    return one.validTo !== undefined && one.validTo < day ? [one] : [{ ...one, validTo: addDays(day, -1) }]
  })
}

/**
 * What does not fit: laxer than a confirmed law, or from a day that has begun. A clock keeps the limit of the day it
 * started on, so what is changed lies ahead. `today` in Asia/Shanghai.
 */
export function ruleProblems(bureau: Bureau, change: RuleChange | RuleEnd, today: string): Problem[] {
  if (change.kind === 'rule-end') {
    if (change.lastDay < today) return [mismatch('lastDay', BUREAU_PROBLEM_WORDS.dayOver)]
    if (isTooFar(change.lastDay, today)) return [tooFar('lastDay')]
    return isOwn(ruleOn(rulesOf(bureau), change.rule, change.lastDay))
      ? []
      : [mismatch('lastDay', BUREAU_PROBLEM_WORDS.noOwnRule)]
  }
  const no = whyNotAmount(change.rule, change.amount, change.unit)
  const law = ruleOn(CLOCK_RULES, change.rule, change.validFrom)
  return [
    ...(no
      ? [mismatch(no === 'other-unit' ? 'unit' : 'amount', BUREAU_PROBLEM_WORDS[no](limitWord(law), law.article))]
      : []),
    ...(change.validFrom <= today ? [mismatch('validFrom', BUREAU_PROBLEM_WORDS.dayBegun)] : []),
    ...(isTooFar(change.validFrom, today) ? [tooFar('validFrom')] : []),
  ]
}

/** Whether a limit is the bureau's own and not the law's. */
export const isOwn = (rule: Rule): boolean => !CLOCK_RULES.includes(rule)

const mismatch = (path: string, message: string): Problem => ({ path, code: 'mismatch', message })
