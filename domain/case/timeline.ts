import { type Bureau, organisationName } from '../bureau.ts'
import type { EventType } from '../event.ts'
import { PUBLIC_STEP_WORDS } from '../words/zh/case.ts'
import { HERE, leadWord } from '../words/zh/competence.ts'
import { heardWord } from '../words/zh/hearing.ts'
import type { Hearing } from './hearing.ts'

/** Events the holder of a receipt may see, by the name the public knows them under; all others are the bureau's own. */
export const PUBLIC_STEPS = {
  'case.opened': 'received',
  'case.registered': 'registered',
  'case.information-requested': 'information-requested',
  'case.accepted': 'accepted',
  'case.rejected': 'rejected',
  'case.competence-questioned': 'competence-questioned',
  'case.competence-decided': 'competence-decided',
  'case.transferred': 'transferred',
  'case.merged': 'merged',
  'case.separated': 'separated',
  'case.split': 'split',
  'case.split-off': 'split-off',
  'case.forwarded': 'forwarded',
  'case.assigned': 'assigned',
  'case.investigated': 'investigated',
  'case.extended': 'extended',
  'case.overdue': 'overdue',
  'case.closed': 'closed',
  'case.replied': 'replied',
  'case.followed-up': 'followed-up',
  'case.reopening-refused': 'reopening-refused',
  'case.reopened': 'reopened',
  'case.review-requested': 'review-requested',
  'case.reviewed': 'reviewed',
  'case.recheck-requested': 'recheck-requested',
  'case.heard': 'heard',
  'case.rechecked': 'rechecked',
} as const satisfies Partial<Record<EventType, string>>
export type PublicStep = (typeof PUBLIC_STEPS)[keyof typeof PUBLIC_STEPS]

type Data = Record<string, unknown>
/** What a step says besides its name: where a matter went (信访工作条例 art. 23 wants that told), and for how long. */
const MORE: Partial<Record<PublicStep, (data: Data, bureau: Bureau, on: string) => string>> = {
  forwarded: ({ department }, bureau, on) => place(department, bureau, on),
  assigned: ({ to }, bureau, on) => place(to, bureau, on),
  transferred: ({ body }) => (typeof body === 'string' ? `：${body}` : ''),
  'competence-questioned': ({ bodies }) => (Array.isArray(bodies) ? `：${[HERE, ...bodies].join('、')}` : ''),
  'competence-decided': ({ lead }) => (typeof lead === 'string' ? `：${leadWord(lead)}` : ''),
  heard: (data) => heardWord(data as Hearing),
  extended: ({ days }) => (typeof days === 'number' ? ` ${days} 日` : ''),
}

/**
 * A case's history as its reporter sees it: days only; where it was sent, but never persons, notes, proposals or what
 * came back.
 */
export function publicSteps(
  events: readonly { type: EventType; at: string; data: Data }[],
  bureau: Bureau,
): { code: PublicStep; label: string; on: string }[] {
  return events.flatMap(({ type, at, data }) => {
    if (!isPublic(type)) return []
    const code = PUBLIC_STEPS[type]
    const on = at.slice(0, 10)
    return [{ code, label: `${PUBLIC_STEP_WORDS[code]}${MORE[code]?.(data, bureau, on) ?? ''}`, on }]
  })
}

function place(org: unknown, bureau: Bureau, on: string): string {
  return typeof org === 'string' ? `：${organisationName(bureau, org, on)}` : ''
}

function isPublic(type: EventType): type is keyof typeof PUBLIC_STEPS {
  return Object.hasOwn(PUBLIC_STEPS, type)
}
