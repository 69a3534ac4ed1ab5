import canonicalize from 'canonicalize'
import type { PublicRecord } from '../record.ts'
import { recordIn } from '../record-form.ts'
import { commitDigest } from '../tip/commitment.ts'
import { toBase64 } from './base64.ts'
import { type Checkpoint, openCheckpoint, readUnsigned } from './checkpoint.ts'
import type { LogClient } from './client.ts'
import { leafHash, sameHash } from './hash.ts'
import { documentDigest, entryOf, type Leaf, readLeaf, recordLeaf, tipLeaf } from './leaf.ts'
import { MalformedLog } from './malformed.ts'
import { BadNote, openNote, type Verifier } from './note.ts'
import { readPromise, type TipPromise } from './promise.ts'
import { verifyInclusion } from './proof.ts'
import { type Receipt, readProof } from './receipt.ts'

/**
 * What is checked, in the order it is told: the digest of the document, the leaf that carries it, the path from the leaf to
 * a root, that root against the log of today, the signature under it; of a promise, whether it was kept.
 */
export const STEPS = ['digest', 'leaf', 'path', 'root', 'signature', 'promise'] as const
/** `detail` is what was compared or what is wrong, for whoever wants to look closer; not a sentence for everybody. */
export type Step = { step: (typeof STEPS)[number]; ok: boolean; detail: string }

/** What a check holds a proof against. Without `open` the log of today is not asked: step `root` is left out. */
export type Against = {
  /** Text of a `.tlog-proof`. */
  proof: string
  verifiers: readonly Verifier[]
  origin?: string
  /** Opens the log after the proof was read, so that it is not older than the proof. */
  open?: () => Promise<LogClient>
}

/**
 * Whether a record, as its served JSON has it, is in the log. A step that fails is named, never thrown; what throws is
 * what could not be looked at (no network). Without `json` the proof alone is checked: of what leaf it is, its `extra` tells.
 */
export async function checkRecord(against: Against & { json?: unknown }): Promise<Step[]> {
  const record = recordIn(against.json)
  const steps: Step[] = []
  if (record) steps.push({ step: 'digest', ok: true, detail: documentDigest(record) })
  else if (against.json !== undefined) steps.push({ step: 'digest', ok: false, detail: 'no record in this JSON' })
  return [...steps, ...(await checkProof(against, (extra) => recordEntry(extra, record)))]
}

/** Whether the tip somebody holds the receipt of is in the log: `extra` is the secret and the digest of what was said. */
export function checkReceipt(against: Against): Promise<Step[]> {
  return checkProof(against, (extra) => {
    if (extra.length !== 64) throw new MalformedLog(`${extra.length} bytes of extra instead of 64`)
    const leaf = tipLeaf(commitDigest(extra.subarray(0, 32), extra.subarray(32)))
    return { entry: entryOf(leaf), detail: leaf.c }
  })
}

/** Whether a proof is of a tip's receipt rather than of a record. */
export function isReceipt({ extra }: Pick<Receipt, 'extra'>): boolean {
  return extra?.length === 64
}

/**
 * Whether a promise was kept: by a leaf of the log, read from its first, or because its deadline is not past `asOf` (Unix
 * seconds). `index` is the leaf.
 */
export async function checkPromise(about: {
  note: string
  verifiers: readonly Verifier[]
  leaves: AsyncIterable<{ index: number; leaf: Leaf }>
  asOf: number
}): Promise<{ steps: Step[]; promise: TipPromise | null; index: number | null }> {
  const opened = said(() => {
    const { body } = openNote(about.note, about.verifiers)
    const promise = readPromise(body)
    const by = about.verifiers.find((one) => one.name === `${promise.origin}/promise`)
    if (!by) throw new BadNote(`a promise that ${promise.origin}/promise did not sign`)
    openNote(about.note, [by])
    return { promise, by }
  })
  if ('wrong' in opened)
    return { steps: [{ step: 'signature', ok: false, detail: opened.wrong }], promise: null, index: null }
  const { promise, by } = opened
  const steps: Step[] = [{ step: 'signature', ok: true, detail: `${by.name} ${by.id}` }]
  const commitment = toBase64(promise.commitment)
  const due = `${new Date(promise.deadline * 1000).toISOString()}`
  for await (const { index, leaf } of about.leaves)
    if (leaf.t === 'tip' && leaf.c === commitment)
      return { steps: [...steps, { step: 'promise', ok: true, detail: `leaf ${index}` }], promise, index }
  const ok = about.asOf <= promise.deadline
  const detail = ok ? `no leaf yet, due ${due}` : `no leaf, was due ${due}`
  return { steps: [...steps, { step: 'promise', ok, detail }], promise, index: null }
}

type Made = { entry: Uint8Array; detail: string }

/** From the leaf that `extra` makes up to the signature. */
async function checkProof(against: Against, leafOf: (extra: Uint8Array) => Made): Promise<Step[]> {
  const read = said(() => readReceipt(against.proof))
  if ('wrong' in read) return [{ step: 'path', ok: false, detail: read.wrong }]
  const { receipt, checkpoint } = read
  const made = said(() => leafOf(receipt.extra ?? new Uint8Array()))
  const steps: Step[] = [
    'wrong' in made
      ? { step: 'leaf', ok: false, detail: made.wrong }
      : { step: 'leaf', ok: true, detail: `leaf ${receipt.index}: ${made.detail}` },
  ]
  // An altered record still has a proof of the leaf it should have been: that much is told.
  const entry = 'wrong' in made ? receipt.extra : made.entry
  if (entry) {
    const { index, proof } = receipt
    const ok = verifyInclusion(leafHash(entry), index, checkpoint.size, proof, checkpoint.root)
    steps.push({ step: 'path', ok, detail: `${proof.length} hashes to ${toBase64(checkpoint.root)}` })
    if (against.open) steps.push(await checkRoot(against.open, checkpoint, index, entry))
  }
  const signed = said(() => openCheckpoint(receipt.checkpoint, against.verifiers, against.origin))
  return [
    ...steps,
    'wrong' in signed
      ? { step: 'signature', ok: false, detail: signed.wrong }
      : { step: 'signature', ok: true, detail: `${checkpoint.origin}, ${checkpoint.size} leaves` },
  ]
}

/** Whether the log of today goes on from the checkpoint of the proof and still has the entry, by its tiles. */
async function checkRoot(
  open: () => Promise<LogClient>,
  old: Checkpoint,
  index: number,
  entry: Uint8Array,
): Promise<Step> {
  try {
    const log = await open()
    const { size, root } = log.checkpoint
    if (!(await log.consistentWith(old)))
      return { step: 'root', ok: false, detail: `the log of ${size} does not continue the one of ${old.size}` }
    if (!sameHash(leafHash(await log.entry(index)), leafHash(entry)))
      return { step: 'root', ok: false, detail: `the log has another entry at ${index}` }
    return { step: 'root', ok: true, detail: `${size} leaves, ${toBase64(root)}` }
  } catch (error) {
    if (error instanceof MalformedLog || error instanceof RangeError)
      return { step: 'root', ok: false, detail: error.message }
    throw error
  }
}

/** The leaf in `extra`, which must be the one the record makes. */
function recordEntry(extra: Uint8Array, record: PublicRecord | null): Made {
  const leaf = readLeaf(extra)
  const text = new TextDecoder().decode(extra)
  if (!record) return { entry: extra, detail: text }
  if (leaf.t !== 'disclosure' && leaf.t !== 'withdraw') throw new MalformedLog(`a leaf of no record: ${text}`)
  const expected = recordLeaf(record, leaf.prev)
  if (sameHash(leafHash(entryOf(expected)), leafHash(extra)))
    return { entry: extra, detail: `${leaf.kind} ${leaf.id} v${leaf.ver}` }
  const inLog: Record<string, unknown> = { ...leaf }
  const inRecord: Record<string, unknown> = { ...expected }
  const names = Object.keys({ ...inRecord, ...inLog })
  const name = names.find((one) => canonicalize(inLog[one]) !== canonicalize(inRecord[one])) ?? ''
  throw new MalformedLog(
    `${name} is ${canonicalize(inLog[name])} in the log, ${canonicalize(inRecord[name])} in the record`,
  )
}

/** A proof and the checkpoint in it, whoever signed that. */
function readReceipt(text: string): { receipt: Receipt; checkpoint: Checkpoint } {
  const receipt = readProof(text)
  return { receipt, checkpoint: readUnsigned(receipt.checkpoint) }
}

/** What a reading gives, or what was wrong with what was read. */
function said<T extends object>(read: () => T): T | { wrong: string } {
  try {
    return read()
  } catch (error) {
    if (error instanceof MalformedLog) return { wrong: error.message }
    throw error
  }
}
