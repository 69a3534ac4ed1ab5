import { bytesToHex } from '@noble/hashes/utils.js'
import type { PhotoStore } from '../env.ts'
import type { PublishedFiles } from '../published.ts'
import type { Bindings, Bucket } from './edge-bindings.ts'

/** Published objects above this are not held. */
const LARGE = 1024 * 1024

/** Photos and report files as objects of a bucket, each named by its random key. */
export function bucketStore(bucket: Bucket): PhotoStore {
  return {
    put: async (key, bytes) => void (await bucket.put(key, bytes)),
    get: async (key) => readObject(bucket, key),
    remove: (key) => bucket.delete(key),
  }
}

/**
 * Published files as objects of a bucket, keyed by path. Assets come with the Worker where this build has them, and
 * from the bucket where a page was made by the build before it. The host squeezes text itself.
 */
export function bucketFiles({ SITE, ASSETS }: Pick<Bindings, 'SITE' | 'ASSETS'>): PublishedFiles {
  return {
    async read(path) {
      if (path.startsWith('_astro/')) {
        const asset = await ASSETS.fetch(`https://assets.invalid/${path}`)
        if (asset.ok) return new Uint8Array(await asset.arrayBuffer())
        await asset.body?.cancel()
      }
      const found = await SITE.get(path)
      const digest = found?.checksums.sha256
      // A Worker has little memory: what is large passes through.
      if (found && digest && found.size > LARGE)
        return { size: found.size, digest: bytesToHex(new Uint8Array(digest)), stream: () => found.body }
      return found && new Uint8Array(await found.arrayBuffer())
    },
  }
}

type Reading = { get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null> }

/** The bytes of an object, or null when there is none. */
export async function readObject(bucket: Reading, key: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const found = await bucket.get(key)
  return found && new Uint8Array(await found.arrayBuffer())
}
