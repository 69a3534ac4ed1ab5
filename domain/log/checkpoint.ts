import { fromBase64, toBase64 } from './base64.ts'
import { HASH_SIZE } from './hash.ts'
import { MalformedLog } from './malformed.ts'
import { BadNote, type NoteSignature, openNote, type Verifier } from './note.ts'

/** What a log says of itself at one size (c2sp.org/tlog-checkpoint). */
export type Checkpoint = { origin: string; size: number; root: Uint8Array }

/** The three lines that are signed. */
export function checkpointBody({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

/**
 * Reads exactly what `checkpointBody` writes: this log has no extension lines.
 * @throws MalformedLog
 */
export function readCheckpoint(body: string): Checkpoint {
  const [origin, count, root, end, ...more] = body.split('\n')
  if (!origin || !count || !root || end !== '' || more.length > 0)
    throw new MalformedLog('a checkpoint that is not three lines')
  return { origin, size: readDecimal(count), root: fromBase64(root, HASH_SIZE) }
}

/** The checkpoint of a signed note, whoever signed it. @throws MalformedLog */
export function readUnsigned(note: string): Checkpoint {
  return readCheckpoint(note.slice(0, note.lastIndexOf('\n\n') + 1))
}

/**
 * The checkpoint of a signed note, and who signed it. One of `verifiers` must have, under the name that is its origin.
 * @throws BadNote, MalformedLog
 */
export function openCheckpoint(
  note: string,
  verifiers: readonly Verifier[],
  origin?: string,
): { checkpoint: Checkpoint; signatures: NoteSignature[] } {
  const { body, signatures } = openNote(note, verifiers)
  const checkpoint = readCheckpoint(body)
  if (origin !== undefined && checkpoint.origin !== origin) throw new BadNote(`a checkpoint of ${checkpoint.origin}`)
  if (!signatures.some((one) => one.isOurs && one.name === checkpoint.origin))
    throw new BadNote(`a checkpoint that ${checkpoint.origin} did not sign`)
  return { checkpoint, signatures }
}

/** A whole number as the formats write it: no sign, no leading zeroes. @throws MalformedLog */
export function readDecimal(text: string): number {
  if (!/^(0|[1-9]\d*)$/.test(text) || !Number.isSafeInteger(Number(text)))
    throw new MalformedLog('not a decimal number without leading zeroes')
  return Number(text)
}
