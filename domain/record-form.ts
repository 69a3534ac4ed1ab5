import { type Cell, toCsv } from './csv.ts'
import type { PageFrame, RecordPage } from './page.ts'
import { FILING_KINDS, type PublicRecord, type RecordKind, recordAddress } from './record.ts'

/** How a kind is laid out as a table: one record gives none, one or many lines. A withdrawn one gives none. */
export type Table<K extends RecordKind> = {
  header: readonly string[]
  lines(data: NonNullable<PublicRecord<K>['data']>, record: PublicRecord<K>): Cell[][]
}

/** One record, or many, as CSV; formulas are made harmless. */
export function tableCsv<K extends RecordKind>(table: Table<K>, records: readonly PublicRecord<K>[]): string {
  return toCsv(
    table.header,
    records.flatMap((record) => tableLines(table, record)),
  )
}

export function tableLines<K extends RecordKind>(table: Table<K>, record: PublicRecord<K>): Cell[][] {
  return record.data ? table.lines(record.data as NonNullable<PublicRecord<K>['data']>, record) : []
}

/**
 * A record as programs get it: everything published, word for word, with its address, its versions and `about`: what its page shows
 * besides. Every JSON file of a record begins like this.
 */
export function openRecord<K extends RecordKind>(page: RecordPage<K>, frame: PageFrame, about: object = {}): object {
  const { record, versions, newest } = page
  const address = `${frame.origin}${recordAddress(record.kind, record.id)}`
  return {
    url: address,
    ...(frame.demo && { demo: true }),
    ...record,
    files: record.files.map((file) => ({ ...file, url: `${address}v/${record.version}/${file.name}` })),
    newest,
    versions: versions.map((line) => ({ ...line, url: versionUrl(record.kind, line.version, address) })),
    ...about,
  }
}

/** A record as something another one points to. */
export function refOf(record: PublicRecord, frame: PageFrame): object {
  const { kind, id, title, version, publishedOn } = record
  return { kind, id, title, version, publishedOn, url: `${frame.origin}${recordAddress(kind, id)}` }
}

/** Old versions of filings have pages; those of registers are data. */
function versionUrl(kind: RecordKind, version: number, address: string): string {
  return FILING_KINDS.some((one) => one === kind) ? `${address}v/${version}/` : `${address}v/${version}.json`
}
