import type { SigningKey } from '#db/log/seed.ts'
import { noteOf, signatureLine, vkeyOf } from '#domain/log/note.ts'
import { readPromise } from '#domain/log/promise.ts'
import type { Env } from '../env.ts'

/** What signs promises in a host's `Env`; nothing does where there is no key. */
export function promisesBy(key: Promise<SigningKey> | null): Pick<Env, 'signPromise' | 'promiseVkey'> {
  if (!key) return { signPromise: null, promiseVkey: null }
  return {
    async signPromise(body) {
      const { publicKey, sign } = await key
      return noteOf(body, [await signatureLine(nameIn(readPromise(body).origin), publicKey, body, sign)])
    },
    promiseVkey: async (origin) => vkeyOf(nameIn(origin), (await key).publicKey),
  }
}

/** A key of its own: what it signs can never pass for a checkpoint. */
function nameIn(origin: string): string {
  return `${origin}/promise`
}
