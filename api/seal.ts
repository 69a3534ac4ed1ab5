import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { base32 } from '#domain/tip/receipt.ts'

/** Which key and format a sealed text was made with; another key gets another number. */
const KEY_ID = 1
const NONCE = 12

/**
 * An e-mail address as it lies in the database: key id, nonce, AES-256-GCM. Bound to its owner (a tip by its id, a follower
 * as `follower:<id>`), so that no sealed address can be moved to another row. Only the outbox opens it.
 */
export async function sealEmail(key: Uint8Array, email: string, owner: string, nonce: Uint8Array): Promise<Uint8Array> {
  const sealed = await crypto.subtle.encrypt(parameters(nonce, owner), await aes(key, 'encrypt'), plain(email))
  return concatBytes(Uint8Array.of(KEY_ID), nonce, new Uint8Array(sealed))
}

/** @throws when the key is another, or the bytes were changed or belong to another owner */
export async function openEmail(key: Uint8Array, sealed: Uint8Array, owner: string): Promise<string> {
  if (sealed[0] !== KEY_ID) throw new Error("couldn't open the e-mail: unknown key")
  const nonce = sealed.slice(1, 1 + NONCE)
  const opened = await crypto.subtle.decrypt(
    parameters(nonce, owner),
    await aes(key, 'decrypt'),
    new Uint8Array(sealed.slice(1 + NONCE)),
  )
  return new TextDecoder().decode(opened)
}

/** Length in bytes of the nonce `sealEmail` wants. */
export const EMAIL_NONCE = NONCE

/** HMAC-SHA-256 in hex over a label and parts; the label keeps one purpose from standing in for another. */
export function keyedHash(key: Uint8Array, label: string, ...parts: (string | Uint8Array)[]): string {
  const mac = hmac.create(sha256, key).update(utf8ToBytes(`${label}\n`))
  for (const part of parts) mac.update(typeof part === 'string' ? utf8ToBytes(part) : part)
  return bytesToHex(mac.digest())
}

/** What an answer to a mail of ours proves itself by: 50 bits, known from our mails about that tip alone. */
export function mailProof(key: Uint8Array, tipId: string): string {
  return base32(hmac(sha256, key, utf8ToBytes(`mail-proof-v1\n${tipId}`)), 10)
}

/**
 * What a link in a mail to a follower proves itself by: 130 bits, derived anew whenever a mail goes out, so that the
 * database keeps a hash alone. Without a subject it ends all they follow.
 */
export function followToken(key: Uint8Array, followerId: string, subject: string | null): string {
  const about = subject === null ? 'end' : `confirm\n${subject}`
  return base32(hmac(sha256, key, utf8ToBytes(`follow-token-v1\n${followerId}\n${about}`)), 26).toLowerCase()
}

/** Whether two texts are equal, in a time that says nothing of where they differ. */
export function isSame(one: string, other: string): boolean {
  let difference = one.length ^ other.length
  for (let at = 0; at < one.length; at += 1) difference |= one.charCodeAt(at) ^ (other.charCodeAt(at) || 0)
  return difference === 0
}

/** 16 random bytes as a UUID of version 4. */
export function uuidOf(bytes: Uint8Array): string {
  const hex = bytesToHex(bytes.with(6, ((bytes[6] ?? 0) & 0x0f) | 0x40).with(8, ((bytes[8] ?? 0) & 0x3f) | 0x80))
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}

function parameters(nonce: Uint8Array, owner: string): AesGcmParams {
  return { name: 'AES-GCM', iv: new Uint8Array(nonce), additionalData: plain(`notify-email\n${owner}`) }
}

function aes(key: Uint8Array, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', new Uint8Array(key), 'AES-GCM', false, [use])
}

const plain = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(utf8ToBytes(text))
