/** Everything that can happen to a subject (`case:<id>`, `tip:<id>`, `disclosure:<id>`, `<register kind>:<id>` or `staff:<id>`). History, notices and queues hang off these. */
export const EVENTS = [
  'tip.received',
  'tip.message-sent',
  'tip.receipt-changed',
  'tip.case-changed',
  'case.opened',
  'case.tip-joined',
  'case.list-repeated',
  'case.registered',
  'case.information-requested',
  'case.accepted',
  'case.rejected',
  'case.forwarded',
  'case.assigned',
  'case.handed-back',
  'case.investigated',
  'case.closure-proposed',
  'case.closed',
  'case.replied',
  'case.archived',
  'case.noted',
  'case.extension-requested',
  'case.extended',
  'case.followed-up',
  'case.review-requested',
  'case.reviewed',
  'case.recheck-requested',
  'case.rechecked',
  'case.transferred',
  'case.merged',
  'case.merged-in',
  'case.separated',
  'case.separated-off',
  'case.split',
  'case.split-off',
  'case.reopened',
  'case.urged',
  'case.supervised',
  'case.emergency-graded',
  'case.emergency-reported',
  'case.enforcement-moved',
  'case.enforcement-extended',
  'case.joint',
  'case.recused',
  'case.escalated',
  'case.overdue',
  'case.deadline-recomputed',
  'disclosure.created',
  'disclosure.changed',
  'disclosure.submitted',
  'disclosure.signed',
  'disclosure.returned',
  'disclosure.published',
  'disclosure.correction-begun',
  'disclosure.abandoned',
  'disclosure.withdrawn',
  'disclosure.replied',
  'register.added',
  'register.changed',
  'staff.grant-proposed',
  'staff.grant-declined',
  'staff.role-changed',
  'staff.invited',
  'staff.joined',
  'staff.suspended',
  'staff.reinstated',
] as const
export type EventType = (typeof EVENTS)[number]

/** An event about to be saved. `seq` is the subject's next version; unique(subject, seq) is history and lock. */
export type NewEvent = {
  subject: string
  seq: number
  type: EventType
  /** Account id of who did it; null for the public and for jobs. */
  actor: string | null
  /** Minute precision (`YYYY-MM-DDTHH:mm:00+08:00`): the 2 h clock needs it, nothing finer is kept. */
  at: string
  data: Record<string, unknown>
}
