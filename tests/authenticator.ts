import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

type Creation = { challenge: string; rp: { id?: string }; excludeCredentials?: { id: string }[] }
type Request = { challenge: string; rpId?: string }
/** What a device does otherwise than it should. */
type Odd = { origin?: string; rpId?: string; verified?: boolean; key?: KeyObject }

/**
 * A passkey device in software (WebAuthn level 3, ES256, no attestation): answers options as
 * `navigator.credentials` would, in WebAuthn's own JSON.
 */
export function authenticator(origin: string) {
  const id = randomBytes(16)
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  let counter = 0

  const clientData = (type: string, challenge: string, odd: Odd) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: odd.origin ?? origin, crossOrigin: false }))
  const authData = (rpId: string, flags: number, more = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter++)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count, more])
  }
  const flagsOf = (odd: Odd) => 0x01 | (odd.verified === false ? 0 : 0x04)
  const answer = (response: Record<string, unknown>) => {
    const own = id.toString('base64url')
    return { id: own, rawId: own, type: 'public-key', clientExtensionResults: {}, response }
  }

  return {
    create(options: Creation, odd: Odd = {}) {
      const jwk = publicKey.export({ format: 'jwk' })
      const cose = map([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(String(jwk.x), 'base64url')],
        [-3, Buffer.from(String(jwk.y), 'base64url')],
      ])
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose])
      const data = authData(odd.rpId ?? options.rp.id ?? '', flagsOf(odd) | 0x40, credential)
      const attestation = map([
        ['fmt', 'none'],
        ['attStmt', []],
        ['authData', data],
      ])
      return answer({
        clientDataJSON: clientData('webauthn.create', options.challenge, odd).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      })
    },

    get(options: Request, odd: Odd = {}) {
      const client = clientData('webauthn.get', options.challenge, odd)
      const data = authData(odd.rpId ?? options.rpId ?? '', flagsOf(odd))
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, odd.key ?? privateKey).toString('base64url'),
      })
    },
  }
}

type Item = number | string | Buffer | []

/** The little of CBOR (RFC 8949) that these two structures need; `[]` is the empty map. */
function map(entries: [Item, Item][]): Buffer {
  return Buffer.concat([head(5, entries.length), ...entries.flat().map(item)])
}

function item(value: Item): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, value.length), Buffer.from(value)])
  if (Array.isArray(value)) return head(5, 0)
  return Buffer.concat([head(2, value.length), value])
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  return Buffer.from(length < 256 ? [(major << 5) | 24, length] : [(major << 5) | 25, length >> 8, length & 0xff])
}
