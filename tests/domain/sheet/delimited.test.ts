import { describe, expect, test } from 'vitest'
import { decoded, readDelimited } from '#domain/sheet/delimited.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const texts = (bytes: Uint8Array) => {
  const tables = readDelimited(bytes)
  if (typeof tables === 'string') return tables
  return tables.flatMap(({ lines }) =>
    lines.map(({ line, cells }) => [line, ...[...cells.values()].map((one) => one.text)]),
  )
}

describe('a text file', () => {
  test.each([
    ['UTF-8', utf8('甲,乙')],
    ['UTF-8 with its mark', utf8('\uFEFF甲,乙')],
    ['GB18030', new Uint8Array([0xbc, 0xd7, 0x2c, 0xd2, 0xd2])],
    ['UTF-16, little end first', new Uint8Array([0xff, 0xfe, 0x32, 0x75, 0x2c, 0x00, 0x59, 0x4e])],
    ['UTF-16, big end first', new Uint8Array([0xfe, 0xff, 0x75, 0x32, 0x00, 0x2c, 0x4e, 0x59])],
  ])('in %s is read', (_, bytes) => {
    expect(texts(bytes)).toEqual([[1, '甲', '乙']])
  })

  test('in GB18030 keeps characters of four bytes', () => {
    expect(decoded(new Uint8Array([0x82, 0x33, 0xa4, 0x33]))).toBe('䓛')
  })

  test('that is no text is refused', () => {
    expect(readDelimited(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1]))).toBe('unknown-encoding')
    expect(readDelimited(new Uint8Array([0xff, 0xff, 0xff]))).toBe('unknown-encoding')
  })

  test.each([',', '\t', ';'])('may be separated by %j', (comma) => {
    expect(texts(utf8(`${['a', 'b', 'c'].join(comma)}\n${['1', '2', '3'].join(comma)}`))).toEqual([
      [1, 'a', 'b', 'c'],
      [2, '1', '2', '3'],
    ])
  })

  test('counts lines as they stand in the file: line breaks in quotes and empty lines too', () => {
    expect(texts(utf8('a,b\r\n"x\r\ny",1\r\n\r\n,\r\nc,2\r\n'))).toEqual([
      [1, 'a', 'b'],
      [2, 'x y', '1'],
      [6, 'c', '2'],
    ])
  })

  test('with a quote that never closes says where', () => {
    const [table] = readDelimited(utf8('a,b\n1,"x\n2,y')) as Exclude<ReturnType<typeof readDelimited>, string>
    expect(table?.lines[1]).toMatchObject({ line: 2 })
    expect(table?.lines[1]?.cells.get(1)).toEqual({ kind: 'error', text: '"' })
  })

  test('without the apostrophe our exports put before a formula', () => {
    expect(texts(utf8("'=1+1,'甲,'-5"))).toEqual([[1, '=1+1', "'甲", '-5']])
  })

  test('too long is refused', () => {
    expect(readDelimited(utf8('a\n'.repeat(20_001)))).toBe('too-many-lines')
  })
})
