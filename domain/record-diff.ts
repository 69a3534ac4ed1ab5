import type { Bureau } from './bureau.ts'
import { rowDiff } from './case/publication/diff.ts'
import { type DiffLine, diffOf } from './disclosure/diff.ts'
import { figuresDiff } from './figures/diff.ts'
import type { PublicRecord } from './record.ts'

/** What differs between two versions of one record, in the words of its kind; rows of figures as the bureau calls them. */
export function recordDiff(from: PublicRecord, to: PublicRecord, bureau: Bureau): DiffLine[] {
  if (from.kind === 'case' && to.kind === 'case') return rowDiff(from, to)
  if (from.kind !== 'figures' || to.kind !== 'figures' || !from.data || !to.data) return diffOf(from, to)
  return figuresDiff(from.data, to.data, bureau)
}
