import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deriveReceipt, readReceipt, receiptHash, showReceipt } from '#domain/tip/receipt.ts'
import { referenceFrom } from '#domain/tip/reference.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const key = new Uint8Array(32).fill(7)
const derive = (seed: Uint8Array) => deriveReceipt(key, 'q1w2e3r4t5y6u7i8o9p0aZ', sha256(seed))
const receipt = fc.uint8Array({ minLength: 8, maxLength: 8 }).map(derive)

describe('a receipt', () => {
  test('is the code another program computes from the same key, idempotency key and body', () => {
    const code = derive(utf8ToBytes('body'))
    expect(code).toBe('K8RNXWQFK2RJKJ4NFXHTQY47')
    expect(showReceipt(code)).toBe('K8RN-XWQF-K2RJ-KJ4N-FXHT-QY47')
    expect(receiptHash(new Uint8Array(32).fill(9), code)).toBe(
      'd3060cea99fb81d323b9f349d5b979af20b6f518423be5abc01c965384f5e1a4',
    )
  })

  test('differs when the key, the idempotency key or the body differs, whatever is moved between them', () => {
    const digest = sha256(utf8ToBytes('body'))
    const codes = [
      deriveReceipt(key, 'a', digest),
      deriveReceipt(new Uint8Array(32).fill(8), 'a', digest),
      deriveReceipt(key, 'b', digest),
      deriveReceipt(key, 'a\n', digest),
      deriveReceipt(key, '', digest),
      deriveReceipt(key, 'a', sha256(digest)),
    ]
    expect(new Set(codes).size).toBe(codes.length)
  })

  test('is read back from how it is shown', () => {
    fc.assert(fc.property(receipt, (code) => readReceipt(showReceipt(code)) === code))
  })

  test.each([
    ['k8rn-xwqf-k2rj-kj4n-fxht-qy47', 'lower case'],
    [' K8RN XWQF K2RJ KJ4N FXHT QY47\n', 'spaces'],
    ['K8RNXWQFK2RJKJ4NFXHTQY47', 'no hyphens'],
    ['Ｋ８ＲＮ－ＸＷＱＦ－Ｋ２ＲＪ－ＫＪ４Ｎ－ＦＸＨＴ－ＱＹ４７', 'full width, as a Chinese keyboard gives it'],
    ['K8RN—XWQF—K2RJ—KJ4N—FXHT—QY47', 'long dashes'],
  ])('is read from %j (%s)', (typed) => {
    expect(readReceipt(typed)).toBe('K8RNXWQFK2RJKJ4NFXHTQY47')
  })

  test('may be typed with the letters that look like its digits', () => {
    fc.assert(
      fc.property(receipt, fc.constantFrom('I', 'L', 'i', 'l'), fc.constantFrom('O', 'o'), (code, one, nought) => {
        expect(readReceipt(code.replaceAll('1', one).replaceAll('0', nought))).toBe(code)
      }),
    )
  })

  test('with any one symbol wrong is no receipt', () => {
    fc.assert(
      fc.property(receipt, (code) => {
        for (let at = 0; at < code.length; at += 1)
          for (const symbol of ALPHABET)
            if (symbol !== code[at]) expect(readReceipt(code.slice(0, at) + symbol + code.slice(at + 1))).toBeNull()
      }),
      { numRuns: 20 },
    )
  })

  test('with two neighbours swapped is no receipt, but for 0 and Z', () => {
    fc.assert(
      fc.property(receipt, fc.nat(22), (code, at) => {
        const [a, b] = [code[at] as string, code[at + 1] as string]
        fc.pre(a !== b && `${a}${b}` !== '0Z' && `${a}${b}` !== 'Z0')
        expect(readReceipt(code.slice(0, at) + b + a + code.slice(at + 2))).toBeNull()
      }),
    )
  })

  test.each(['', 'K8RN', 'U8RN-XWQF-K2RJ-KJ4N-FXHT-QY47', 'K8RN-XWQF-K2RJ-KJ4N-FXHT-QY470', 'T-2026-ABCDEF', '查询码'])(
    'is not %j',
    (typed) => {
      expect(readReceipt(typed)).toBeNull()
    },
  )
})

describe('a reference', () => {
  test('names the year and six symbols of the given bytes, and none of a receipt', () => {
    expect(referenceFrom(new Uint8Array(8), 2026)).toBe('T-2026-000000')
    expect(referenceFrom(new Uint8Array(8).fill(255), 2026)).toBe('T-2026-ZZZZZZ')
    // 1000 0100 0010 0001 0000 1000 0100 00.. is 1 0000 1 0000 …: sixteen six times over.
    expect(referenceFrom(new Uint8Array([0x84, 0x21, 0x08, 0x42]), 2027)).toBe('T-2027-GGGGGG')
  })

  test('takes every symbol about equally often', () => {
    const counts = new Map<string, number>()
    for (let at = 0; at < 4096; at += 1) {
      const bytes = sha256(utf8ToBytes(`${at}`)).slice(0, 8)
      for (const symbol of referenceFrom(bytes, 2026).slice(7)) counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
    }
    expect([...counts.keys()].sort().join('')).toBe(ALPHABET)
    for (const count of counts.values()) expect(Math.abs(count - 768)).toBeLessThan(150)
  })
})

test('the hash kept of a receipt needs the pepper', () => {
  const code = derive(utf8ToBytes('body'))
  expect(receiptHash(new Uint8Array(32), code)).not.toBe(receiptHash(new Uint8Array(32).fill(9), code))
  expect(receiptHash(new Uint8Array(32), code)).not.toBe(bytesToHex(sha256(utf8ToBytes(`receipt-v1${code}`))))
})
