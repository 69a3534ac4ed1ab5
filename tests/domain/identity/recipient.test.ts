import { describe, expect, test } from 'vitest'
import { drillDue, readAnswer } from '#domain/identity/drill.ts'
import { fingerprintOf, offeredModes, type Recipient, setOf, whyNotConfirm } from '#domain/identity/recipient.ts'
import { type Rewrap, rewrapState, whyNotApprove, whyNotRewrap } from '#domain/identity/rewrap.ts'

const key = (about: Partial<Recipient>): Recipient => ({
  id: 'a',
  kind: 'officer',
  recipient: 'age1x',
  officer: 'o',
  addedBy: 'o',
  validFrom: '2026-09-01',
  retiredOn: null,
  suspended: false,
  ...about,
})
const escrow = key({ id: 'e', kind: 'escrow', officer: null })

describe('people may come forward only while an officer’s key and one in escrow both count', () => {
  test.each([
    ['no key', [], false],
    ['an officer alone', [key({})], false],
    ['two officers', [key({}), key({ id: 'b' })], false],
    ['two in escrow', [escrow, { ...escrow, id: 'f' }], false],
    ['one of each', [key({}), escrow], true],
    ['the officer’s not confirmed', [key({ validFrom: null }), escrow], false],
    ['the one in escrow retired', [key({}), { ...escrow, retiredOn: '2026-09-10' }], false],
    ['the officer suspended', [key({ suspended: true }), escrow], false],
  ] as [string, Recipient[], boolean][])('%s', (_, recipients, offered) => {
    expect(offeredModes(recipients)).toEqual(offered ? ['anonymous', 'contact_only', 'real_name'] : ['anonymous'])
  })
})

test('a key counts once another person confirmed it', () => {
  const fresh = key({ validFrom: null, addedBy: 'o' })
  expect(whyNotConfirm(fresh, 'h')).toBeNull()
  expect(whyNotConfirm(fresh, 'o')).toBe('identity.own-request')
  expect(whyNotConfirm(key({ validFrom: null, addedBy: 'h', officer: 'o' }), 'o')).toBe('identity.own-request')
  expect(whyNotConfirm(key({}), 'h')).toBe('identity.decided')
  expect(whyNotConfirm(key({ validFrom: null, retiredOn: '2026-09-10' }), 'h')).toBe('identity.retired')
})

test('equal sets are equal texts, whatever their order; a fingerprint is ten bytes in groups', () => {
  expect(setOf([{ id: 'b' }, { id: 'a' }])).toBe(setOf([{ id: 'a' }, { id: 'b' }]))
  expect(fingerprintOf('age1x')).toMatch(/^([0-9A-F]{4} ){4}[0-9A-F]{4}$/)
  expect(fingerprintOf('age1x')).not.toBe(fingerprintOf('age1y'))
})

test('an answer read from paper is compared without its hyphens, spaces and case; a drill is due again after its span', () => {
  expect(readAnswer(' a1b2-C3D4 e5 ')).toBe('A1B2C3D4E5')
  expect(drillDue('2026-01-01')).toBe('2026-06-30')
  expect(drillDue('2026-01-01', 30)).toBe('2026-01-31')
})

describe('a run of sealing anew takes two persons and ends by itself', () => {
  const at = (time: string) => new Date(`2026-09-14T${time}+08:00`)
  const asked: Rewrap = {
    askedBy: 'o',
    askedAt: at('10:00:00').getTime(),
    approvedBy: null,
    approvedAt: null,
    finishedAt: null,
  }
  const running: Rewrap = { ...asked, approvedBy: 'h', approvedAt: at('10:05:00').getTime() }
  test.each([
    [asked, '10:10:00', 'asked', null, 'identity.not-approved'],
    [asked, '10:10:01', 'lapsed', 'identity.lapsed', 'identity.lapsed'],
    [running, '11:05:00', 'running', 'identity.decided', null],
    [running, '11:05:01', 'lapsed', 'identity.decided', 'identity.lapsed'],
    [{ ...running, finishedAt: 1 }, '10:06:00', 'finished', 'identity.decided', 'identity.lapsed'],
  ] as const)('%#: at %s', (run, time, state, approve, rewrap) => {
    expect(rewrapState(run, at(time))).toBe(state)
    expect(whyNotApprove(run, { id: 'h' }, at(time))).toBe(approve)
    expect(whyNotRewrap(run, at(time))).toBe(rewrap)
  })
  test('nobody approves their own', () => {
    expect(whyNotApprove(asked, { id: 'o' }, at('10:01:00'))).toBe('identity.own-request')
  })
})
