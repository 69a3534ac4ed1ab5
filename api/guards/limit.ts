import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { RateKind, RateLimits } from '../env.ts'

const HOUR = 3_600_000

/** Milliseconds a class counts over. */
export function spanOf(kind: RateKind): number {
  return kind === 'mail' || kind === 'follow-mail' ? 24 * HOUR : HOUR
}

/** Counts of one span under a key of its own. Both are forgotten as long after it ends. */
type Span = { number: number; key: Uint8Array; counts: Map<number, number> }

/**
 * Rate buckets in memory (anonymity rule: no address, not even hashed, may be kept). A bucket is
 * HMAC-SHA-256(key, class || prefix) mod 2^24: the key is random and new every hour, because a plain hash of an IPv4
 * address falls to trying them all; 2^24 makes strangers share buckets on purpose. Only counts are kept, no times: what
 * was counted in the hour before weighs as much of itself as still lies within the last sixty minutes. Mail is counted by
 * the day in the same way.
 */
export function memoryLimits(random: (length: number) => Uint8Array): RateLimits {
  const kept = new Map<number, { current: Span; previous: Span | undefined }>()

  const turnTo = (length: number, now: Date) => {
    const number = Math.floor(now.getTime() / length)
    const before = kept.get(length)
    if (before?.current.number === number) return before
    const turned = {
      current: { number, key: random(32), counts: new Map() },
      previous: before?.current.number === number - 1 ? before.current : undefined,
    }
    kept.set(length, turned)
    return turned
  }

  return {
    async isOver(kind, address, limit, now) {
      const length = spanOf(kind)
      const { current, previous } = turnTo(length, now)
      const left = 1 - ((now.getTime() % length) + 1) / length
      const before = previous ? Math.floor(countIn(previous, kind, address) * left) : 0
      return countIn(current, kind, address) + before >= limit
    },
    async count(kind, address, now) {
      const { current } = turnTo(spanOf(kind), now)
      const bucket = bucketOf(current.key, kind, address)
      current.counts.set(bucket, (current.counts.get(bucket) ?? 0) + 1)
    },
  }
}

function countIn(span: Span, kind: string, address: string): number {
  return span.counts.size === 0 ? 0 : (span.counts.get(bucketOf(span.key, kind, address)) ?? 0)
}

function bucketOf(key: Uint8Array, kind: string, address: string): number {
  const [a = 0, b = 0, c = 0] = hmac(sha256, key, utf8ToBytes(`${kind}|${prefixOf(address)}`))
  return (a << 16) | (b << 8) | c
}

/** The part of an address that stands for one household: an IPv4 address whole, the first 56 bits of an IPv6 one. */
export function prefixOf(address: string): string {
  const bare = address.replace(/%.*$/, '').toLowerCase()
  const mapped = /^::(?:ffff:)?(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1]
  if (mapped || !bare.includes(':')) return mapped ?? bare
  const [head = '', tail] = bare.split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail ? tail.split(':') : []
  const gap = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length)
  const groups = [...front, ...Array<string>(gap).fill('0'), ...back].map((group) => Number.parseInt(group, 16) || 0)
  return `${groups
    .slice(0, 4)
    .map((group, at) => (at === 3 ? group & 0xff00 : group).toString(16))
    .join(':')}/56`
}
