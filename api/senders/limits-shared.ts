import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { RateLimits } from '../env.ts'
import { prefixOf } from '../guards/limit.ts'
import type { Bindings } from './edge-bindings.ts'

/**
 * Rate buckets that hold across isolates. An address leaves this isolate only as an HMAC under `key`; the object keys
 * that again with a key nobody has. While the object cannot be reached every bucket counts as over: work is asked then.
 */
export function sharedLimits(namespace: Bindings['LIMITS'], key: Uint8Array): RateLimits {
  const limits = () => namespace.get(namespace.idFromName('limits')) as RateLimits
  const household = (address: string) => bytesToHex(hmac(sha256, key, utf8ToBytes(`household-v1|${prefixOf(address)}`)))
  return {
    isOver: async (kind, address, limit, now) =>
      limits()
        .isOver(kind, household(address), limit, now)
        .catch(() => true),
    count: async (kind, address, now) =>
      limits()
        .count(kind, household(address), now)
        .catch(() => {}),
  }
}
