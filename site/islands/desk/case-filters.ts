/** What the queue can be narrowed by, as its address and the API say it. */
export const CASE_FILTERS = [
  'state',
  'street',
  'kind',
  'channel',
  'assignee',
  'overdue',
  'mine',
  'emergency',
  'mark',
  'superiorBy',
  'due',
  'waiting',
  'since',
  'q',
] as const
export type CaseFilters = Partial<Record<(typeof CASE_FILTERS)[number], string>>
