import { expect, test } from 'vitest'
import { checkpointBody, readCheckpoint, readDecimal } from '#domain/log/checkpoint.ts'
import { EMPTY_ROOT } from '#domain/log/hash.ts'
import { MalformedLog } from '#domain/log/malformed.ts'
import { openNote, readVkey } from '#domain/log/note.ts'
import { VECTORS } from '../../fixtures/tlog-vectors.ts'

test('the checkpoints of the vectors are read, and written the same', () => {
  for (const [size, note] of Object.entries(VECTORS.checkpoints)) {
    const { body } = openNote(note, [readVkey(VECTORS.key.vkey)])
    const checkpoint = readCheckpoint(body)
    expect(checkpoint).toMatchObject({ origin: 'log.example.cn/env', size: Number(size) })
    expect(checkpointBody(checkpoint)).toBe(body)
  }
})

const good = checkpointBody({ origin: 'a.example/log', size: 12, root: EMPTY_ROOT })

test.each([
  ['leading zero', good.replace('12', '012')],
  ['sign', good.replace('12', '+12')],
  ['fraction', good.replace('12', '1.2')],
  ['hexadecimal', good.replace('12', '0x12')],
  ['beyond what is exact', good.replace('12', '9007199254740993')],
  ['no size', good.replace('12', '')],
  ['no origin', good.replace('a.example/log', '')],
  ['short root', good.replace('47DE', '')],
  ['stray bits in the root', good.replace('uFU=', 'uFV=')],
  ['carriage returns', good.replaceAll('\n', '\r\n')],
  ['no last line end', good.slice(0, -1)],
  ['an extension line', `${good}more\n`],
  ['an empty line', `${good}\n`],
])('a checkpoint with %s is refused', (_, body) => {
  expect(() => readCheckpoint(body)).toThrow(MalformedLog)
})

test('decimals are whole and exact', () => {
  expect([readDecimal('0'), readDecimal('10'), readDecimal('9007199254740991')]).toEqual([0, 10, 2 ** 53 - 1])
  for (const text of ['00', '-1', ' 1', '1 ', '１', '1e3', ''])
    expect(() => readDecimal(text), text).toThrow(MalformedLog)
})
