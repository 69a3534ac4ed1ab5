import { LogCheckpoint } from '@sigstore/verify/dist/tlog/checkpoint.js'
import { verifyMerkleInclusion } from '@sigstore/verify/dist/tlog/merkle.js'
import { beforeAll, expect, test } from 'vitest'
import { inclusionProof, rootAt } from '#domain/log/tree.ts'
import { countedEntries, hashesOf, signedCheckpoint, signerOf } from '../../fixtures/log.ts'

// Another implementation of RFC 6962 proofs and of checkpoints, by other people, must agree with ours.

const entries = countedEntries(600)
const hashAt = hashesOf(entries)
const log = signerOf('log.example/env', new Uint8Array(32).fill(5))
const SIZES = [1, 2, 3, 7, 255, 256, 257, 600]
const checkpoints = new Map<number, LogCheckpoint>()
const flip = (bytes: Uint8Array) => bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) ^ 1)

beforeAll(async () => {
  for (const size of SIZES) {
    const note = await signedCheckpoint({ origin: log.name, size, root: await rootAt(size, hashAt) }, [log])
    checkpoints.set(size, LogCheckpoint.fromString(note))
  }
})

/** Whether the other implementation takes a proof. */
function takes(index: number, size: number, entry: Uint8Array, proof: readonly Uint8Array[]): boolean {
  const inclusionProof = { logIndex: String(index), hashes: proof.map((one) => Buffer.from(one)) }
  const theirs = { inclusionProof, canonicalizedBody: Buffer.from(entry) }
  try {
    verifyMerkleInclusion(
      theirs as unknown as Parameters<typeof verifyMerkleInclusion>[0],
      checkpoints.get(size) as LogCheckpoint,
    )
    return true
  } catch {
    return false
  }
}

test('it reads our checkpoints as we mean them', async () => {
  for (const size of SIZES) {
    const theirs = checkpoints.get(size) as LogCheckpoint
    expect([theirs.origin, Number(theirs.logSize)]).toEqual([log.name, size])
    expect(new Uint8Array(theirs.logHash)).toEqual(await rootAt(size, hashAt))
  }
})

test('it takes our proof of every entry, and none that was altered in a hash, the entry, the place or the length', async () => {
  for (const size of SIZES)
    for (let index = 0; index < size; index++) {
      const entry = entries[index] as Uint8Array
      const proof = await inclusionProof(index, size, hashAt)
      const altered = [
        takes(index, size, flip(entry), proof),
        ...proof.map((hash, at) => takes(index, size, entry, proof.with(at, flip(hash)))),
        takes(index ^ 1, size, entry, proof),
        takes(index, size, entry, [...proof, hashOf(proof)]),
        proof.length > 0 && takes(index, size, entry, proof.slice(1)),
      ]
      if (!takes(index, size, entry, proof)) expect.fail(`refused ${index} of ${size}`)
      if (altered.some((one) => one)) expect.fail(`took an altered proof of ${index} of ${size}`)
    }
})

function hashOf(proof: readonly Uint8Array[]): Uint8Array {
  return proof[0] ?? new Uint8Array(32)
}
