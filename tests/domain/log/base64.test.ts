import { expect, test } from 'vitest'
import { fromBase64, toBase64 } from '#domain/log/base64.ts'
import { MalformedLog } from '#domain/log/malformed.ts'

test('bytes of every length are written as Node writes them, and read back', () => {
  for (let length = 0; length < 70; length++) {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 251 + length) & 255)
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
    expect(fromBase64(toBase64(bytes), length)).toEqual(bytes)
  }
})

test.each(['QQ', 'QQ=', 'QR==', 'QUJ=', 'QUI=\n', ' QUI=', 'Q-I=', 'Q_I=', 'QU I=', '====', 'QUI=QUI='])(
  '%j is not the one way to write its bytes',
  (text) => {
    expect(() => fromBase64(text)).toThrow(MalformedLog)
  },
)

test('another number of bytes than asked is refused', () => {
  expect(() => fromBase64('QUI=', 3)).toThrow('base64 of 2 bytes instead of 3')
})
