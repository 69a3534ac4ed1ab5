import { limitWord } from '../words/zh/bureau.ts'
import { RULE_IDS, type Rule, type RuleId, ruleOn } from './rule.ts'
import type { Case } from './schema.ts'

/** Every limit in words (`30 日`), for sentences that name one: a limit that is changed must not leave one behind. */
export type Limits = Readonly<Record<RuleId, string>>

/**
 * The limits of a case as people say them: each by the rule of the day it began, one that has not begun by the rule of
 * `today` (`YYYY-MM-DD` in Asia/Shanghai).
 */
export function limitsOf(
  { acceptedOn, emergencyAt }: Pick<Case, 'acceptedOn' | 'emergencyAt'>,
  rules: readonly Rule[],
  today: string,
): Limits {
  const begun: Partial<Record<RuleId, string | null>> = {
    close: acceptedOn,
    extension: acceptedOn,
    emergency: emergencyAt,
    'emergency-lesser': emergencyAt,
  }
  return Object.fromEntries(RULE_IDS.map((id) => [id, limitWord(ruleOn(rules, id, begun[id] ?? today))])) as Limits
}
