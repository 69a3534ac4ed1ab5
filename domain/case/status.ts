import type { Case } from './schema.ts'
import type { CaseState } from './state.ts'

/** The four states the public sees, and no others (national platform's buckets). */
export const PUBLIC_STATUSES = ['pending', 'in_progress', 'closed', 'not_accepted'] as const
export type PublicStatus = (typeof PUBLIC_STATUSES)[number]

type Facts = Pick<Case, 'ground' | 'acceptedOn'>

/** A case that was never accepted here ends as not accepted, wherever it was sent; every other one as closed. */
const ended = ({ ground, acceptedOn }: Facts): PublicStatus =>
  ground !== null || acceptedOn === null ? 'not_accepted' : 'closed'

const OF: Record<CaseState, PublicStatus | ((about: Facts) => PublicStatus)> = {
  received: 'pending',
  registered: 'pending',
  need_info: 'pending',
  accepted: 'in_progress',
  forwarded: 'in_progress',
  assigned: 'in_progress',
  investigating: 'in_progress',
  extension_pending: 'in_progress',
  closure_proposed: 'in_progress',
  merged: 'in_progress',
  rejected: 'not_accepted',
  transferred: ended,
  closed: 'closed',
  replied: 'closed',
  followed_up: 'closed',
  review_requested: 'closed',
  reviewed: 'closed',
  recheck_requested: 'closed',
  final: 'closed',
  archived: ended,
}

/** What the holder of a receipt sees: the state behind one of the four. */
export function publicStatus(current: Pick<Case, 'state'> & Facts): PublicStatus {
  const status = OF[current.state]
  return typeof status === 'function' ? status(current) : status
}
