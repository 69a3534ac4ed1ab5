import { describe, expect, test } from 'vitest'
import { addressIn, MAIL_TEXT_MAX, namedIn, subjectTag, tipOfMail, wordsOf } from '#domain/tip/mail.ts'
import { mailedReceipt, readReceipt, receiptHash } from '#domain/tip/receipt.ts'
import { bureau } from '../../fixtures/bureau.ts'

describe('the address a mail is from', () => {
  test.each([
    ['resident@example.invalid', 'resident@example.invalid'],
    ['"演示，居民" <resident@example.invalid>', 'resident@example.invalid'],
    ['<>', null],
    ['MAILER-DAEMON', null],
    ['a@example.invalid, b@example.invalid', null],
  ])('%s → %s', (from, address) => {
    expect(addressIn(from)).toBe(address)
  })
})

describe('a tip named in a subject', () => {
  test.each([
    ['Re: 您的来信已收到 [T-2026-AB12CD-0123456789]', { reference: 'T-2026-AB12CD', proof: '0123456789' }],
    ['回复：关于 t-2026-ab12cd 的补充', { reference: 'T-2026-AB12CD', proof: null }],
    ['［Ｔ－2026－AB12CD－0123456789］', { reference: 'T-2026-AB12CD', proof: '0123456789' }],
    ['[T-2026-AB12CD-012345678]', { reference: 'T-2026-AB12CD', proof: null }],
    ['T-2026-AB12CDE', null],
    ['没有编号', null],
  ])('%s', (subject, named) => {
    expect(namedIn(subject)).toEqual(named)
  })

  test('is what our own mails carry', () => {
    expect(namedIn(`您的来信已收到 ${subjectTag('T-2026-AB12CD', '9Z8Y7X6W5V')}`)).toEqual({
      reference: 'T-2026-AB12CD',
      proof: '9Z8Y7X6W5V',
    })
  })
})

describe('the words of a mail', () => {
  test('are its subject and text, whatever ends its lines', () => {
    expect(wordsOf({ subject: ' 黑泥 ', text: '一\r\n二\r\n' })).toBe('黑泥\n一\n二')
  })
  test('are never none, and never half a character', () => {
    expect(wordsOf({ subject: '', text: ' \n' })).toBe('（邮件没有正文）')
    expect(wordsOf({ subject: '', text: '\ud83d' })).toBe('\ufffd')
  })
  test('say so where they were cut', () => {
    const cut = wordsOf({ subject: '', text: '𠮷'.repeat(MAIL_TEXT_MAX + 1) })
    expect(Array.from(cut.split('\n')[0] ?? '')).toHaveLength(MAIL_TEXT_MAX)
    expect(cut).toContain('只登记了前 20000 个字')
  })
})

test('kinds and street are read out of the text; what names no kind is soil', () => {
  const mail = { from: '某某 <a@example.invalid>', subject: '西流湖街道有人倒污泥', text: '夜里倒在演示路口。' }
  const tip = tipOfMail(mail, [], bureau, '2026-09-14')
  expect(tip).toMatchObject({
    kinds: ['solid_waste'],
    place: { street: '410102011' },
    reporter: { mode: 'anonymous', notify: { email: 'a@example.invalid' } },
  })
  expect(JSON.stringify(tip)).not.toContain('某某')
  expect(tipOfMail({ from: 'x', subject: '', text: '请来看看' }, [], bureau, '2026-09-14')).toMatchObject({
    kinds: ['soil_groundwater'],
    reporter: { mode: 'anonymous' },
  })
})

test('the code of an answer is a receipt, another one for each mail and each key', () => {
  const [one, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]
  const codes = [mailedReceipt(one, 'a'), mailedReceipt(one, 'b'), mailedReceipt(other, 'a')]
  expect(new Set(codes).size).toBe(3)
  expect(codes.map(readReceipt)).toEqual(codes)
  expect(mailedReceipt(one, 'a')).toBe(codes[0])
  expect(receiptHash(one, codes[0] ?? '')).not.toContain(codes[0])
})
