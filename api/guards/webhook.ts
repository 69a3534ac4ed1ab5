import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { Refusal } from '#domain/refusal.ts'
import { isSame } from '../seal.ts'

/** How far the clock of whoever signs may be from ours, either way. */
export const WEBHOOK_WINDOW_SECONDS = 300

/** The key in `WEBHOOK_SECRET`: the bytes behind `whsec_` in base64, as the libraries of the standard make it, else the text. */
export function webhookKey(secret: string): Uint8Array {
  const encoded = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret)?.[1]
  return encoded ? Uint8Array.from(atob(encoded), (one) => one.charCodeAt(0)) : utf8ToBytes(secret)
}

/** `v1,<base64>` of HMAC-SHA-256 over `<id>.<timestamp>.<body>` (Standard Webhooks 1.0.0). */
export function signWebhook(key: Uint8Array, id: string, timestamp: string, body: Uint8Array): string {
  const mac = hmac(sha256, key, concatBytes(utf8ToBytes(`${id}.${timestamp}.`), body))
  return `v1,${btoa(String.fromCharCode(...mac))}`
}

/**
 * Refuses what nobody with the key signed, or signed too long ago. Several signatures may stand beside each other while
 * a key is being changed; each is compared in a time that says nothing of where they differ.
 * @throws Refusal `webhook.unsigned`, `webhook.stale`
 */
export function assertSigned(
  key: Uint8Array,
  header: (name: string) => string | undefined,
  body: Uint8Array,
  now: Date,
): void {
  const [id, timestamp] = [header('webhook-id') ?? '', header('webhook-timestamp') ?? '']
  const expected = signWebhook(key, id, timestamp, body)
  const given = (header('webhook-signature') ?? '').split(' ').slice(0, 10)
  // Every one is compared, so that the time does not tell which was right.
  const isSigned = given.map((one) => isSame(one, expected)).includes(true)
  if (!isSigned || id === '' || !/^\d{1,12}$/.test(timestamp)) throw new Refusal('webhook.unsigned')
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > WEBHOOK_WINDOW_SECONDS) throw new Refusal('webhook.stale')
}
