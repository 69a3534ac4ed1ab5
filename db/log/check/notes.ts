import { fromBase64 } from '#domain/log/base64.ts'
import { readVkey, type Verifier } from '#domain/log/note.ts'

/** Who may have signed: the keys at hand, and those that leaves announce. */
export class Signers {
  private readonly verifiers: readonly Verifier[]
  private readonly keys = new Map<string, Promise<CryptoKey>>()
  /** The first key of all is announced by nobody: two rotations later it is at hand no more. */
  private readonly isFirstKnown: boolean

  constructor(atHand: readonly Verifier[], announced: readonly string[]) {
    this.verifiers = [...atHand, ...announced.filter((vkey) => atHand.every((one) => one.vkey !== vkey)).map(readVkey)]
    this.isFirstKnown = atHand.some((one) => !announced.includes(one.vkey))
  }

  /**
   * Whether a note says exactly this and is signed by a key of the log, and no signature of such a key fails. Ed25519 by
   * the host: a hundred thousand of them are checked in one night.
   */
  async signed(note: string, body: string): Promise<boolean> {
    if (!note.startsWith(`${body}\n`) || !note.endsWith('\n')) return false
    let good = 0
    let known = 0
    for (const line of note.slice(body.length + 1, -1).split('\n')) {
      const [, name, encoded] = /^\u2014 (\S+) (\S+)$/.exec(line) ?? []
      const bytes = encoded === undefined ? null : bytesIn(encoded)
      if (!bytes || bytes.length <= 4) return false
      const id = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('')
      for (const one of this.verifiers.filter((one) => one.name === name && one.id === id)) {
        known += 1
        if (await this.holds(one, bytes.slice(4), body)) good += 1
      }
    }
    return good === known && (good > 0 || !this.isFirstKnown)
  }

  private async holds({ vkey, publicKey }: Verifier, signature: Uint8Array<ArrayBuffer>, body: string) {
    const raw = Uint8Array.from(publicKey)
    const key = this.keys.get(vkey) ?? crypto.subtle.importKey('raw', raw, 'Ed25519', false, ['verify'])
    this.keys.set(vkey, key)
    return crypto.subtle.verify('Ed25519', await key, signature, new TextEncoder().encode(body))
  }
}

function bytesIn(encoded: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(fromBase64(encoded))
  } catch {
    return null
  }
}
