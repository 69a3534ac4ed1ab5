import type { Archive } from '#domain/archive.ts'
import { toCsv } from '#domain/csv.ts'
import type { Feed } from '#domain/feed.ts'
import type { ListPage, PageFrame } from '#domain/page.ts'
import { listAddress, type PublicRecord, type RecordKind, recordAddress, VERSIONED_KINDS } from '#domain/record.ts'
import { pollutantName } from '#domain/standard/item.ts'
import { summaryOf } from '#domain/summary.ts'
import { RECORD_LIST_WORDS } from '#domain/words/zh/record.ts'
import { caseFacets } from './case.ts'
import { PAGE_SIZE, pageOf } from './place.ts'
import type { Loaded } from './record.ts'

const NEWEST = 50
/** Late filers shown on the lists that say who is late; all of them are in `/data/`. */
const LATE_ON_LIST = 200
const LATE_ON: readonly RecordKind[] = ['enterprise', 'soil_self_monitoring']

/** A list: the front page with the newest, or a fixed page. */
export async function loadList(
  kind: RecordKind,
  page: number | null,
  archive: Archive,
  frame: PageFrame,
): Promise<Loaded> {
  const count = await archive.count(kind)
  const list = page === null ? await frontOf(kind, count, archive, frame) : await fixedOf(kind, page, count, archive)
  const items = list.items.map((record) => lineOf(record, frame))
  const first = count > 0 ? `${frame.origin}${listAddress(kind)}p/1.json` : null
  const following = page !== null && page < list.pages ? `${frame.origin}${listAddress(kind)}p/${page + 1}.json` : null
  const json = {
    title: RECORD_LIST_WORDS[kind],
    ...(frame.demo && { demo: true }),
    // The front page leads to the fixed pages, which follow one another through everything ever published.
    ...(page === null ? { total: count, first } : { page, next: following }),
    ...(list.late && { late: list.late }),
    items,
  }
  const lines = items.map((one) => [
    one.id,
    one.title,
    one.party?.code,
    one.party?.name,
    one.version,
    one.publishedOn,
    one.withdrawn ? '是' : '',
    one.summary,
    one.url,
  ])
  return { locals: { list }, json, csv: toCsv(LIST_HEADER, lines) }
}

const LIST_HEADER = ['编号', '名称', '填报单位代码', '填报单位', '版本', '发布日期', '已撤回', '摘要', '网址']

async function frontOf(kind: RecordKind, count: number, archive: Archive, frame: PageFrame): Promise<ListPage> {
  const items = (await archive.page(kind, Math.max(1, count - NEWEST + 1), count)).toReversed()
  const late = LATE_ON.includes(kind) ? await archive.late(frame.asOf, LATE_ON_LIST) : null
  const front = { kind, items, total: count, page: null, pages: pageOf(count), late }
  return kind === 'case' ? { ...front, facets: await caseFacets(archive, frame) } : front
}

async function fixedOf(kind: RecordKind, page: number, count: number, archive: Archive): Promise<ListPage> {
  const last = Math.min(count, page * PAGE_SIZE)
  const items = await archive.page(kind, (page - 1) * PAGE_SIZE + 1, last)
  if (items.length === 0) throw new Error(`couldn't find page ${page} of ${listAddress(kind)}`)
  return { kind, items, total: last, page, pages: pageOf(count) > page ? page + 1 : page, late: null }
}

/** The feed of a list: what was published or corrected or withdrawn last. */
export async function listFeed(kind: RecordKind, archive: Archive): Promise<Feed> {
  return { title: RECORD_LIST_WORDS[kind], address: listAddress(kind), items: await archive.latest(NEWEST, kind) }
}

/** Register entries that have a feed of their own, and what names them in a filing. */
const FOLLOWED = { enterprise: 'party', plot: 'plot' } as const

/** The feed of an enterprise or a plot: what was filed of it and closed about it, newest first; null where the kind has none. */
export async function recordFeed(record: PublicRecord, archive: Archive): Promise<Feed | null> {
  const { kind, id, title } = record
  if (kind !== 'enterprise' && kind !== 'plot') return null
  const items: PublicRecord[] = []
  for (const filing of VERSIONED_KINDS) items.push(...(await archive.linked(filing, FOLLOWED[kind], id, NEWEST)))
  if (kind === 'enterprise') items.push(...(await archive.withdrawnBy(id, NEWEST)))
  return { title, address: recordAddress(kind, id), items: newestFirst(items) }
}

/** The feed of a pollutant: who reported it last. */
export function pollutantFeed(id: string, reports: readonly PublicRecord[]): Feed {
  return { title: pollutantName(id) ?? id, address: `/pollutants/${id}/`, items: newestFirst(reports) }
}

/** Days are all there is in common; the kinds and each kind's own order decide among the same day's. */
function newestFirst(items: readonly PublicRecord[]): PublicRecord[] {
  return items
    .toSorted((a, b) => (a.publishedOn < b.publishedOn ? 1 : a.publishedOn > b.publishedOn ? -1 : 0))
    .slice(0, NEWEST)
}

function lineOf(record: PublicRecord, frame: PageFrame) {
  const { kind, id, title, party, version, publishedOn, withdrawn } = record
  const url = `${frame.origin}${recordAddress(kind, id)}`
  return { kind, id, title, party, version, publishedOn, withdrawn, summary: summaryOf(record), url }
}
