import { MalformedLog } from './malformed.ts'
import { TILE_WIDTH } from './tile.ts'

/** Bytes an entry may have: its length is written in two. */
export const ENTRY_MAX = 65_535

/**
 * Entries as a bundle (tlog-tiles): each behind its length as two bytes, big-endian.
 * @throws RangeError when there are more than 256 or one is too long
 */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length > TILE_WIDTH) throw new RangeError(`${entries.length} entries in a bundle`)
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const entry of entries) {
    if (entry.length > ENTRY_MAX) throw new RangeError(`an entry of ${entry.length} bytes`)
    view.setUint16(at, entry.length)
    bytes.set(entry, at + 2)
    at += 2 + entry.length
  }
  return bytes
}

/**
 * The first `width` entries of a bundle that ends after them.
 * @throws MalformedLog when it ends early or goes on
 */
export function decodeBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries: Uint8Array[] = []
  let at = 0
  while (entries.length < width) {
    const end = at + 2 <= bytes.length ? at + 2 + view.getUint16(at) : Number.POSITIVE_INFINITY
    if (end > bytes.length) throw new MalformedLog(`a bundle ends in entry ${entries.length} of ${width}`)
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  if (at !== bytes.length) throw new MalformedLog(`a bundle goes on after ${width} entries`)
  return entries
}
