import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isNotMeasured, readLimit, readMeasured, readNumber } from '#domain/standard/measured.ts'

describe('a result as a laboratory writes it', () => {
  test.each([
    ['12.3', 12.3],
    ['０．５', 0.5],
    [' 1,234.5 ', 1234.5],
    ['1.2E-5', 1.2e-5],
    ['1.2×10⁻⁵', 1.2e-5],
    ['1.2×10^-5', 1.2e-5],
    ['1.2*10-5', 1.2e-5],
    ['3×10^2', 300],
    ['.5', 0.5],
    ['-1', -1],
    ['0', 0],
  ])('%s is a number', (text, value) => {
    expect(readMeasured(text)).toEqual({ kind: 'value', value })
  })

  test.each([
    ['<0.01', 0.01],
    ['＜ 0.01', 0.01],
    ['〈0.01', 0.01],
    ['0.01L', 0.01],
    ['0.01l', 0.01],
    ['ND(0.02)', 0.02],
    ['未检出（<0.02）', 0.02],
    ['<1×10⁻³', 0.001],
    ['未检出', 0.3],
    ['ND', 0.3],
    ['N.D.', 0.3],
    ['低于检出限', 0.3],
    ['<检出限', 0.3],
    ['<MDL', 0.3],
  ])('%s is below a limit, and never zero', (text, limit) => {
    expect(readMeasured(text, '0.3')).toEqual({ kind: 'below', limit })
  })

  test('not detected without any limit is below an unknown one', () => {
    expect(readMeasured('未检出')).toEqual({ kind: 'below', limit: null })
    expect(readMeasured('未检出', '不明')).toEqual({ kind: 'below', limit: null })
  })

  test.each([
    '',
    '>5',
    '12,3',
    '12.3mg/kg',
    '12.3±0.5',
    '约12',
    '1.2×105',
    '12①',
    '12.3₁',
    '<0.01②',
    '①',
    '½',
    '<',
    '<0',
    'L',
    '1e400',
    '一二',
    '未检测',
    'NaN',
    'Infinity',
    '0x10',
  ])('“%s” is not read as a result', (text) => {
    expect(readMeasured(text, '0.3')).toBeNull()
  })

  test('not tested is not the same as not detected', () => {
    for (const text of ['未检测', '未监测', '/', '—', '--', 'N/A', '未测']) expect(isNotMeasured(text), text).toBe(true)
    for (const text of ['未检出', 'ND', '0', '<0.1']) expect(isNotMeasured(text), text).toBe(false)
  })

  test('a detection limit is a number above zero', () => {
    expect([readLimit('0.01'), readLimit('<0.01'), readLimit('0.01L'), readLimit('0'), readLimit(undefined)]).toEqual([
      0.01,
      0.01,
      0.01,
      null,
      null,
    ])
  })
})

describe('whatever is written', () => {
  const positive = fc.double({ min: 1e-9, max: 1e9, noNaN: true })

  test('a number comes back as itself', () => {
    fc.assert(fc.property(positive, (value) => readNumber(String(value)) === value))
  })

  test('a censored number stays censored at its limit', () => {
    fc.assert(
      fc.property(positive, fc.constantFrom('<', '＜'), (limit, sign) => {
        expect(readMeasured(`${sign}${limit}`)).toEqual({ kind: 'below', limit })
        expect(readMeasured(`${limit}L`)).toEqual({ kind: 'below', limit })
      }),
    )
  })

  test('any text is a finite number, censored, or nothing, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.string(), (text, limit) => {
        const read = readMeasured(text, limit)
        if (read?.kind === 'value') expect(Number.isFinite(read.value)).toBe(true)
        if (read?.kind === 'below') expect(read.limit === null || read.limit > 0).toBe(true)
      }),
    )
  })
})
