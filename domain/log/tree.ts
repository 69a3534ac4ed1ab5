import { EMPTY_ROOT, nodeHash } from './hash.ts'

/** Hash of the complete subtree over the leaves `[index · 2^level, (index + 1) · 2^level)`; level 0 are leaf hashes. */
export type HashAt = (level: number, index: number) => Promise<Uint8Array>

/** Root of the first `size` leaves (RFC 6962 §2.1). */
export async function rootAt(size: number, hashAt: HashAt): Promise<Uint8Array> {
  assertSize(size)
  return size === 0 ? EMPTY_ROOT : subtree(0, size, hashAt)
}

/**
 * Sibling hashes from the leaf upward (RFC 6962 §2.1.1).
 * @throws RangeError when no leaf stands at `index`
 */
export async function inclusionProof(index: number, size: number, hashAt: HashAt): Promise<Uint8Array[]> {
  assertSize(size)
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError(`no leaf ${index} in ${size}`)
  const proof: Uint8Array[] = []
  // Downward from the root, so that the proof is found the other way round than it is written.
  for (let start = 0, width = size; width > 1; ) {
    const left = splitOf(width)
    if (index < start + left) {
      proof.push(await subtree(start + left, width - left, hashAt))
      width = left
    } else {
      proof.push(await subtree(start, left, hashAt))
      start += left
      width -= left
    }
  }
  return proof.reverse()
}

/**
 * What shows that the first `old` leaves of a log of `size` are the log of `old` (RFC 6962 §2.1.2). Empty when `old` is 0
 * or `size`.
 * @throws RangeError when `old` is larger than `size`
 */
export async function consistencyProof(old: number, size: number, hashAt: HashAt): Promise<Uint8Array[]> {
  assertSize(size)
  assertSize(old)
  if (old > size) throw new RangeError(`a log of ${size} was never one of ${old}`)
  if (old === 0 || old === size) return []
  const proof: Uint8Array[] = []
  let start = 0
  let width = size
  while (start + width !== old) {
    const left = splitOf(width)
    if (old <= start + left) {
      proof.push(await subtree(start + left, width - left, hashAt))
      width = left
    } else {
      proof.push(await subtree(start, left, hashAt))
      start += left
      width -= left
    }
  }
  // The verifier knows the old root, so a subtree that is the whole old log is not sent.
  if (start > 0) proof.push(await subtree(start, width, hashAt))
  return proof.reverse()
}

/** Root over `[start, start + width)`; `start` is a multiple of the largest complete subtree in it. */
async function subtree(start: number, width: number, hashAt: HashAt): Promise<Uint8Array> {
  const level = Math.log2(width)
  if (Number.isInteger(level)) return hashAt(level, start / width)
  const left = splitOf(width)
  return nodeHash(await subtree(start, left, hashAt), await subtree(start + left, width - left, hashAt))
}

/** Largest power of two smaller than `width` (≥ 2). Numbers go beyond 32 bits, so no shifts. */
function splitOf(width: number): number {
  let left = 1
  while (left * 2 < width) left *= 2
  return left
}

function assertSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`no size of a log: ${size}`)
}
