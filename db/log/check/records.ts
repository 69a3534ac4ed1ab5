import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { sameHash } from '#domain/log/hash.ts'
import { entryOf, recordLeaf } from '#domain/log/leaf.ts'
import type { PublicRecord, RecordFile } from '#domain/record.ts'
import { recordFilePath, recordPath } from '../../record.ts'
import { blobOf, type Checking, type Found } from './checking.ts'
import { leafIn } from './tree.ts'

/** Publications read at a time; each is some kilobytes. */
const PAGE = 50

type Row = {
  position: number
  which: Pick<PublicRecord, 'kind' | 'id' | 'version'>
  on: string
  text: string
  leaf: { index: number; entry: Uint8Array } | null
  /** The leaf of the version before. */
  prev: number | null
}

/** Every publication has its leaf, in the order of positions, and the leaf says what was published; and the other way round. */
export async function* comparePublications(of: Checking): Found {
  let last = -1
  for await (const { position, which, on, text, leaf, prev } of publicationsOf(of)) {
    const row = `publications ${position}`
    const record = parse(text)
    if (!record || record.kind !== which.kind || record.id !== which.id || record.version !== which.version)
      yield { code: 'publication.columns', at: { row } }
    else if (record.publishedOn !== on) yield { code: 'publication.columns', at: { row } }
    if (!leaf || leaf.index >= of.size) {
      yield { code: 'publication.no-leaf', at: { row } }
      continue
    }
    const says = record && digestOf(text) === docOf(leaf.entry) && entryOr(() => entryOf(recordLeaf(record, prev)))
    if (!says || !sameHash(says, leaf.entry) || leaf.index <= last)
      yield { code: 'leaf.record', at: { leaf: leaf.index } }
    last = leaf.index
  }
  for (let after = 0; after < of.position; after += 1000) {
    const { rows } = await of.db.query(
      `SELECT idx FROM log_leaves WHERE publication > ? AND publication <= ?
       AND NOT EXISTS (SELECT 1 FROM publications WHERE position = publication) ORDER BY idx`,
      [after, after + 1000],
    )
    for (const row of rows) yield { code: 'leaf.no-publication', at: { leaf: Number(row.idx) } }
    await of.breathe()
  }
}

/** The record folder holds exactly what the log has the digest of, and the files filed with it. */
export async function* compareRecord(of: Checking): Found {
  for await (const { which, text, leaf } of publicationsOf(of)) {
    const doc = leaf && docOf(leaf.entry)
    if (!doc) continue
    yield* compareDigest(of, 'record', recordPath(which), doc)
    const record = parse(text)
    for (const file of record?.withdrawn ? [] : (record?.files ?? []))
      yield* compareDigest(of, 'record', recordFilePath(which, file.name), `sha256:${file.sha256}`)
  }
}

/** A file is there with the bytes of a digest. */
export async function* compareDigest(
  { places, breathe }: Checking,
  place: 'record' | 'site',
  path: string,
  digest: string,
): Found {
  const bytes = await places[place](path)
  const noun = place === 'site' ? 'served' : place
  const at = { path: `${place}/${path}` }
  if (!bytes) yield { code: `${noun}.missing`, at }
  else if (`sha256:${bytesToHex(sha256(bytes))}` !== digest) yield { code: `${noun}.differs`, at }
  await breathe()
}

/** What was published up to the position a check goes to, oldest first, each with its leaf. */
export async function* publicationsOf({ db, position, breathe }: Checking): AsyncGenerator<Row> {
  for (let after = 0; ; ) {
    const { rows } = await db.query(
      `SELECT p.position, p.kind, p.id, p.version, p.published_on, p.record, l.idx, l.entry,
         (SELECT b.idx FROM publications q JOIN log_leaves b ON b.publication = q.position
          WHERE q.kind = p.kind AND q.id = p.id AND q.version = p.version - 1) AS prev
       FROM publications p LEFT JOIN log_leaves l ON l.publication = p.position
       WHERE p.position > ? AND p.position <= ? ORDER BY p.position LIMIT ${PAGE}`,
      [after, position],
    )
    for (const row of rows) {
      yield {
        position: Number(row.position),
        which: { kind: row.kind, id: row.id, version: Number(row.version) } as Row['which'],
        on: String(row.published_on),
        text: String(row.record),
        leaf: row.idx === null ? null : { index: Number(row.idx), entry: blobOf(row.entry) },
        prev: row.prev === null ? null : Number(row.prev),
      }
      await breathe()
    }
    if (rows.length < PAGE) return
    after = Number(rows.at(-1)?.position)
  }
}

/** The digest of the document a leaf names; null when the leaf is no publication's. */
export function docOf(entry: Uint8Array): string | null {
  const leaf = leafIn(entry)
  return leaf && 'doc' in leaf ? leaf.doc : null
}

export function digestOf(text: string): string {
  return `sha256:${bytesToHex(sha256(new TextEncoder().encode(text)))}`
}

/** A record as its row holds it; null when somebody put something else there. */
export function parse(text: string): (PublicRecord & { files: RecordFile[] }) | null {
  try {
    const record = JSON.parse(text)
    return typeof record === 'object' && record !== null && Array.isArray(record.files) ? record : null
  } catch {
    return null
  }
}

function entryOr(make: () => Uint8Array): Uint8Array | null {
  try {
    return make()
  } catch {
    return null
  }
}
