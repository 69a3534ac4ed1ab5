import type { EventType } from '../event.ts'
import { COMPETENCE_ARTICLE } from './competence.ts'
import { SUPERVISION_ARTICLE } from './mark.ts'
import { REJECTIONS } from './rejection.ts'
import { type Rule, type RuleId, ruleOn } from './rule.ts'

/** Which limit an event answers. */
const ANSWERS: Partial<Record<EventType, RuleId>> = {
  'case.accepted': 'accept',
  'case.forwarded': 'forward',
  'case.assigned': 'forward',
  'case.handed-back': 'hand-back',
  'case.extended': 'extension',
  'case.closed': 'close',
  'case.review-requested': 'review-request',
  'case.reviewed': 'review',
  'case.recheck-requested': 'recheck-request',
  'case.heard': 'recheck',
  'case.rechecked': 'recheck',
  'case.emergency-reported': 'emergency',
}

/** Under which article something happened, as a case file names it; null where no article says so. */
export function articleOf(
  { type, at, data }: { type: EventType; at: string; data: Record<string, unknown> },
  rules: readonly Rule[],
): string | null {
  if (type === 'case.rejected')
    return typeof data.ground === 'string' && Object.hasOwn(REJECTIONS, data.ground)
      ? REJECTIONS[data.ground as keyof typeof REJECTIONS].article
      : null
  if (type === 'case.competence-questioned' || type === 'case.competence-decided') return COMPETENCE_ARTICLE
  if (type === 'case.supervised') return SUPERVISION_ARTICLE
  const rule = ANSWERS[type]
  return rule ? ruleOn(rules, rule, at.slice(0, 10)).article : null
}
