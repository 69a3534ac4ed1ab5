import { fromBase64 } from '../log/base64.ts'

/** How an envelope came to be sealed: in the reporter's browser, by us on arrival, or in the browser of who wrote it down. */
export const SEALED_BY = ['browser', 'server', 'desk'] as const
export type SealedBy = (typeof SEALED_BY)[number]

/** Characters of an armoured envelope at most (`TipInput`). */
export const ENVELOPE_LENGTH = 20_000
/** An age payload begins with 16 bytes of nonce and every chunk ends with a tag of 16. */
const OVERHEAD = 32
/** More than two chunks' worth of words about one person is no identity. */
const MOST_PLAIN = 4096

export type EnvelopeFault = 'wrong-format' | 'too-few' | 'too-long' | 'mismatch'

/**
 * What is wrong with an armoured age file (https://age-encryption.org/v1) as the envelope of an identity; null when
 * nothing. It must be sealed to two X25519 keys or more and hold no passphrase. Which keys they are, an age header does
 * not tell, and neither can we: their number is all that is compared with what the sender `named`.
 */
export function envelopeFault(sealed: string, named: number | null): EnvelopeFault | null {
  const parts = openArmour(sealed)
  if (!parts) return 'wrong-format'
  const { types, payload } = parts
  if (types.includes('scrypt')) return 'wrong-format'
  const keys = types.filter((type) => type === 'X25519').length
  if (keys < 2) return 'too-few'
  if (named !== null && keys !== named) return 'mismatch'
  if (payload <= OVERHEAD) return 'wrong-format'
  return payload > OVERHEAD + MOST_PLAIN ? 'too-long' : null
}

/**
 * The header of an armoured age file, by which a key is tried without a word of what is sealed: it holds the file's key,
 * for each recipient, and nothing of its content. Null when it is no age file.
 */
export function envelopeHeader(sealed: string): string | null {
  return openArmour(sealed)?.header ?? null
}

const BEGIN = '-----BEGIN AGE ENCRYPTED FILE-----'
const END = '-----END AGE ENCRYPTED FILE-----'

/** The header, the types of its stanzas and the length of the payload; null when it is no age file. */
function openArmour(sealed: string): { header: string; types: string[]; payload: number } | null {
  const lines = sealed.replaceAll('\r\n', '\n').trim().split('\n')
  if (lines[0] !== BEGIN || lines.at(-1) !== END) return null
  const body = lines.slice(1, -1)
  if (body.some((line, at) => line.length > 64 || (at < body.length - 1 && line.length !== 64))) return null
  const bytes = bytesOf(body.join(''))
  if (!bytes) return null
  // A header is ASCII; what follows its last line is not.
  const text = Array.from(bytes.subarray(0, 8192), (byte) => String.fromCharCode(byte)).join('')
  const header =
    /^age-encryption\.org\/v1\n((?:-> [!-~]+(?: [!-~]+)*\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n)+)--- [A-Za-z0-9+/]{43}\n/.exec(
      text,
    )
  if (!header) return null
  const types = [...(header[1] ?? '').matchAll(/^-> ([!-~]+)/gm)].map((stanza) => stanza[1] ?? '')
  return { header: header[0], types, payload: bytes.length - header[0].length }
}

function bytesOf(base64: string): Uint8Array | null {
  try {
    return fromBase64(base64)
  } catch {
    return null
  }
}
