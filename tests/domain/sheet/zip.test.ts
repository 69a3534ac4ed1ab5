import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { Broken, openZip, TooLarge } from '#domain/sheet/zip.ts'

const BUDGET = 1_000_000

describe('an archive', () => {
  test('gives its entries, stored or deflated', () => {
    const archive = openZip(
      zipSync({ 'a.txt': strToU8('甲'), 'b/c.txt': [strToU8('乙'.repeat(1000)), { level: 0 }] }),
      BUDGET,
    )
    expect([...archive.names]).toEqual(['a.txt', 'b/c.txt'])
    expect(new TextDecoder().decode(archive.read('a.txt') ?? undefined)).toBe('甲')
    expect(archive.read('b/c.txt')).toHaveLength(3000)
    expect(archive.read('nothing')).toBeNull()
  })

  test('whatever goes in comes out', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.constantFrom(0 as const, 9 as const), (bytes, level) => {
        const read = openZip(zipSync({ x: [bytes, { level }] }), BUDGET).read('x')
        return read !== null && Buffer.compare(read, bytes) === 0
      }),
    )
  })

  test('a bomb stops at the budget, however small it says it is', () => {
    const bomb = zipSync({ x: new Uint8Array(50_000_000) })
    expect(bomb.length).toBeLessThan(60_000)
    expect(() => openZip(bomb, BUDGET).read('x')).toThrow(TooLarge)
    const liar = new Uint8Array(bomb)
    const view = new DataView(liar.buffer)
    const directory = view.getUint32(liar.length - 6, true)
    view.setUint32(directory + 24, 10, true)
    view.setUint32(22, 10, true)
    expect(() => openZip(liar, BUDGET).read('x')).toThrow(TooLarge)
  })

  test('the budget is for all entries together', () => {
    const archive = openZip(zipSync({ a: new Uint8Array(600_000), b: new Uint8Array(600_000) }), BUDGET)
    expect(archive.read('a')).toHaveLength(600_000)
    expect(() => archive.read('b')).toThrow(TooLarge)
  })

  test('thousands of entries are refused before any is looked at', () => {
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`${at}`, new Uint8Array()]))
    expect(() => openZip(zipSync(many), BUDGET)).toThrow(TooLarge)
  })

  test('damage anywhere is told as damage, and nothing else is thrown', () => {
    const whole = zipSync({ 'a.txt': strToU8('土壤'.repeat(500)), 'b.txt': strToU8('水') })
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length), (at, byte, length) => {
        const bad = whole.slice(0, length)
        if (at < length) bad[at] = byte
        try {
          const archive = openZip(bad, BUDGET)
          for (const name of archive.names) archive.read(name)
        } catch (error) {
          expect(error instanceof Broken || error instanceof TooLarge).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
