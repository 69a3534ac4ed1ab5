import type { Actor } from '../access.ts'
import { addDays } from '../clock.ts'
import type { RefusalCode } from '../refusal.ts'
import { isOpen, leadElsewhere } from './competence.ts'
import { handBackBy, windowEnd } from './deadline.ts'
import { openHearing } from './hearing.ts'
import type { Publication } from './publication/draft.ts'
import { CLOCK_RULES, type Rule, ruleOn } from './rule.ts'
import type { Case } from './schema.ts'
import { type Decision, rolesOf, stepOf } from './state.ts'

/** Days in which a merge can be undone by a press; after that the histories are one. */
export const SEPARATION_DAYS = 7

type Guard = (current: Case, actor: Actor, today: string, rules: readonly Rule[]) => boolean

/** What can stand against a move besides role and state: refusal code → whether it does. `CASE_MOVES` says where. */
export const GUARDS = {
  'case.own-proposal': ({ proposedBy }, actor) => proposedBy === actor.id,
  'case.own-decision': ({ closedBy, reviewedBy }, actor) => closedBy === actor.id || reviewedBy === actor.id,
  'case.not-the-lead': ({ assignee }, { role, org }) => role === 'handler' && assignee !== org,
  'case.hand-back-late': (current, _, today, rules) => isPast(handBackBy(current, rules), today),
  'case.superior-deadline': ({ superiorBy }) => superiorBy !== null,
  'case.extension-used-up': (current, _, today, rules) => daysLeft(current, today, rules) <= 0,
  'case.no-third-round': ({ reviewDecision }) => reviewDecision !== null,
  'case.not-answered': ({ repliedOn }) => repliedOn === null,
  'case.review-late': ({ repliedOn }, _, today, rules) => isPast(windowEnd('review-request', repliedOn, rules), today),
  'case.recheck-late': ({ reviewedOn }, _, today, rules) =>
    isPast(windowEnd('recheck-request', reviewedOn, rules), today),
  // An emergency is taken up whoever it belongs to (令15 art. 8).
  'case.competence-open': ({ competence, emergencyAt }) => isOpen(competence) && emergencyAt === null,
  'case.competence-elsewhere': ({ competence }) => leadElsewhere(competence) !== null,
  'case.competence-unquestioned': ({ competence }) => competence === null,
  'case.hearing-open': ({ hearings }) => openHearing(hearings) !== undefined,
  'case.settled': ({ recheckDecision }) => recheckDecision !== null && recheckDecision !== 'redo',
  'case.head-decides': ({ reopeningAskedOn }, { role }) => reopeningAskedOn !== null && role !== 'head',
  'case.no-reopening-request': ({ reopeningAskedOn }) => reopeningAskedOn === null,
  'case.separation-late': ({ mergedOn }, _, today) => mergedOn !== null && today > addDays(mergedOn, SEPARATION_DAYS),
  'case.no-filing-clock': ({ enforcementStage, enforcementExtended }) =>
    enforcementStage !== 'opened' || enforcementExtended,
  'case.no-emergency': ({ emergencyAt }) => emergencyAt === null,
  'case.no-outcome': ({ outcome, closedOn, acceptedOn }) => !outcome || !closedOn || !acceptedOn,
  'case.no-draft': ({ publication }) => !publication?.draft || publication.from !== null,
  'case.own-draft': ({ publication }, actor) => publication?.draft?.by === actor.id,
  'case.not-published': ({ publication }) => !publication?.version || isWithdrawn(publication),
  'case.publication-withdrawn': ({ publication }) => publication !== null && isWithdrawn(publication),
} as const satisfies Partial<Record<RefusalCode, Guard>>
export type GuardCode = keyof typeof GUARDS

/**
 * Why this person may not make this move now, as a refusal code; undefined when they may.
 * The desk shows it beside the button, the API enforces it. `today` is `YYYY-MM-DD` in Asia/Shanghai.
 */
export function whyNot(
  current: Case,
  decision: Decision,
  actor: Actor,
  today: string,
  rules: readonly Rule[] = CLOCK_RULES,
): RefusalCode | undefined {
  if (!rolesOf(decision).includes(actor.role)) return 'case.not-your-role'
  const step = stepOf(current.state, decision)
  if (!step) return 'case.not-from-here'
  if (!step.by.includes(actor.role)) return 'case.not-your-role'
  return step.unless?.find((code) => (GUARDS[code] as Guard)(current, actor, today, rules))
}

/** How many days this case may still be extended by. */
export function daysLeft(current: Case, today: string, rules: readonly Rule[]): number {
  return (ruleOn(rules, 'extension', current.acceptedOn ?? today).amount ?? 0) - current.extendedDays
}

/** What was taken back, or is about to be, stays so: its tombstone stands for ever. */
function isWithdrawn({ withdrawal }: Publication): boolean {
  return withdrawal !== null
}

function isPast(by: string | null, today: string): boolean {
  return by !== null && today > by
}
