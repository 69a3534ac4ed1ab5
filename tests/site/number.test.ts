import { expect, test } from 'vitest'
import { grouped, percent, phoneIn, sizeWords } from '#site/components/number.ts'

test('numbers are grouped by thousands, fractions are left alone', () => {
  expect([0, 999, 1000, 14300, 1234567.891].map(grouped)).toEqual(['0', '999', '1,000', '14,300', '1,234,567.891'])
})

test('sizes and shares are said in the units people know', () => {
  expect([12, 2048, 6291456].map(sizeWords)).toEqual(['12 字节', '2 KB', '6.0 MB'])
  expect(percent(0.0612)).toBe('6.1%')
})

test('a telephone dials the first number of what was written, or nothing', () => {
  expect(phoneIn('门卫 0371-0000 0011（白天）、0371-00000012')).toEqual({
    before: '门卫 ',
    number: '0371-0000 0011',
    after: '（白天）、0371-00000012',
    tel: 'tel:037100000011',
  })
  expect(phoneIn('+86 371 0000 0011')?.tel).toBe('tel:+8637100000011')
  expect(phoneIn('工地门卫')).toBeNull()
})
