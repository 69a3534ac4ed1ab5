import type { PublicRecord, RecordKind } from '#domain/record.ts'
import type { Engine } from './engine.ts'
import type { FileChange, RecordStore } from './files.ts'
import { listPublications, type Publication } from './publication.ts'

/** Every publication in the order of its position, one JSON object a line. */
export const ORDER = 'order.jsonl'

/** A line of the order: what a full build needs to know of a publication without opening it. */
export type OrderLine = {
  position: number
  kind: RecordKind
  id: string
  version: number
  on: string
  /** Day it counts as filed. */
  filedOn: string
  party: string | null
  year: number | null
  withdrawn: boolean
  /** `relation target` pairs of what it names. */
  links: [string, string][]
}

/** Where the exact bytes of a version lie below the record folder. */
export function recordPath({ kind, id, version }: Pick<PublicRecord, 'kind' | 'id' | 'version'>): string {
  return `${kind}/${id}/v${version}.json`
}

/** Where a file published with a version lies. */
export function recordFilePath({ kind, id, version }: Pick<PublicRecord, 'kind' | 'id' | 'version'>, name: string) {
  return `${kind}/${id}/v${version}/${name}`
}

/** Bytes of a file published with a record, by the digest its record names; null when they are nowhere to be had. */
export type FiledBytes = (id: string, name: string, sha256: string) => Promise<Uint8Array | null>

/**
 * Brings the record folder to what the database has sequenced: exact bytes first, then the line that says they are
 * there. Cut short anywhere, running it again finishes it.
 * @returns the position it has come to
 * @throws when the folder holds another order than the database: it belongs to another instance, or to a later one
 */
export async function keepRecord(db: Engine, store: RecordStore, filed: FiledBytes): Promise<number> {
  let { position } = await lastKept(db, store)
  for (;;) {
    const batch = await listPublications(db, position, 200)
    if (batch.length === 0) return position
    const links = await linksBetween(db, position, batch.at(-1)?.position ?? position)
    const changes: FileChange[] = []
    for (const one of batch) {
      changes.push({ path: recordPath(one.record), bytes: new TextEncoder().encode(one.text) })
      for (const file of one.record.withdrawn ? [] : one.record.files) {
        const path = recordFilePath(one.record, file.name)
        const bytes = await filed(one.record.id, file.name, file.sha256)
        if (!bytes) throw new Error(`couldn't keep ${path}: the file that was published is gone`)
        changes.push({ path, bytes })
      }
    }
    await store.swap(changes)
    await store.append(ORDER, batch.map((one) => `${JSON.stringify(lineOf(one, links))}\n`).join(''))
    position = batch.at(-1)?.position ?? position
  }
}

/** Thrown when the record folder and the database tell two stories. */
export class RecordDiffers extends Error {}

async function lastKept(db: Engine, store: RecordStore): Promise<{ position: number }> {
  const text = await store.lastLine(ORDER)
  if (text === null) return { position: 0 }
  const line = JSON.parse(text) as OrderLine
  const { rows } = await db.query('SELECT kind, id, version FROM publications WHERE position = ?', [line.position])
  const there = rows[0]
  if (there?.kind !== line.kind || there.id !== line.id || Number(there.version) !== line.version)
    throw new RecordDiffers(`the record folder has another publication at position ${line.position} than the database`)
  return { position: line.position }
}

/** What the newest publications in a range name, by position; older versions name nothing any more. */
async function linksBetween(db: Engine, after: number, to: number): Promise<Map<number, [string, string][]>> {
  const { rows } = await db.query(
    `SELECT position, relation, target FROM published JOIN record_links USING (kind, id)
     WHERE position > ? AND position <= ?`,
    [after, to],
  )
  const found = new Map<number, [string, string][]>()
  for (const row of rows) {
    const position = Number(row.position)
    const list = found.get(position) ?? []
    if (list.length === 0) found.set(position, list)
    list.push([String(row.relation), String(row.target)])
  }
  return found
}

function lineOf({ position, record, year }: Publication, links: Map<number, [string, string][]>): OrderLine {
  const { kind, id, version, publishedOn: on, filedOn, party, withdrawn } = record
  const about = { position, kind, id, version, on, filedOn: filedOn ?? on, party: party?.code ?? null, year }
  return { ...about, withdrawn: withdrawn !== null, links: links.get(position) ?? [] }
}
