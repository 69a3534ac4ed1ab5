import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { fromBase64, toBase64 } from './base64.ts'
import { MalformedLog } from './malformed.ts'

/** Signed notes (c2sp.org/signed-note), Ed25519 only. */
const ED25519 = 1
const ID_SIZE = 4
/** More lines than this are refused, as x/mod does; at least 16 must be taken. */
const SIGNATURES_MAX = 100

/** Somebody whose signature counts. `id` is 8 hex digits, `vkey` the one line that says all of it. */
export type Verifier = { name: string; id: string; publicKey: Uint8Array; vkey: string }

/** Signs bytes with the key that belongs to a public key: 64 bytes of Ed25519. */
export type Sign = (message: Uint8Array) => Uint8Array | Promise<Uint8Array>

/** A signature line of a note: one of ours was verified, others are only read. */
export type NoteSignature = { name: string; id: string; isOurs: boolean }

/** Thrown when a note is out of form or not signed as it must be. */
export class BadNote extends MalformedLog {
  override name = 'BadNote'
}

/** `SHA-256(name || 0x0A || type || public key)[0:4]`. */
export function keyId(name: string, type: number, publicKey: Uint8Array): Uint8Array {
  return sha256(concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(type), publicKey)).slice(0, ID_SIZE)
}

/** `<name>+<id>+<base64 of type and key>`. @throws BadNote when the name can be no key's */
export function vkeyOf(name: string, publicKey: Uint8Array): string {
  if (!isKeyName(name)) throw new BadNote('a key name has no spaces and no plus')
  const id = bytesToHex(keyId(name, ED25519, publicKey))
  return `${name}+${id}+${toBase64(concatBytes(Uint8Array.of(ED25519), publicKey))}`
}

/** Reads one vkey, a line without its end. @throws BadNote */
export function readVkey(text: string): Verifier {
  const [, name = '', id = '', encoded = ''] = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/s.exec(text) ?? []
  if (!isKeyName(name)) throw new BadNote('not a vkey')
  const key = bytesOf(encoded, 'the key of a vkey', 33)
  if (key[0] !== ED25519) throw new BadNote('a vkey of another kind than Ed25519')
  const publicKey = key.slice(1)
  if (bytesToHex(keyId(name, ED25519, publicKey)) !== id) throw new BadNote('a vkey whose id is not its own')
  return { name, id, publicKey, vkey: text }
}

/** One signature line with its end. `body` includes its last LF. Ed25519 always answers the same for the same body. */
export async function signatureLine(name: string, publicKey: Uint8Array, body: string, sign: Sign): Promise<string> {
  const signature = await sign(utf8ToBytes(body))
  return `— ${name} ${toBase64(concatBytes(keyId(name, ED25519, publicKey), signature))}\n`
}

/** A body and its signature lines, each with its end, as one note. */
export function noteOf(body: string, lines: readonly string[]): string {
  return `${body}\n${lines.join('')}`
}

/**
 * What a note says and who signed it. At least one of `verifiers` must have; signatures of others are only named; a failing
 * one of a known key refuses the whole note.
 * @throws BadNote
 */
export function openNote(text: string, verifiers: readonly Verifier[]): { body: string; signatures: NoteSignature[] } {
  // U+FFFD is what decoding leaves of bytes that are no UTF-8.
  if (!text.isWellFormed() || /[^\n\u0020-\u{10ffff}]|\ufffd/u.test(text))
    throw new BadNote('a note with characters that no note has')
  const cut = text.lastIndexOf('\n\n')
  if (cut < 0) throw new BadNote('a note without an empty line')
  const body = text.slice(0, cut + 1)
  const lines = text.slice(cut + 2).split('\n')
  if (lines.pop() !== '' || lines.length === 0) throw new BadNote('a note without signatures')
  if (lines.length > SIGNATURES_MAX) throw new BadNote(`a note with ${lines.length} signatures`)
  const signatures = lines.map((line) => readSignature(line, utf8ToBytes(body), verifiers))
  if (!signatures.some((one) => one.isOurs)) throw new BadNote('a note nobody known signed')
  return { body, signatures }
}

function readSignature(line: string, body: Uint8Array, verifiers: readonly Verifier[]): NoteSignature {
  const [, name = '', encoded = ''] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? []
  if (!isKeyName(name)) throw new BadNote('a line that is no signature')
  const bytes = bytesOf(encoded, 'a signature')
  if (bytes.length <= ID_SIZE) throw new BadNote('a signature without bytes')
  const id = bytesToHex(bytes.slice(0, ID_SIZE))
  const known = verifiers.filter((one) => one.name === name && one.id === id)
  if (known.some((one) => !isSigned(bytes.slice(ID_SIZE), body, one)))
    throw new BadNote(`a signature of ${name} that does not hold`)
  return { name, id, isOurs: known.length > 0 }
}

function isSigned(signature: Uint8Array, body: Uint8Array, { publicKey }: Verifier): boolean {
  return signature.length === 64 && ed25519.verify(signature, body, publicKey, { zip215: false })
}

function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\s+]|\p{White_Space}/u.test(name)
}

function bytesOf(encoded: string, what: string, length?: number): Uint8Array {
  try {
    return fromBase64(encoded, length)
  } catch {
    throw new BadNote(`${what} is not canonical base64`)
  }
}
