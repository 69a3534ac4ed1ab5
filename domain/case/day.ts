import type { Role } from '../access.ts'
import { workingDeadline } from '../clock.ts'

/** What a day at the desk begins with, in this order. */
export const DAY_GROUPS = [
  'overdue',
  'today',
  'soon',
  'proposals',
  'returned',
  'publications',
  'messages',
  'fresh',
] as const
export type DayGroup = (typeof DAY_GROUPS)[number]

/** A limit that is not over: its end is today, or on one of the next working days. */
export const DUES = ['today', 'soon'] as const
export type Due = (typeof DUES)[number]
/**
 * What waits for a person besides a limit: a proposal of somebody else, a public text to write or to approve, a reporter
 * who wrote last.
 */
export const WAITINGS = ['proposals', 'publications', 'messages'] as const
export type Waiting = (typeof WAITINGS)[number]

/** Working days ahead that are soon. */
const SOON = 3

/** The last day that is soon: the third working day after today. */
export function soonUntil(today: string): string {
  return workingDeadline(today, SOON).on
}

/**
 * The groups of a role, each as the filter of the queue that holds exactly its cases. A head looks over everything, a
 * clerk over what may be their turn, a handler over what their organisation has. `since`: number of the newest event at
 * the visit before; null, there was none.
 */
export function dayGroups(role: Role, since: number | null): [DayGroup, Record<string, string>][] {
  const turn: Record<string, string> = role === 'clerk' ? { mine: 'true' } : {}
  const filters: Record<DayGroup, Record<string, string> | null> = {
    overdue: { overdue: 'true', ...turn },
    today: { due: 'today', ...turn },
    soon: { due: 'soon', ...turn },
    proposals: role === 'head' ? { waiting: 'proposals' } : null,
    returned: role === 'handler' ? { mark: 'returned', state: 'investigating' } : null,
    publications: { waiting: 'publications' },
    messages: { waiting: 'messages' },
    fresh: since === null ? null : { since: String(since) },
  }
  return DAY_GROUPS.flatMap((group) => (filters[group] ? [[group, filters[group]] as const] : [])).map(
    ([group, filter]) => [group, filter],
  )
}
