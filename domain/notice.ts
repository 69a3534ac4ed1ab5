import type { EventType } from './event.ts'

/** What is told by mail: a number and a link, never what a tip says. */
export const NOTICES = [
  'mail-received',
  'case-moved',
  'answer-needed',
  'answered',
  'reopening-asked',
  'emergency',
  'urged',
  'supervised',
  'half-time',
  'nearly-due',
  'overdue',
  'identity-asked',
  'grant-proposed',
  'bureau-change-proposed',
  'digest',
  'follow-asked',
  'follow-news',
] as const
export type NoticeCode = (typeof NOTICES)[number]
/** `officers`: who has the case in hand, the clerks before anybody has. */
export type Notice = { notice: NoticeCode; to: 'reporter' | 'duty' | 'officers' | 'heads' }

const MOVED: readonly Notice[] = [{ notice: 'case-moved', to: 'reporter' }]
const OF: Partial<Record<EventType, readonly Notice[]>> = {
  'case.accepted': MOVED,
  'case.rejected': [{ notice: 'answered', to: 'reporter' }],
  'case.forwarded': MOVED,
  'case.assigned': MOVED,
  'case.information-requested': [{ notice: 'answer-needed', to: 'reporter' }],
  'case.closed': MOVED,
  'case.replied': [{ notice: 'answered', to: 'reporter' }],
  'case.extended': MOVED,
  'case.competence-questioned': MOVED,
  'case.competence-decided': MOVED,
  'case.transferred': [{ notice: 'answered', to: 'reporter' }],
  'case.merged': MOVED,
  'case.separated': MOVED,
  'case.split': MOVED,
  'case.reopened': MOVED,
  'case.reopening-requested': [{ notice: 'reopening-asked', to: 'heads' }],
  'case.reopening-refused': [{ notice: 'answered', to: 'reporter' }],
  'case.reviewed': [{ notice: 'answered', to: 'reporter' }],
  'case.heard': MOVED,
  'case.rechecked': [{ notice: 'answered', to: 'reporter' }],
  'case.urged': [{ notice: 'urged', to: 'officers' }],
  'case.supervised': [{ notice: 'supervised', to: 'officers' }],
}

/** Who is told of a limit when so many per cent of it are over. */
const AT: Readonly<Record<number, readonly Notice[]>> = {
  50: [{ notice: 'half-time', to: 'officers' }],
  80: [
    { notice: 'nearly-due', to: 'officers' },
    { notice: 'nearly-due', to: 'heads' },
  ],
  100: [
    { notice: 'overdue', to: 'officers' },
    { notice: 'overdue', to: 'heads' },
  ],
}

/**
 * Who is told when something happens. An emergency goes to the officer on duty when its tip arrives, whether it opens a
 * case or joins one; `mailed`: the tip is a mail somebody wrote, which is answered once. `percent`: how much of a limit is
 * over, of an escalation.
 */
export function noticesOf(
  type: EventType,
  about: { emergency?: boolean; mailed?: boolean; percent?: unknown } = {},
): readonly Notice[] {
  if (type === 'tip.received')
    return [
      ...(about.emergency ? ([{ notice: 'emergency', to: 'duty' }] as const) : []),
      ...(about.mailed ? ([{ notice: 'mail-received', to: 'reporter' }] as const) : []),
    ]
  if (type === 'case.escalated' || type === 'case.overdue') return AT[Number(about.percent)] ?? []
  return OF[type] ?? []
}
