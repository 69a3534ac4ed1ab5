import { workingDeadline } from '../clock.ts'
import type { RemediationNotice } from './schema.ts'
import type { SoilTransfer } from './transfer.ts'

const DAY_MS = 86_400_000

/** Working days a transfer is reported ahead (生态环境部令第42号); unconfirmed. */
export const TRANSFER_NOTICE_DAYS = 5

/**
 * Calendar days the notice came after the work had begun, 0 when it came in time (plan task 29: before it begins).
 * `publishedOn` is the day of the first version; the earlier of planned and real begin counts.
 */
export function noticeDaysLate(notice: Pick<RemediationNotice, 'startsOn' | 'stages'>, publishedOn: string): number {
  const begun = notice.stages.construction
  const begin = begun && begun < notice.startsOn ? begun : notice.startsOn
  return Math.max(0, (Date.parse(publishedOn) - Date.parse(begin)) / DAY_MS)
}

/** Whether a transfer was reported fewer working days ahead than it should have been. */
export function isTransferReportedLate(transfer: Pick<SoilTransfer, 'reportedOn' | 'time'>): boolean {
  return workingDeadline(transfer.reportedOn, TRANSFER_NOTICE_DAYS).on > transfer.time.from
}
