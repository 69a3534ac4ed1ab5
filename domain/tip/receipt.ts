import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** Crockford base32: no I, L, O, U, so that a code can be read aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** 23 symbols carry 115 bits; the 24th checks them. */
const RANDOM_SYMBOLS = 23

/**
 * The receipt of a tip, 24 symbols without hyphens. Derived by HMAC from the idempotency key and the digest of the
 * body, so that a repeated request gets the same receipt and the database need not keep it.
 */
export function deriveReceipt(key: Uint8Array, idempotencyKey: string, bodyDigest: Uint8Array): string {
  const label = utf8ToBytes(`receipt-v1\n${idempotencyKey.length}\n${idempotencyKey}\n`)
  const body = base32(hmac(sha256, key, concatBytes(label, bodyDigest)), RANDOM_SYMBOLS)
  return body + checkSymbol(body)
}

/**
 * The code a mail is answered with, derived anew when the answer goes out, so that it is stored nowhere. The mail shows it
 * to others: it is changed at first use.
 */
export function mailedReceipt(key: Uint8Array, tipId: string): string {
  const body = base32(hmac(sha256, key, utf8ToBytes(`receipt-mail-v1\n${tipId}`)), RANDOM_SYMBOLS)
  return body + checkSymbol(body)
}

/**
 * The code that takes the place of one a staff member saw. `nonce`: 128 random bits in hex, new each time it is offered;
 * with it the same pair gives the same code again, so that offering one writes nothing and confirming twice is once.
 * Nobody without the key can choose it.
 */
export function successorOf(key: Uint8Array, code: string, nonce: string): string {
  const body = base32(hmac(sha256, key, utf8ToBytes(`receipt-change-v1\n${nonce}\n${code}`)), RANDOM_SYMBOLS)
  return body + checkSymbol(body)
}

/** `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX`, as it is printed. */
export function showReceipt(code: string): string {
  return (code.match(/.{4}/g) ?? []).join('-')
}

/**
 * What somebody typed, as the 24 symbols; null when it cannot be a receipt. Folds case, spaces and hyphens (also the
 * full-width ones), O to 0, I and L to 1.
 */
export function readReceipt(input: string): string | null {
  const code = input
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―−]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  if (code.length !== RANDOM_SYMBOLS + 1) return null
  if (![...code].every((symbol) => ALPHABET.includes(symbol))) return null
  const body = code.slice(0, RANDOM_SYMBOLS)
  return checkSymbol(body) === code[RANDOM_SYMBOLS] ? code : null
}

/** What the database keeps of a receipt: a hash under a key that lies outside the database (hex). */
export function receiptHash(pepper: Uint8Array, code: string): string {
  return bytesToHex(hmac(sha256, pepper, utf8ToBytes(`receipt-v1${code}`)))
}

/** The first symbols of a byte string in base32, five bits each. */
export function base32(bytes: Uint8Array, symbols: number): string {
  let bits = 0n
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
  const width = BigInt(bytes.length * 8)
  return Array.from(
    { length: symbols },
    (_, at) => ALPHABET[Number((bits >> (width - 5n * BigInt(at + 1))) & 31n)],
  ).join('')
}

/** Luhn mod 32: catches every wrong symbol and nearly every swap of neighbours. */
function checkSymbol(body: string): string {
  let sum = 0
  let factor = 2
  for (const symbol of [...body].reverse()) {
    const product = ALPHABET.indexOf(symbol) * factor
    sum += Math.floor(product / 32) + (product % 32)
    factor = factor === 2 ? 1 : 2
  }
  return ALPHABET[(32 - (sum % 32)) % 32] as string
}
