import { expect, test } from 'vitest'
import { MalformedLog } from '#domain/log/malformed.ts'
import { promiseBody, readPromise } from '#domain/log/promise.ts'

const promise = { origin: 'a.example/log', commitment: new Uint8Array(32).fill(1), deadline: 1_790_000_000 }
const body = `env-tip-promise/v1\na.example/log\n${'AQEB'.repeat(10)}AQE=\n1790000000\n`

test('a promise is four lines, and is read back', () => {
  expect(promiseBody(promise)).toBe(body)
  expect(readPromise(body)).toEqual(promise)
})

test.each([
  ['another first line', body.replace('v1', 'v2')],
  ['a deadline with a leading zero', body.replace('179', '0179')],
  ['a short commitment', body.replace('AQEBAQEB', 'AQEB')],
  ['a line more', `${body}x\n`],
  ['no last line end', body.slice(0, -1)],
  ['carriage returns', body.replaceAll('\n', '\r\n')],
])('a promise with %s is refused', (_, altered) => {
  expect(() => readPromise(altered)).toThrow(MalformedLog)
})
