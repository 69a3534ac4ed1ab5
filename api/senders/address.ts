import { type BlockList, isIP } from 'node:net'

/**
 * Whose request this is, for the rate buckets alone: the peer, or, when the peer is a proxy we trust, the nearest hop
 * of `X-Forwarded-For` that is not one. Anything a stranger wrote further left is never believed.
 */
export function clientAddress(peer: string | undefined, forwarded: string | undefined, trusted: BlockList): string {
  const near = plain(peer ?? '')
  if (!isTrusted(near, trusted)) return near
  const hops = (forwarded ?? '').split(',').map((hop) => plain(hop.trim()))
  for (const hop of hops.reverse()) {
    if (!isIP(hop)) return near
    if (!isTrusted(hop, trusted)) return hop
  }
  return near
}

function isTrusted(address: string, trusted: BlockList): boolean {
  const family = isIP(address)
  return family !== 0 && trusted.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/** `::ffff:192.0.2.1` is 192.0.2.1. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
