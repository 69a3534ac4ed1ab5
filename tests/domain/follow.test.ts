import { expect, test } from 'vitest'
import { askedTooLong, confirmBy, mailboxOf, readSubject, subjectsOf } from '#domain/follow.ts'
import type { PublicRecord } from '#domain/record.ts'
import { bureau } from '../fixtures/bureau.ts'

const row = (about: object) =>
  ({ kind: 'case', id: 'n1', version: 1, party: null, withdrawn: null, ...about }) as unknown as PublicRecord
const data = {
  street: { code: '410102011', name: '' },
  kinds: ['water', 'air'],
  enterprise: { id: 'E1', name: '' },
  plot: null,
  project: null,
}

test('a row of the table is news for the table, its street, its kinds, and whom it is about', () => {
  expect(subjectsOf(row({ data })).sort()).toEqual([
    '/cases/',
    '/cases/kind/air/',
    '/cases/kind/water/',
    '/cases/street/410102011/',
    '/enterprises/E1/',
  ])
})

test('what was taken back is news only where its name still stands: the table, or the enterprise that filed it', () => {
  expect(subjectsOf(row({ data: null, withdrawn: { basis: '' } }))).toEqual(['/cases/'])
  const filing = { kind: 'remediation_notice', data: null, withdrawn: { basis: '' }, party: { code: 'E1', name: '' } }
  expect(subjectsOf(row(filing))).toEqual(['/enterprises/E1/'])
})

test('addresses of other pages are no subjects', () => {
  for (const address of [
    '/',
    '/cases',
    '/cases/abc/',
    '/cases/kind/',
    '/pollutants/pb/',
    '/enterprises/E1/v/1/',
    '/disclosures/x/',
  ])
    expect(readSubject(address, bureau), address).toBeNull()
  expect(readSubject('/plots/p1/', bureau)).toEqual({ of: 'record', kind: 'plot', id: 'p1' })
})

test('a wish can be confirmed until the end of the next day, and is over on the day after', () => {
  expect(confirmBy('2026-12-31')).toBe('2027-01-01')
  expect(askedTooLong('2027-01-02')).toBe('2026-12-31')
})

test('a tag or a capital letter makes no other mailbox', () => {
  expect(mailboxOf('A.b+c+d@Example.invalid')).toBe('a.b@example.invalid')
})
