import { type Bureau, organisationName } from '../bureau.ts'
import type { EventType } from '../event.ts'
import { EVENT_WORDS } from '../words/zh/case.ts'

/** Events the holder of a receipt may see; proposals, notes and hand-backs are the bureau's own. */
const PUBLIC = [
  'case.opened',
  'case.registered',
  'case.information-requested',
  'case.accepted',
  'case.rejected',
  'case.forwarded',
  'case.assigned',
  'case.investigated',
  'case.closed',
  'case.replied',
] as const satisfies readonly EventType[]

/** A case's history as its reporter sees it: days only, bodies but never persons. */
export function publicSteps(
  events: readonly { type: EventType; at: string; data: Record<string, unknown> }[],
  bureau: Bureau,
): { code: string; label: string; on: string }[] {
  return events
    .filter((event) => (PUBLIC as readonly EventType[]).includes(event.type))
    .map(({ type, at, data }) => {
      const org = data.department ?? data.to
      const where = typeof org === 'string' ? `：${organisationName(bureau, org)}` : ''
      return { code: type.slice('case.'.length), label: `${EVENT_WORDS[type]}${where}`, on: at.slice(0, 10) }
    })
}
