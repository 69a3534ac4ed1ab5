import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import { isCalendarDay } from '../day.ts'
import type { PublicRecord } from '../record.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { ENTRY_MAX } from './bundle.ts'
import { MalformedLog } from './malformed.ts'

/** What the log says of a tip. The last four end the account of it. */
export const TIP_STATUSES = ['accepted', 'extended', 'refused', 'transferred', 'closed', 'dummy'] as const
export type TipStatus = (typeof TIP_STATUSES)[number]

/**
 * What an entry says. Digests, commitments and the words of a correction only: a log cannot forget. `prev` is the leaf
 * of the version before, `doc` the digest of the canonical JSON of the record, `c` base64 of 32 bytes, `i` the leaf of a
 * tip, `o` what opens a cover, `until` the day up to which the old key signs beside the new one.
 */
export type RecordLeaf = {
  t: 'disclosure'
  kind: string
  id: string
  ver: number
  prev: number | null
  at: string
  doc: string
  files: string[]
  why?: { changed: string; basis: string }
}
export type WithdrawalLeaf = Omit<RecordLeaf, 't' | 'files' | 'why'> & { t: 'withdraw'; basis: string }
export type TipLeaf = { t: 'tip'; c: string }
export type StatusLeaf = { t: 'tip-status'; i: number; s: TipStatus; o?: string }
export type KeyLeaf = { t: 'key'; vkey: string; until: string }
export type DayLeaf = { t: 'day'; on: string }
export type Leaf = RecordLeaf | WithdrawalLeaf | TipLeaf | StatusLeaf | KeyLeaf | DayLeaf

/** Digest of the canonical JSON of a record, as it was published: `sha256:<hex>`. */
export function documentDigest(record: PublicRecord): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalize(record) as string)))}`
}

/** The leaf of one published version; `prev` is that of the version before. */
export function recordLeaf(record: PublicRecord, prev: number | null): RecordLeaf | WithdrawalLeaf {
  const { kind, id, version: ver, publishedOn: at, withdrawn, change } = record
  const doc = documentDigest(record)
  if (withdrawn) return { t: 'withdraw', kind, id, ver, prev, at, doc, basis: withdrawn.basis }
  const files = record.files.map((file) => `sha256:${file.sha256}`).sort()
  return { t: 'disclosure', kind, id, ver, prev, at, doc, files, ...(change && { why: change }) }
}

/** A tip as the log knows it: its commitment, whether it is one or a cover. */
export function tipLeaf(commitment: Uint8Array): TipLeaf {
  return { t: 'tip', c: toBase64(commitment) }
}

/** What became of the tip at leaf `tip`; a cover (`dummy`) is opened with its secret. */
export function statusLeaf(tip: number, status: TipStatus, opening?: Uint8Array): StatusLeaf {
  return { t: 'tip-status', i: tip, s: status, ...(opening && { o: toBase64(opening) }) }
}

/** A new key signs from here on; the old one beside it up to the day `until`. */
export function keyLeaf(vkey: string, until: string): KeyLeaf {
  return { t: 'key', vkey, until }
}

/** Tips and statuses after this one entered on the day `on` in Shanghai, until the next such leaf. */
export function dayLeaf(on: string): DayLeaf {
  return { t: 'day', on }
}

/** The bytes of a leaf: canonical JSON (RFC 8785). @throws RangeError beyond 65,535 bytes */
export function entryOf(leaf: Leaf): Uint8Array {
  const entry = utf8ToBytes(canonicalize(leaf) as string)
  if (entry.length > ENTRY_MAX) throw new RangeError(`a leaf of ${entry.length} bytes`)
  return entry
}

/** The leaf an entry says; only the exact bytes `entryOf` writes are read. @throws MalformedLog */
export function readLeaf(entry: Uint8Array): Leaf {
  const leaf = parse(entry)
  const shape = SHAPES[(leaf as { t?: unknown } | null)?.t as Leaf['t']] as Shape | undefined
  if (!shape || !hasShape(leaf, shape)) throw new MalformedLog('an entry of no known form')
  const again = canonicalize(leaf) as string
  if (again !== new TextDecoder().decode(entry)) throw new MalformedLog('an entry that is not canonical JSON')
  return leaf as Leaf
}

/** The leaves of entries, in their order. @throws MalformedLog */
export async function* leavesOf(
  entries: AsyncIterable<{ index: number; entry: Uint8Array }>,
): AsyncGenerator<{ index: number; leaf: Leaf }> {
  for await (const { index, entry } of entries) yield { index, leaf: readLeaf(entry) }
}

function parse(entry: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(entry))
  } catch {
    throw new MalformedLog('an entry that is not JSON')
  }
}

type Test = (value: unknown) => boolean
type Shape = Record<string, Test>

const isText: Test = (value) => typeof value === 'string' && value.isWellFormed()
const isIndex: Test = (value) => Number.isSafeInteger(value) && (value as number) >= 0
const isDay: Test = (value) => typeof value === 'string' && isCalendarDay(value)
const isDigest: Test = (value) => typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value)
const isSecret: Test = (value) => {
  try {
    return fromBase64(value as string, 32).length === 32
  } catch {
    return false
  }
}
const orNot =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value)
const isDigests: Test = (value) =>
  Array.isArray(value) && value.every((one, at) => isDigest(one) && (at === 0 || value[at - 1] <= one))

const VERSION: Shape = {
  t: isText,
  kind: (value) => typeof value === 'string' && /^[a-z_]+$/.test(value),
  id: (value) => typeof value === 'string' && /^[\w-]+$/.test(value),
  ver: (value) => isIndex(value) && value !== 0,
  prev: (value) => value === null || isIndex(value),
  at: isDay,
  doc: isDigest,
}
const WHY: Shape = { changed: isText, basis: isText }
const SHAPES: Record<Leaf['t'], Shape> = {
  disclosure: { ...VERSION, files: isDigests, why: orNot((value) => hasShape(value, WHY)) },
  withdraw: { ...VERSION, basis: isText },
  tip: { t: isText, c: isSecret },
  'tip-status': {
    t: isText,
    i: isIndex,
    s: (value) => TIP_STATUSES.some((one) => one === value),
    o: orNot(isSecret),
  },
  key: { t: isText, vkey: isText, until: isDay },
  day: { t: isText, on: isDay },
}

/** Whether a value is an object of these fields and no others. */
function hasShape(value: unknown, shape: Shape): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const fields = value as Record<string, unknown>
  return (
    Object.keys(fields).every((name) => Object.hasOwn(shape, name)) &&
    Object.entries(shape).every(([name, test]) => test(fields[name]))
  )
}
