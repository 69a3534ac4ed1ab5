import type { CaseFacetPage } from '#domain/case/publication/page.ts'
import { listAddress, RECORD_KINDS, type RecordKind, readAddress } from '#domain/record.ts'

/** What an address shows. `rest` is what follows the id: empty, `v/2/`, `diff/1-2/`, `board/`, `text/`, `v/2/text/`. */
export type Place =
  | { at: 'home' }
  | { at: 'list'; kind: RecordKind; page: number | null }
  | { at: 'record'; kind: RecordKind; id: string; rest: string }
  | { at: 'pollutants' }
  | { at: 'pollutant'; id: string }
  | { at: 'case-table' }
  | { at: 'case-facet'; by: CaseFacetPage['by']; key: string }

/** The whole handling table, for programs: made with every row, so after everything else. */
export const CASE_TABLE_ADDRESS = '/cases.csv'

/** Records on a fixed page of a list. */
export const PAGE_SIZE = 100

/** Reads an address made from records. @throws for any other */
export function placeOf(address: string): Place {
  if (address === '/') return { at: 'home' }
  if (address === CASE_TABLE_ADDRESS) return { at: 'case-table' }
  const [, by, key] = /^\/cases\/(street|kind)\/(\w+)\/$/.exec(address) ?? []
  if (by && key) return { at: 'case-facet', by: by as CaseFacetPage['by'], key }
  if (address === '/pollutants/') return { at: 'pollutants' }
  const [, item] = /^\/pollutants\/([\w-]+)\/$/.exec(address) ?? []
  if (item) return { at: 'pollutant', id: item }
  for (const kind of RECORD_KINDS) {
    const list = listAddress(kind)
    if (address === list) return { at: 'list', kind, page: null }
    const [, page] = /^p\/(\d+)\/$/.exec(address.startsWith(list) ? address.slice(list.length) : '') ?? []
    if (page) return { at: 'list', kind, page: Number(page) }
  }
  const about = readAddress(address)
  if (about) return { at: 'record', ...about }
  throw new Error(`couldn't tell what ${address} shows`)
}

/** Fixed page of a list on which an ordinal stands. */
export function pageOf(ordinal: number): number {
  return Math.ceil(ordinal / PAGE_SIZE)
}
