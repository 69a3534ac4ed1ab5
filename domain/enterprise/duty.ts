import type { FilingKind } from '../record.ts'

/** What an enterprise owes for a year, and by when. Days `YYYY-MM-DD`. */
export type FilingDuty = {
  kind: FilingKind
  year: number
  dueOn: string
  /** The holiday table does not reach that year yet. */
  provisional: boolean
  article: string
  /** The day is set by configuration, not found in a law. */
  unconfirmed: boolean
  filedOn: string | null
  disclosureId: string | null
  state: 'upcoming' | 'late' | 'filed' | 'filed_late'
}
