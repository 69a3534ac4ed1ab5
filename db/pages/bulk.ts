import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Archive } from '#domain/archive.ts'
import { CASE_TABLE } from '#domain/case/publication/record.ts'
import { type Cell, csvLines, toCsv } from '#domain/csv.ts'
import { DISCLOSURE_TABLE } from '#domain/disclosure/record.ts'
import { ENTERPRISE_TABLE } from '#domain/enterprise/record.ts'
import { FIGURES_TABLE } from '#domain/figures/record.ts'
import { INSTITUTION_TABLE } from '#domain/institution/record.ts'
import type { DataPage, PageFrame, Render } from '#domain/page.ts'
import { PLOT_TABLE } from '#domain/plot/record.ts'
import { listAddress, type PublicRecord, RECORD_KINDS, type RecordKind } from '#domain/record.ts'
import { type Table, tableLines } from '#domain/record-table.ts'
import { ASSESSMENT_TABLE } from '#domain/remediation/assessment-record.ts'
import { REMEDIATION_TABLE } from '#domain/remediation/record.ts'
import { TRANSFER_TABLE } from '#domain/remediation/transfer-record.ts'
import { RECORD_LIST_WORDS } from '#domain/words/zh/record.ts'
import { dataFiles, pageFile } from './files.ts'
import { PAGE_SIZE } from './place.ts'

const TABLES: { readonly [K in RecordKind]: Table<K> } = {
  enterprise: ENTERPRISE_TABLE,
  plot: PLOT_TABLE,
  institution: INSTITUTION_TABLE,
  soil_self_monitoring: DISCLOSURE_TABLE,
  remediation_notice: REMEDIATION_TABLE,
  soil_transfer: TRANSFER_TABLE,
  effect_assessment: ASSESSMENT_TABLE,
  figures: FIGURES_TABLE,
  case: CASE_TABLE,
}

/** Stores one file durably and returns when it is there. */
export type Put = (path: string, chunks: AsyncIterable<Uint8Array>) => Promise<void>

/**
 * `/data/`: every table whole as CSV and JSON, then the page that lists them with sizes and digests. Streams: memory does
 * not grow with the number of records. Run with a full build, every night, before the pages of new figures and after a
 * withdrawal, not at each publication.
 */
export async function publishBulk(archive: Archive, render: Render, frame: PageFrame, put: Put): Promise<void> {
  const sets: DataPage['sets'] = []
  for (const kind of RECORD_KINDS) {
    const name = listAddress(kind).slice(1, -1)
    const table = TABLES[kind] as Table<RecordKind>
    const counted = { rows: 0 }
    const files = [
      await stored(`data/${name}.csv`, 'csv', csvChunks(kind, table, archive, counted), put),
      await stored(`data/${name}.json`, 'json', jsonChunks(kind, archive, frame), put),
    ]
    sets.push({ name, title: RECORD_LIST_WORDS[kind], rows: counted.rows, files })
  }
  sets.push(await lateSet(archive, frame, put))
  const data: DataPage = { sets }
  const page = await pageFile('/data/', { data }, render, frame)
  for (const file of [...dataFiles('/data/', { ...(frame.demo && { demo: true }), ...data }, null), page])
    if (file.bytes) await put(file.path, once(file.bytes))
}

async function lateSet(archive: Archive, frame: PageFrame, put: Put): Promise<DataPage['sets'][number]> {
  const { items } = await archive.late(frame.asOf, Number.MAX_SAFE_INTEGER)
  const lines = items.map(({ code, name, duty }) => [code, name, duty.year, duty.dueOn, duty.article])
  const csv = toCsv(['统一社会信用代码', '名称', '年份', '最后期限', '依据'], lines)
  const json = `${JSON.stringify({ ...(frame.demo && { demo: true }), items })}\n`
  const files = [
    await stored('data/late.csv', 'csv', once(encoder.encode(csv)), put),
    await stored('data/late.json', 'json', once(encoder.encode(json)), put),
  ]
  return { name: 'late', title: '逾期未公开的单位', rows: items.length, files }
}

const encoder = new TextEncoder()

/** The table of a kind, header first. */
async function* csvChunks(
  kind: RecordKind,
  table: Table<RecordKind>,
  archive: Archive,
  counted: { rows: number },
): AsyncGenerator<Uint8Array> {
  yield encoder.encode(toCsv(table.header, []))
  let nth = 0
  for await (const records of batches(kind, archive)) {
    const lines: Cell[][] = []
    for (const record of records) {
      nth += 1
      lines.push(...tableLines(table, record, nth))
    }
    counted.rows += lines.length
    if (lines.length > 0) yield encoder.encode(csvLines(lines))
  }
}

/** Every record of a kind in its newest version, word for word, withdrawn ones by name and basis. One to a line. */
async function* jsonChunks(kind: RecordKind, archive: Archive, frame: PageFrame): AsyncGenerator<Uint8Array> {
  yield encoder.encode(`{${frame.demo ? '"demo":true,' : ''}"kind":"${kind}","items":[`)
  let comma = '\n'
  for await (const records of batches(kind, archive)) {
    yield encoder.encode(`${comma}${records.map((record) => JSON.stringify(record)).join(',\n')}`)
    comma = ',\n'
  }
  yield encoder.encode('\n]}\n')
}

async function* batches(kind: RecordKind, archive: Archive): AsyncGenerator<PublicRecord[]> {
  const count = await archive.count(kind)
  for (let from = 1; from <= count; from += PAGE_SIZE) yield await archive.page(kind, from, from + PAGE_SIZE - 1)
}

/** Stores a file and says how large it is and what its digest is. */
async function stored(path: string, format: string, chunks: AsyncIterable<Uint8Array>, put: Put) {
  const digest = sha256.create()
  let size = 0
  async function* measured() {
    for await (const chunk of chunks) {
      digest.update(chunk)
      size += chunk.length
      yield chunk
    }
  }
  await put(path, measured())
  return { href: `/${path}`, format, size, sha256: bytesToHex(digest.digest()) }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
