import type { RecordPage } from '../../page.ts'
import type { PublicRecord } from '../../record.ts'
import type { TipKind } from '../../tip/kinds.ts'

/**
 * `/cases/<number>/`: a row of the handling table. `project` is null when it names none, or one that was withdrawn, and on
 * pages of older versions.
 */
export type CasePage = RecordPage<'case'> & { project: PublicRecord<'remediation_notice'> | null }
/** How many rows there are of each street and kind that has one, in the order of the bureau's list. */
export type CaseFacets = { streets: Record<string, number>; kinds: Partial<Record<TipKind, number>> }
/** `/cases/street/<code>/`, `/cases/kind/<kind>/`: the newest 50 rows of it, with how many there are in all. */
export type CaseFacetPage = {
  by: 'street' | 'kind'
  key: string
  title: string
  items: PublicRecord<'case'>[]
  total: number
}
