import type { Archive } from '#domain/archive.ts'
import { toCsv } from '#domain/csv.ts'
import { atomFeed, type Feed, jsonFeed } from '#domain/feed.ts'
import type { PageFrame, PageLocals, Render, VersionLine } from '#domain/page.ts'
import { isVersioned, type PublicRecord, type RecordKind, recordAddress, type VersionedKind } from '#domain/record.ts'
import { recordDiff } from '#domain/record-diff.ts'
import { refOf } from '#domain/record-form.ts'
import { recordFeed } from './list.ts'
import type { Place } from './place.ts'
import { loadRecord } from './record.ts'

/** A file of the published site, e.g. `disclosures/7k3m9q2x5t1v/index.html`; null bytes: it is not there any more. */
export type SiteFile = { path: string; bytes: Uint8Array | null }

const encoder = new TextEncoder()

/** The page of an address. */
export async function pageFile(
  address: string,
  locals: Omit<PageLocals, 'frame'>,
  render: Render,
  frame: PageFrame,
): Promise<SiteFile> {
  return { path: `${address.slice(1)}index.html`, bytes: encoder.encode(await render(address, { frame, ...locals })) }
}

/** The same for programs: the address without its last slash. */
export function dataFiles(address: string, json: object, csv: string | null): SiteFile[] {
  const base = address.slice(1, -1)
  const files = [{ path: `${base}.json`, bytes: encoder.encode(`${JSON.stringify(json)}\n`) }]
  if (csv !== null) files.push({ path: `${base}.csv`, bytes: encoder.encode(csv) })
  return files
}

export function feedFiles(feed: Feed, frame: PageFrame): SiteFile[] {
  return [
    { path: `${feed.address.slice(1)}feed.xml`, bytes: encoder.encode(atomFeed(feed, frame)) },
    { path: `${feed.address.slice(1)}feed.json`, bytes: encoder.encode(jsonFeed(feed, frame)) },
  ]
}

/** The files of an address of a record: of its newest version, an older one, the difference of two, or none any more. */
export async function recordFiles(
  { kind, id, rest }: Extract<Place, { at: 'record' }>,
  archive: Archive,
  render: Render,
  frame: PageFrame,
): Promise<SiteFile[]> {
  const address = `${recordAddress(kind, id)}${rest}`
  const all: PublicRecord[] = await archive.versions(kind, id)
  const last = all.at(-1)
  if (!last) throw new Error(`couldn't find what ${address} shows`)
  if (last.withdrawn)
    return rest === '' ? goneFiles(last as PublicRecord<VersionedKind>, all, render, frame) : without(address)

  const [, m, n] = /^diff\/(\d+)-(\d+)\/$/.exec(rest) ?? []
  if (m && n) return diffFiles(address, versionOf(all, m, address), versionOf(all, n, address), render, frame)
  const [, version] = /^v\/(\d+)\//.exec(rest) ?? []
  const record = version ? versionOf(all, version, address) : last
  const isFiling = isVersioned(kind)
  // What a register said before is data for ever; no page of it is kept up to date.
  if (version && !isFiling)
    return dataFiles(address, { url: `${frame.origin}${recordAddress(kind, id)}`, ...record }, null)

  const page = { record, versions: linesOf(all), newest: last.version }
  const loaded = await loadRecord(page as { record: PublicRecord<RecordKind> } & typeof page, archive, frame)
  const html = await pageFile(address, loaded.locals, render, frame)
  if (/(?:board|text)\/$/.test(rest)) return rest === 'text/' ? [underVersion(html, last), html] : [html]
  const feed = await recordFeed(record, archive)
  const data = dataFiles(address, loaded.json, loaded.csv)
  const own = [...data, ...(feed ? feedFiles(feed, frame) : []), html]
  return rest === '' && isFiling ? [...own.map((file) => underVersion(file, last)), ...own] : own
}

/** The newest version is what the record says now: the same bytes under the address that it keeps when another follows. */
function underVersion({ path, bytes }: SiteFile, { kind, id, version }: PublicRecord): SiteFile {
  const base = recordAddress(kind, id).slice(1, -1)
  return { path: `${base}/v/${version}${path.slice(base.length)}`, bytes }
}

/** What stays of a withdrawn record, and what goes. */
async function goneFiles(
  record: PublicRecord<VersionedKind>,
  all: readonly PublicRecord[],
  render: Render,
  frame: PageFrame,
): Promise<SiteFile[]> {
  const address = recordAddress(record.kind, record.id)
  const html = await render('/gone/', { frame, gone: { record, versions: linesOf(all) } })
  const json = {
    ok: false,
    code: 'record.withdrawn',
    message: `这份记录已于 ${record.publishedOn} 撤回。依据：${record.withdrawn?.basis ?? ''}`,
    url: `${frame.origin}${address}`,
    kind: record.kind,
    id: record.id,
    title: record.title,
    party: record.party,
    withdrawnOn: record.publishedOn,
    basis: record.withdrawn?.basis,
  }
  return [
    { path: `${address.slice(1)}gone.json`, bytes: encoder.encode(`${JSON.stringify(json)}\n`) },
    { path: `${address.slice(1)}gone.html`, bytes: encoder.encode(html) },
    ...without(address),
  ]
}

async function diffFiles(
  address: string,
  from: PublicRecord,
  to: PublicRecord,
  render: Render,
  frame: PageFrame,
): Promise<SiteFile[]> {
  const lines = recordDiff(from, to, frame.bureau)
  const json = {
    url: `${frame.origin}${address}`,
    from: refOf(from, frame),
    to: refOf(to, frame),
    change: to.change,
    lines,
  }
  const csv = toCsv(
    ['项目', '路径', `第 ${from.version} 版`, `第 ${to.version} 版`],
    lines.map((line) => [line.label, line.path, line.from, line.to]),
  )
  const diff = { from: from as PublicRecord<VersionedKind>, to: to as PublicRecord<VersionedKind> }
  return [...dataFiles(address, json, csv), await pageFile(address, { diff }, render, frame)]
}

function without(address: string): SiteFile[] {
  const [folder, base] = [address.slice(1), address.slice(1, -1)]
  return [`${folder}index.html`, `${base}.json`, `${base}.csv`].map((path) => ({ path, bytes: null }))
}

function versionOf(all: readonly PublicRecord[], version: string, address: string): PublicRecord {
  const found = all.find((one) => one.version === Number(version))
  if (!found) throw new Error(`couldn't find what ${address} shows`)
  return found
}

function linesOf(all: readonly PublicRecord[]): VersionLine[] {
  return all.map(({ version, publishedOn, change }) => ({ version, publishedOn, change }))
}
