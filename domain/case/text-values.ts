import { type Bureau, organisationName } from '../bureau.ts'
import { limitWord } from '../words/zh/bureau.ts'
import { dayWord } from '../words/zh/clock.ts'
import { clocksOf } from './deadline.ts'
import { type Rule, ruleOn } from './rule.ts'
import type { Case } from './schema.ts'
import type { TextVariable } from './text-template.ts'

/**
 * What the variables of a template stand for in a case; null where it is not known. The limit is the one for closing:
 * before acceptance the one that would run if it were accepted today.
 */
export function textValues(
  current: Case,
  bureau: Bureau,
  today: string,
  rules: readonly Rule[],
): Record<TextVariable, string | null> {
  const accepted = current.acceptedOn ? current : { ...current, state: 'accepted' as const, acceptedOn: today }
  const close = clocksOf(accepted, rules).find((one) => one.step === 'close')
  return {
    reference: current.reference,
    street: current.street && organisationName(bureau, current.street),
    received: dayWord(current.receivedOn),
    today: dayWord(today),
    by: close ? dayWord(close.by) : null,
    article: close?.article ?? null,
    reviewWithin: limitWord(ruleOn(rules, 'review-request', today)),
    assignee: current.assignee && organisationName(bureau, current.assignee, today),
    bureau: bureau.name,
    telephone: bureau.telephone.number,
  }
}
