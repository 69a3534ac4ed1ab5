import { type Bureau, organisationName } from '../bureau.ts'
import type { EventType } from '../event.ts'
import { PUBLIC_STEP_WORDS } from '../words/zh/case.ts'

/** Events the holder of a receipt may see, by the name the public knows them under; all others are the bureau's own. */
export const PUBLIC_STEPS = {
  'case.opened': 'received',
  'case.registered': 'registered',
  'case.information-requested': 'information-requested',
  'case.accepted': 'accepted',
  'case.rejected': 'rejected',
  'case.forwarded': 'forwarded',
  'case.assigned': 'assigned',
  'case.investigated': 'investigated',
  'case.closed': 'closed',
  'case.replied': 'replied',
} as const satisfies Partial<Record<EventType, string>>
export type PublicStep = (typeof PUBLIC_STEPS)[keyof typeof PUBLIC_STEPS]

/**
 * A case's history as its reporter sees it: days only; where it was sent (信访工作条例 art. 23 wants that told), but
 * never persons, notes, proposals or what came back.
 */
export function publicSteps(
  events: readonly { type: EventType; at: string; data: Record<string, unknown> }[],
  bureau: Bureau,
): { code: PublicStep; label: string; on: string }[] {
  return events.flatMap(({ type, at, data }) => {
    if (!isPublic(type)) return []
    const code = PUBLIC_STEPS[type]
    const org = code === 'forwarded' ? data.department : code === 'assigned' ? data.to : undefined
    const where = typeof org === 'string' ? `：${organisationName(bureau, org)}` : ''
    return [{ code, label: `${PUBLIC_STEP_WORDS[code]}${where}`, on: at.slice(0, 10) }]
  })
}

function isPublic(type: EventType): type is keyof typeof PUBLIC_STEPS {
  return Object.hasOwn(PUBLIC_STEPS, type)
}
