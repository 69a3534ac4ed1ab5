import { hexToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { EMPTY_ROOT, leafHash, nodeHash } from '#domain/log/hash.ts'
import { verifyConsistency, verifyInclusion } from '#domain/log/proof.ts'
import { consistencyProof, inclusionProof, rootAt } from '#domain/log/tree.ts'
import { countedEntries, hashesOf } from '../../fixtures/log.ts'
import { VECTORS } from '../../fixtures/tlog-vectors.ts'

const MOST = 600
const entries = countedEntries(MOST)
const leaves = entries.map(leafHash)
const hashAt = hashesOf(entries)
let roots: Uint8Array[]
beforeAll(async () => {
  roots = await Promise.all(Array.from({ length: MOST + 1 }, (_, size) => rootAt(size, hashAt)))
})
const rootOf = (size: number) => roots[size] as Uint8Array
const leafOf = (index: number) => leaves[index] as Uint8Array
const flipped = (bytes: Uint8Array, bit: number) => bytes.with(bit >> 3, (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)))

/** All indexes of small sizes and of those about powers of two and tiles; of others the ends and what lies between. */
function indexesOf(size: number): number[] {
  if (size <= 64 || [127, 128, 129, 255, 256, 257, 511, 512, 513, MOST].includes(size))
    return Array.from({ length: size }, (_, at) => at)
  return [...new Set([0, 1, size >> 2, size >> 1, (size >> 1) + 1, size - 2, size - 1])]
}

test('at every size from 1 to 600 a leaf is proved to be in the log', async () => {
  for (let size = 1; size <= MOST; size++)
    for (const index of indexesOf(size)) {
      const proof = await inclusionProof(index, size, hashAt)
      const holds = verifyInclusion(leafOf(index), index, size, proof, rootOf(size))
      if (!holds) expect.fail(`${index} of ${size}`)
    }
})

test('at every size from 1 to 600 the log is proved to continue what it was', async () => {
  for (let size = 1; size <= MOST; size++)
    for (const old of [0, ...indexesOf(size).map((index) => index + 1)]) {
      const proof = await consistencyProof(old, size, hashAt)
      const holds = verifyConsistency(old, size, rootOf(old), rootOf(size), proof)
      if (!holds) expect.fail(`${old} to ${size}`)
    }
})

const anIndex = fc.integer({ min: 1, max: MOST }).chain((size) => fc.tuple(fc.nat(size - 1), fc.constant(size)))

test('one flipped bit in the leaf, the root or any hash of the proof is refused', async () => {
  await fc.assert(
    fc.asyncProperty(anIndex, fc.nat(255), async ([index, size], bit) => {
      const proof = await inclusionProof(index, size, hashAt)
      const root = rootOf(size)
      expect(verifyInclusion(flipped(leafOf(index), bit), index, size, proof, root)).toBe(false)
      expect(verifyInclusion(leafOf(index), index, size, proof, flipped(root, bit))).toBe(false)
      for (const [at, hash] of proof.entries())
        expect(verifyInclusion(leafOf(index), index, size, proof.with(at, flipped(hash, bit)), root)).toBe(false)
    }),
    { numRuns: 400 },
  )
})

test('one flipped bit in a root or any hash of a consistency proof is refused', async () => {
  await fc.assert(
    fc.asyncProperty(anIndex, fc.nat(255), async ([before, size], bit) => {
      const old = before + 1
      const proof = await consistencyProof(old, size, hashAt)
      expect(verifyConsistency(old, size, flipped(rootOf(old), bit), rootOf(size), proof)).toBe(false)
      expect(verifyConsistency(old, size, rootOf(old), flipped(rootOf(size), bit), proof)).toBe(false)
      for (const [at, hash] of proof.entries()) {
        const altered = proof.with(at, flipped(hash, bit))
        expect(verifyConsistency(old, size, rootOf(old), rootOf(size), altered)).toBe(false)
      }
    }),
    { numRuns: 400 },
  )
})

test('a proof of another place, another size, too short, too long or with a hash cut is refused', async () => {
  await fc.assert(
    fc.asyncProperty(anIndex, fc.nat(MOST), async ([index, size], other) => {
      const proof = await inclusionProof(index, size, hashAt)
      const leaf = leafOf(index)
      const root = rootOf(size)
      if (other !== index) expect(verifyInclusion(leaf, other, size, proof, root)).toBe(false)
      expect(verifyInclusion(leaf, index, size, [...proof, root], root)).toBe(false)
      if (proof.length === 0) return
      expect(verifyInclusion(leaf, index, size, proof.slice(1), root)).toBe(false)
      expect(verifyInclusion(leaf, index, size, proof.slice(0, -1), root)).toBe(false)
      expect(verifyInclusion(leaf, index, size, proof.with(0, new Uint8Array(31)), root)).toBe(false)
    }),
    { numRuns: 400 },
  )
})

test('a proof does not go on above the root of its size, even to a root made for it', async () => {
  for (const [index, size] of [
    [0, 1],
    [5, 8],
    [6, 7],
    [299, 300],
  ] as const) {
    const above = leafOf(9)
    const proof = [...(await inclusionProof(index, size, hashAt)), above]
    for (const root of [nodeHash(above, rootOf(size)), nodeHash(rootOf(size), above)])
      expect(verifyInclusion(leafOf(index), index, size, proof, root), `${index} of ${size}`).toBe(false)
  }
  for (const [old, size] of [
    [3, 7],
    [6, 8],
    [299, 300],
  ] as const) {
    const above = leafOf(9)
    const proof = [...(await consistencyProof(old, size, hashAt)), above]
    const over = (root: Uint8Array) => nodeHash(above, root)
    expect(verifyConsistency(old, size, over(rootOf(old)), over(rootOf(size)), proof), `${old} to ${size}`).toBe(false)
  }
})

test('a log that left out or changed an earlier leaf cannot show that it continues', async () => {
  for (const [old, size] of [
    [1, 2],
    [255, 256],
    [256, 300],
    [299, 600],
  ] as const) {
    const changed = hashesOf(entries.with(old - 1, new TextEncoder().encode('another')))
    const proof = await consistencyProof(old, size, changed)
    expect(verifyConsistency(old, size, rootOf(old), await rootAt(size, changed), proof)).toBe(false)
  }
})

test('the proofs of the vectors hold', () => {
  const { leaves_hex, roots_hex_by_size, inclusion, consistency } = VECTORS.rfc6962
  const root = (size: number) => hexToBytes(roots_hex_by_size[size] ?? '')
  for (const { index, size, proof } of inclusion) {
    const leaf = leafHash(hexToBytes(leaves_hex[index] ?? ''))
    expect(verifyInclusion(leaf, index, size, proof.map(hexToBytes), root(size))).toBe(true)
  }
  for (const { old, size, proof } of consistency)
    expect(verifyConsistency(old, size, root(old), root(size), proof.map(hexToBytes))).toBe(true)
})

test('every log begins with the empty one, and with itself, by an empty proof and by no other', () => {
  const root = rootOf(7)
  expect(verifyConsistency(0, 7, EMPTY_ROOT, root, [])).toBe(true)
  expect(verifyConsistency(0, 7, EMPTY_ROOT, root, [root])).toBe(false)
  expect(verifyConsistency(0, 7, root, root, [])).toBe(false)
  expect(verifyConsistency(0, 0, EMPTY_ROOT, root, [])).toBe(false)
  expect(verifyConsistency(7, 7, root, root, [])).toBe(true)
  expect(verifyConsistency(7, 7, root, root, [root])).toBe(false)
  expect(verifyConsistency(4, 7, rootOf(4), rootOf(4), [])).toBe(false)
  expect(verifyConsistency(8, 7, root, root, [])).toBe(false)
  expect(verifyInclusion(leafOf(0), 0, 0, [], EMPTY_ROOT)).toBe(false)
  expect(verifyInclusion(leafOf(0), -1, 1, [], rootOf(1))).toBe(false)
  expect(verifyInclusion(leafOf(0), 0.5, 1, [], rootOf(1))).toBe(false)
})
