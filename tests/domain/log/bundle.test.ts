import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { decodeBundle, encodeBundle } from '#domain/log/bundle.ts'
import { MalformedLog } from '#domain/log/malformed.ts'

/** From the test log of another implementation (Tessera). */
const known = '00036f6e65000374776f00057468726565'
const entries = ['one', 'two', 'three'].map(utf8ToBytes)

test('three entries are the bytes another implementation writes, and are read back', () => {
  expect(bytesToHex(encodeBundle(entries))).toBe(known)
  expect(decodeBundle(hexToBytes(known), 3)).toEqual(entries)
})

test('empty entries and the longest are kept', () => {
  const some = [new Uint8Array(), new Uint8Array(65_535).fill(7), Uint8Array.of(1)]
  expect(decodeBundle(encodeBundle(some), 3)).toEqual(some)
})

test('an entry that is too long, or one too many, makes no bundle', () => {
  expect(() => encodeBundle([new Uint8Array(65_536)])).toThrow(RangeError)
  expect(() => encodeBundle(Array.from({ length: 257 }, () => new Uint8Array()))).toThrow(RangeError)
})

test('a bundle that ends early or goes on is refused', () => {
  const bytes = hexToBytes(known)
  for (let length = 0; length < bytes.length; length++)
    expect(() => decodeBundle(bytes.slice(0, length), 3), `${length}`).toThrow(MalformedLog)
  expect(() => decodeBundle(bytes, 2)).toThrow('goes on after 2 entries')
  expect(() => decodeBundle(bytes, 4)).toThrow('ends in entry 3 of 4')
})

test('a bundle is read inside a larger buffer', () => {
  const buffer = new Uint8Array(40)
  buffer.set(hexToBytes(known), 5)
  expect(decodeBundle(buffer.subarray(5, 5 + known.length / 2), 3)).toEqual(entries)
})
