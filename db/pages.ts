import type { Archive } from '#domain/archive.ts'
import { toCsv } from '#domain/csv.ts'
import type { HomeFigures, PageFrame, Render } from '#domain/page.ts'
import { listAddress, type PublicRecord, RECORD_KINDS } from '#domain/record.ts'
import { POLLUTANT_IDS, pollutantName } from '#domain/standard/item.ts'
import { recordCsv, recordJson } from '#domain/standard/record.ts'
import { isAged } from './pages/age.ts'
import { addressesAround, ownAddresses } from './pages/around.ts'
import { caseFacetAddresses, caseTable, loadCaseFacet } from './pages/case.ts'
import { dataFiles, feedFiles, pageFile, recordFiles, type SiteFile } from './pages/files.ts'
import { listFeed, loadList, pollutantFeed } from './pages/list.ts'
import { CASE_TABLE_ADDRESS, PAGE_SIZE, pageOf, placeOf } from './pages/place.ts'
import { MOST_LINKED } from './pages/record.ts'

/** What the front page shows of records. */
const LATEST_ON_HOME = 10
const LATE_ON_HOME = 10

/**
 * Addresses whose files one publication may change, each once, targets before the pages that link to them. Asked of an
 * archive that holds the publication already. A publication never asks for more than a fixed number of pages and the
 * pages of what it names, however many records there are; `/data/` is not among them (`publishBulk`).
 */
export async function affectedBy(record: PublicRecord, archive: Archive): Promise<string[]> {
  const all: PublicRecord[] = await archive.versions(record.kind, record.id)
  const before = all.find((one) => one.version === record.version - 1) ?? null
  return [...(await addressesAround(record, before, archive))]
}

/**
 * Whether an address only counts records and lists the newest: nobody who has just published waits for it. A publication
 * of ten pollutants changes ten of these. So does the whole handling table, which holds every row.
 */
export function countsOnly(address: string): boolean {
  const { at } = placeOf(address)
  return at === 'pollutant' || at === 'case-table'
}

/** Every address made from records, targets before the pages that link to them; `/` comes last, `/data/` is not one. */
export async function* everyAddress(archive: Archive): AsyncGenerator<string> {
  for await (const record of everyRecord(archive)) {
    const own = ownAddresses(record)
    yield* record.withdrawn ? own.slice(-1) : own
  }
  yield* caseFacetAddresses(archive)
  for (const id of POLLUTANT_IDS) yield `/pollutants/${id}/`
  yield '/pollutants/'
  for (const kind of RECORD_KINDS) {
    const pages = pageOf(await archive.count(kind))
    for (let page = 1; page <= pages; page++) yield `${listAddress(kind)}p/${page}/`
    yield listAddress(kind)
  }
  yield CASE_TABLE_ADDRESS
  yield '/'
}

/** Addresses whose files change between two days while nothing is published; targets first. Asks all records. */
export async function agedBetween(from: string, to: string, archive: Archive): Promise<string[]> {
  if (from === to) return []
  const [first, last] = from < to ? [from, to] : [to, from]
  const found = new Set<string>()
  for await (const record of everyRecord(archive)) {
    if (!isAged(record, first, last)) continue
    for (const address of await addressesAround(record, null, archive)) found.add(address)
  }
  // Who is late, and the figures of the week, which only these show.
  const lists = [listAddress('enterprise'), listAddress('soil_self_monitoring'), '/']
  for (const address of lists) found.delete(address)
  return [...found, ...lists]
}

/**
 * The files of one address: page, `.json`, `.csv`, feeds; of a withdrawn record `gone.html` and `gone.json` with what
 * goes away; of an address under it, what goes away. A pure function of what the archive holds, the frame and the
 * figures (which only `/` shows).
 * @throws when the archive has nothing under the address
 */
export async function filesOf(
  address: string,
  archive: Archive,
  render: Render,
  frame: PageFrame,
  figures: HomeFigures,
): Promise<SiteFile[]> {
  const place = placeOf(address)
  switch (place.at) {
    case 'home': {
      const latest = await archive.latest(LATEST_ON_HOME)
      const late = await archive.late(frame.asOf, LATE_ON_HOME)
      return [await pageFile(address, { home: { ...figures, latest, late } }, render, frame)]
    }
    case 'list': {
      const { locals, json, csv } = await loadList(place.kind, place.page, archive, frame)
      const feed = place.page === null ? feedFiles(await listFeed(place.kind, archive), frame) : []
      const isTable = place.kind === 'case' && place.page === null
      const data = isTable ? [] : dataFiles(address, json, csv)
      return [...data, ...feed, await pageFile(address, locals, render, frame)]
    }
    case 'case-table': {
      const { json, csv } = await caseTable(archive, frame)
      return dataFiles('/cases/', json, csv)
    }
    case 'case-facet': {
      const { caseFacet, json, csv, feed } = await loadCaseFacet(place, archive, frame)
      const page = await pageFile(address, { caseFacet }, render, frame)
      return [...dataFiles(address, json, csv), ...feedFiles(feed, frame), page]
    }
    case 'pollutants': {
      const all = POLLUTANT_IDS.map((id) => ({ id, name: pollutantName(id), url: `${frame.origin}/pollutants/${id}/` }))
      const csv = toCsv(['编号', '名称', '网址'], all.map(Object.values))
      return [...dataFiles(address, { items: all }, csv), await pageFile(address, {}, render, frame)]
    }
    case 'pollutant': {
      const { id } = place
      if (!POLLUTANT_IDS.includes(id)) throw new Error(`couldn't find what ${address} shows`)
      const reports = await archive.linked('soil_self_monitoring', 'item', id, MOST_LINKED)
      const total = await archive.countLinked('soil_self_monitoring', 'item', id)
      const pollutant = { id, reports, total }
      const data = dataFiles(address, recordJson(pollutant, frame), recordCsv(pollutant))
      const feed = feedFiles(pollutantFeed(id, reports), frame)
      return [...data, ...feed, await pageFile(address, { pollutant }, render, frame)]
    }
    case 'record':
      return recordFiles(place, archive, render, frame)
  }
}

/** Every record in its newest version: what others link to first. */
async function* everyRecord(archive: Archive): AsyncGenerator<PublicRecord> {
  for (const kind of RECORD_KINDS) {
    const count = await archive.count(kind)
    for (let from = 1; from <= count; from += PAGE_SIZE)
      for (const record of await archive.page(kind, from, from + PAGE_SIZE - 1)) yield record
  }
}
