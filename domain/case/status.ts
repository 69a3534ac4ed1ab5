import type { CaseState } from './state.ts'

/** The four states the public sees, and no others (national platform's buckets). */
export const PUBLIC_STATUSES = ['pending', 'in_progress', 'closed', 'not_accepted'] as const
export type PublicStatus = (typeof PUBLIC_STATUSES)[number]

const OF: Record<Exclude<CaseState, 'archived'>, PublicStatus> = {
  received: 'pending',
  registered: 'pending',
  need_info: 'pending',
  accepted: 'in_progress',
  forwarded: 'in_progress',
  assigned: 'in_progress',
  investigating: 'in_progress',
  closure_proposed: 'in_progress',
  rejected: 'not_accepted',
  closed: 'closed',
  replied: 'closed',
}

/** An archived case keeps the status it was archived with: refused if it carries a ground, closed otherwise. */
export function publicStatus(current: { state: CaseState; ground: string | null }): PublicStatus {
  if (current.state === 'archived') return current.ground ? 'not_accepted' : 'closed'
  return OF[current.state]
}
