import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { EMPTY_ROOT, leafHash, nodeHash, sameHash } from '#domain/log/hash.ts'
import { VECTORS } from '../../fixtures/tlog-vectors.ts'

const roots = VECTORS.rfc6962.roots_hex_by_size

test('the empty log is SHA-256 of nothing, a leaf begins with 0 and a node with 1', () => {
  expect(bytesToHex(EMPTY_ROOT)).toBe(roots[0])
  expect(bytesToHex(leafHash(new Uint8Array()))).toBe(roots[1])
  expect(bytesToHex(nodeHash(leafHash(new Uint8Array()), leafHash(Uint8Array.of(0))))).toBe(roots[2])
})

test('an entry that is two hashes is not the node of them', () => {
  const [left, right] = [leafHash(utf8ToBytes('a')), leafHash(utf8ToBytes('b'))]
  expect(sameHash(leafHash(hexToBytes(bytesToHex(left) + bytesToHex(right))), nodeHash(left, right))).toBe(false)
})

test('hashes are the same only when every byte is', () => {
  expect(sameHash(EMPTY_ROOT, EMPTY_ROOT.slice())).toBe(true)
  expect(sameHash(EMPTY_ROOT, EMPTY_ROOT.slice(0, 31))).toBe(false)
  for (let at = 0; at < 32; at++)
    expect(sameHash(EMPTY_ROOT, EMPTY_ROOT.with(at, (EMPTY_ROOT[at] ?? 0) ^ 1)), `${at}`).toBe(false)
})
