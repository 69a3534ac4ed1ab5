import { EMPTY_ROOT, HASH_SIZE, nodeHash, sameHash } from './hash.ts'

/**
 * Whether `proof` leads from the leaf hash at `index` to `root`, in a log of `size` (RFC 9162 §2.1.3.2). Never throws:
 * what is out of shape is refused.
 */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes([leaf, root, ...proof])) return false
  let fn = index
  let sn = size - 1
  let hash = leaf
  for (const sibling of proof) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      hash = nodeHash(sibling, hash)
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else hash = nodeHash(hash, sibling)
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 && sameHash(hash, root)
}

/**
 * Whether the log of `size` with `root` begins with the log of `old` with `oldRoot` (RFC 9162 §2.1.4.2). Every log
 * begins with the empty one, by an empty proof.
 */
export function verifyConsistency(
  old: number,
  size: number,
  oldRoot: Uint8Array,
  root: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isSize(old) || !isSize(size) || old > size || !areHashes([oldRoot, root, ...proof])) return false
  if (old === 0) return proof.length === 0 && sameHash(oldRoot, EMPTY_ROOT) && (size > 0 || sameHash(root, EMPTY_ROOT))
  if (old === size) return proof.length === 0 && sameHash(oldRoot, root)
  const path = Number.isInteger(Math.log2(old)) ? [oldRoot, ...proof] : [...proof]
  const first = path.shift()
  // An empty proof between two sizes is refused even where the old root could stand for its first hash.
  if (!first || proof.length === 0) return false
  let fn = old - 1
  let sn = size - 1
  while (isOdd(fn)) {
    fn = half(fn)
    sn = half(sn)
  }
  let oldHash = first
  let hash = first
  for (const sibling of path) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      oldHash = nodeHash(sibling, oldHash)
      hash = nodeHash(sibling, hash)
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else hash = nodeHash(hash, sibling)
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 && sameHash(oldHash, oldRoot) && sameHash(hash, root)
}

function isSize(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function isOdd(value: number): boolean {
  return value % 2 === 1
}

function half(value: number): number {
  return Math.floor(value / 2)
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((one) => one.length === HASH_SIZE)
}
