import type { PageFrame, RecordPage } from './page.ts'
import { isVersioned, type PublicRecord, type RecordFile, type RecordKind, recordAddress } from './record.ts'

/** What may be told beside a record: never under the name of one of its fields, which must stay as they were published. */
type Beside = { [name: string]: unknown } & { [Field in keyof PublicRecord]?: never }

/**
 * A record as programs get it: everything published, word for word, with its address, its versions and `about`: what its page shows
 * besides. Every JSON file of a record begins like this.
 */
export function openRecord<K extends RecordKind>(page: RecordPage<K>, frame: PageFrame, about: Beside = {}): object {
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

/** Every field a record always has, for what tells it from what was added around it. */
const RECORD_FIELDS = Object.keys({
  kind: true,
  id: true,
  version: true,
  title: true,
  publishedOn: true,
  filedOn: true,
  party: true,
  change: true,
  withdrawn: true,
  returned: true,
  files: true,
  data: true,
} satisfies Record<Exclude<keyof PublicRecord, 'reply'>, true>)

/**
 * The record inside a JSON file that `openRecord` began, for its digest: canonicalized, it is what was published, byte for
 * byte. null when no record is in it.
 */
export function recordIn(json: unknown): PublicRecord | null {
  if (typeof json !== 'object' || json === null) return null
  const fields = json as Record<string, unknown>
  if (!RECORD_FIELDS.every((name) => Object.hasOwn(fields, name)) || !Array.isArray(fields.files)) return null
  if (fields.files.some((file) => typeof file !== 'object' || file === null)) return null
  const files = fields.files.map(({ url: _, ...file }: RecordFile & { url?: string }) => file)
  const always = Object.fromEntries(RECORD_FIELDS.map((name) => [name, fields[name]]))
  return { ...always, ...(fields.reply !== undefined && { reply: fields.reply }), files } as PublicRecord
}

/** A record as something another one points to. */
export function refOf(record: PublicRecord, frame: PageFrame): object {
  const { kind, id, title, version, publishedOn } = record
  return { kind, id, title, version, publishedOn, url: `${frame.origin}${recordAddress(kind, id)}` }
}

/** Old versions have pages; those of registers are data. */
function versionUrl(kind: RecordKind, version: number, address: string): string {
  return isVersioned(kind) ? `${address}v/${version}/` : `${address}v/${version}.json`
}
