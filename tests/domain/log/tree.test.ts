import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { consistencyProof, inclusionProof, rootAt } from '#domain/log/tree.ts'
import { countedEntries, hashesOf } from '../../fixtures/log.ts'
import { VECTORS } from '../../fixtures/tlog-vectors.ts'

const { leaves_hex, roots_hex_by_size, inclusion, consistency } = VECTORS.rfc6962
const hashAt = hashesOf(leaves_hex.map(hexToBytes))
const hex = (hashes: Uint8Array[]) => hashes.map(bytesToHex)

test('the roots of RFC 6962 come out at every size', async () => {
  const roots = await Promise.all(roots_hex_by_size.map((_, size) => rootAt(size, hashAt)))
  expect(hex(roots)).toEqual(roots_hex_by_size)
})

test.each(inclusion)('the inclusion proof of leaf $index in $size is the one of the vectors', async (one) => {
  expect(hex(await inclusionProof(one.index, one.size, hashAt))).toEqual(one.proof)
})

test.each(consistency)('the consistency proof from $old to $size is the one of the vectors', async (one) => {
  expect(hex(await consistencyProof(one.old, one.size, hashAt))).toEqual(one.proof)
})

test('the roots of larger logs are those Go computed', async () => {
  for (const [size, note] of Object.entries(VECTORS.checkpoints)) {
    const root = await rootAt(Number(size), hashesOf(countedEntries(Number(size))))
    expect(Buffer.from(root).toString('base64'), size).toBe(note.split('\n')[2])
  }
})

test('nothing is proved of leaves that are not there, nor of a log that was larger', async () => {
  await expect(inclusionProof(8, 8, hashAt)).rejects.toThrow('no leaf 8 in 8')
  await expect(inclusionProof(0, 0, hashAt)).rejects.toThrow('no leaf 0 in 0')
  await expect(inclusionProof(0.5, 8, hashAt)).rejects.toThrow(RangeError)
  await expect(consistencyProof(9, 8, hashAt)).rejects.toThrow('a log of 8 was never one of 9')
  await expect(rootAt(-1, hashAt)).rejects.toThrow(RangeError)
})

test('sizes beyond 32 bits are split where they must be', async () => {
  const asked: [number, number][] = []
  await rootAt(2 ** 40 + 3, async (level, index) => {
    asked.push([level, index])
    return new Uint8Array(32)
  })
  expect(asked).toEqual([
    [40, 0],
    [1, 2 ** 39],
    [0, 2 ** 40 + 2],
  ])
})
