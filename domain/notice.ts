import type { EventType } from './event.ts'

/** What is told by mail: a number and a link, never what a tip says. */
export const NOTICES = ['case-moved', 'answer-needed', 'answered', 'emergency'] as const
export type NoticeCode = (typeof NOTICES)[number]
export type Notice = { notice: NoticeCode; to: 'reporter' | 'duty' }

const OF: Partial<Record<EventType, readonly Notice[]>> = {
  'case.accepted': [{ notice: 'case-moved', to: 'reporter' }],
  'case.rejected': [{ notice: 'answered', to: 'reporter' }],
  'case.forwarded': [{ notice: 'case-moved', to: 'reporter' }],
  'case.assigned': [{ notice: 'case-moved', to: 'reporter' }],
  'case.information-requested': [{ notice: 'answer-needed', to: 'reporter' }],
  'case.closed': [{ notice: 'case-moved', to: 'reporter' }],
  'case.replied': [{ notice: 'answered', to: 'reporter' }],
}

/**
 * Who is told when something happens. An emergency goes to the officer on duty when its tip arrives, whether it opens a
 * case or joins one.
 */
export function noticesOf(type: EventType, about: { emergency?: boolean } = {}): readonly Notice[] {
  if (type === 'tip.received' && about.emergency) return [{ notice: 'emergency', to: 'duty' }]
  return OF[type] ?? []
}
