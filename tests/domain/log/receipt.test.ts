import { expect, test } from 'vitest'
import { MalformedLog } from '#domain/log/malformed.ts'
import { proofText, readProof } from '#domain/log/receipt.ts'
import { VECTORS } from '../../fixtures/tlog-vectors.ts'

const checkpoint = VECTORS.checkpoints['300'] ?? ''
const proof = [1, 2].map((byte) => new Uint8Array(32).fill(byte))
const extra = new TextEncoder().encode('{"t":"tip"}')
const text = proofText({ index: 7, proof, checkpoint, extra })

test('a proof is the lines of the specification, the checkpoint word for word at its end', () => {
  expect(text).toBe(
    `c2sp.org/tlog-proof@v1\nextra eyJ0IjoidGlwIn0=\nindex 7\n${'AQEB'.repeat(10)}AQE=\n${'AgIC'.repeat(10)}AgI=\n\n${checkpoint}`,
  )
  expect(readProof(text)).toEqual({ index: 7, proof, checkpoint, extra })
})

test('a proof without extra, and of the only leaf, is read back', () => {
  const alone = { index: 0, proof: [], checkpoint }
  expect(readProof(proofText(alone))).toEqual(alone)
})

test.each([
  ['another first line', text.replace('@v1', '@v2')],
  ['carriage returns', text.replaceAll('\n', '\r\n')],
  ['no index', text.replace('index 7\n', '')],
  ['an index with a leading zero', text.replace('index 7', 'index 07')],
  ['an index of two spaces', text.replace('index 7', 'index  7')],
  ['extra after the index', text.replace(/(extra .*\n)(index .*\n)/, '$2$1')],
  ['two extras', text.replace(/(extra .*\n)/, '$1$1')],
  ['stray bits in extra', text.replace('In0=', 'In1=')],
  ['a short hash', text.replace('AQEBAQEB', 'AQEB')],
  ['stray bits in a hash', text.replace('AQE=', 'AQF=')],
  ['no empty line', text.replaceAll('\n\n', '\n')],
  ['sixty-four hashes', proofText({ index: 0, proof: Array(64).fill(proof[0]), checkpoint })],
  ['nothing', ''],
])('a proof with %s is refused', (_, altered) => {
  expect(altered).not.toBe(text)
  expect(() => readProof(altered)).toThrow(MalformedLog)
})
