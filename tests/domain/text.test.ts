import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { cleanText, text } from '#domain/text.ts'

test.each([
  ['  铅\u0000\u0007 ', '铅'],
  ['一\r\n二\r三', '一\n二\n三'],
  ['公司\u202e司公\u2066\u200b\ufeff', '公司司公'],
  ['半\ud800', '半\ufffd'],
  ['郑州 电镀（虚构）<b>', '郑州 电镀（虚构）<b>'],
])('%j is kept as %j', (sent, kept) => {
  expect(cleanText(sent)).toBe(kept)
})

test('cleaned once is cleaned for good, and nothing is left that a feed cannot carry', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (sent) => {
      const kept = cleanText(sent)
      expect(cleanText(kept)).toBe(kept)
      expect(kept.replace(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\u202a-\u202e\ufffe\uffff]/u)
    }),
  )
})

test('what is empty once cleaned is empty, and length counts after cleaning', () => {
  const field = text(2)
  expect(z.safeParse(field, '\u200b \u0000').success).toBe(false)
  expect(z.parse(field, ' 一\u0000二 ')).toBe('一二')
  expect(z.safeParse(field, '一二三').success).toBe(false)
})
