import type { Archive } from '#domain/archive.ts'
import { currentStreets } from '#domain/bureau.ts'
import type { CaseFacetPage, CaseFacets } from '#domain/case/publication/page.ts'
import { CASE_TABLE, caseItem, caseLines } from '#domain/case/publication/record.ts'
import { toCsv } from '#domain/csv.ts'
import type { Feed } from '#domain/feed.ts'
import { linksOf } from '#domain/links.ts'
import type { PageFrame } from '#domain/page.ts'
import type { PublicRecord } from '#domain/record.ts'
import { TIP_KINDS, type TipKind } from '#domain/tip/kinds.ts'
import { RECORD_LIST_WORDS } from '#domain/words/zh/record.ts'
import { TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'
import { PAGE_SIZE } from './place.ts'
import { MOST_LINKED } from './record.ts'

/** `/cases.json` and `/cases.csv`: every row there ever was, in the order of first publication. */
export async function caseTable(archive: Archive, frame: PageFrame): Promise<{ json: object; csv: string }> {
  const count = await archive.count('case')
  const rows: PublicRecord<'case'>[] = []
  for (let from = 1; from <= count; from += PAGE_SIZE)
    rows.push(...(await archive.page('case', from, from + PAGE_SIZE - 1)))
  const items = rows.map((record, at) => caseItem(record, at + 1, frame))
  const json = { title: RECORD_LIST_WORDS.case, ...(frame.demo && { demo: true }), total: count, items }
  return { json, csv: toCsv(CASE_TABLE.header, caseLines(rows, 1)) }
}

/** How many rows each street and kind has that has any. */
export async function caseFacets(archive: Archive, frame: PageFrame): Promise<CaseFacets> {
  const facets: CaseFacets = { streets: {}, kinds: {} }
  for (const { code } of currentStreets(frame.bureau, frame.asOf)) {
    const total = await archive.countLinked('case', 'street', code)
    if (total > 0) facets.streets[code] = total
  }
  for (const kind of TIP_KINDS) {
    const total = await archive.countLinked('case', 'kind', kind)
    if (total > 0) facets.kinds[kind] = total
  }
  return facets
}

/** The lists of a street and of kinds that a row stands in. */
export function caseFacetsOf(record: PublicRecord): string[] {
  return linksOf(record).flatMap(({ relation, target }) =>
    relation === 'street' || relation === 'kind' ? [`/cases/${relation}/${target}/`] : [],
  )
}

/** The lists of streets and kinds that ever had a row: an address once published answers for ever. */
export async function* caseFacetAddresses(archive: Archive): AsyncGenerator<string> {
  const given = new Set<string>()
  const count = await archive.count('case')
  for (let from = 1; from <= count; from += PAGE_SIZE)
    for (const { id } of await archive.page('case', from, from + PAGE_SIZE - 1))
      for (const version of await archive.versions('case', id))
        for (const address of caseFacetsOf(version)) {
          if (given.has(address)) continue
          given.add(address)
          yield address
        }
}

/** What the list of a street or kind shows, with the same for programs and its feed. */
export async function loadCaseFacet(
  { by, key }: Pick<CaseFacetPage, 'by' | 'key'>,
  archive: Archive,
  frame: PageFrame,
): Promise<{ caseFacet: CaseFacetPage; json: object; csv: string; feed: Feed }> {
  const items = await archive.linked('case', by, key, MOST_LINKED)
  const total = await archive.countLinked('case', by, key)
  const title = facetTitle(by, key, frame.bureau)
  const rows: object[] = []
  const lines: ReturnType<typeof caseLines> = []
  for (const record of items) {
    const nth = (await archive.ordinal('case', record.id)) ?? 0
    rows.push(caseItem(record, nth, frame))
    lines.push(...caseLines([record], nth))
  }
  return {
    caseFacet: { by, key, title, items, total },
    json: { title, ...(frame.demo && { demo: true }), total, items: rows },
    csv: toCsv(CASE_TABLE.header, lines),
    feed: { title, address: `/cases/${by}/${key}/`, items },
  }
}

/** What the list of a street or kind is called. */
export function facetTitle(by: CaseFacetPage['by'], key: string, bureau: PageFrame['bureau']): string {
  return `${facetName(by, key, bureau)}：${RECORD_LIST_WORDS.case}`
}

/** A street that is none any more is called by its number. */
function facetName(by: CaseFacetPage['by'], key: string, bureau: PageFrame['bureau']): string {
  if (by === 'kind') return TIP_KIND_WORDS[key as TipKind] ?? key
  return bureau.streets.find(({ code }) => code === key)?.name ?? key
}
