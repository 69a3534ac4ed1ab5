import type { Sign } from '#domain/log/note.ts'

/** A key that signs: its public half as notes name it. */
export type SigningKey = { publicKey: Uint8Array; sign: Sign }

/** RFC 8410: what stands before the 32 bytes of an Ed25519 seed in PKCS #8. */
const PKCS8 = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20]

/** The Ed25519 key of a 32-byte seed. The same seed and message always give the same signature (RFC 8032). */
export async function signingKey(seed: Uint8Array): Promise<SigningKey> {
  const bytes = Uint8Array.from([...PKCS8, ...seed])
  const key = await crypto.subtle.importKey('pkcs8', bytes, 'Ed25519', true, ['sign'])
  const { x = '' } = await crypto.subtle.exportKey('jwk', key)
  const publicKey = Uint8Array.from(atob(x.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
  return {
    publicKey,
    sign: async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', key, Uint8Array.from(message))),
  }
}
