import { expect, test } from 'vitest'
import { isOverdueInspection, mayCheckIn, maySeeInspection, nearnessOf } from '#domain/inspection.ts'

const place = { lng: 113.55, lat: 34.75 }

test.each([
  ['at the place', { lng: 113.55, lat: 34.75, accuracyM: 20 }, 0, 'near'],
  ['across the road', { lng: 113.552, lat: 34.75, accuracyM: 20 }, 183, 'near'],
  ['a street further', { lng: 113.557, lat: 34.75, accuracyM: 20 }, 640, 'far'],
  ['there, for all a doubtful telephone knows', { lng: 113.557, lat: 34.75, accuracyM: 300 }, 640, 'near'],
  ['across the town, whatever the telephone’s doubt', { lng: 113.65, lat: 34.75, accuracyM: 50_000 }, 9147, 'far'],
] as const)('a check-in %s', (_, position, metres, mark) => {
  expect(nearnessOf(place, position)).toEqual({ distanceM: metres, mark })
})

test('without a position, or a place nobody measured, no distance is made up', () => {
  expect(nearnessOf(place, null)).toEqual({ distanceM: null, mark: 'no-position' })
  expect(nearnessOf(null, { ...place, accuracyM: 1 })).toEqual({ distanceM: null, mark: 'no-point' })
})

test('an inspection is overdue from the day after its last, unless done or cancelled', () => {
  const planned = { to: '2026-12-31', checkedAt: null, cancelled: false }
  expect(isOverdueInspection(planned, '2026-12-31')).toBe(false)
  expect(isOverdueInspection(planned, '2027-01-01')).toBe(true)
  expect(isOverdueInspection({ ...planned, cancelled: true }, '2027-01-01')).toBe(false)
  expect(isOverdueInspection({ ...planned, checkedAt: '2026-12-31T23:59:00+08:00' }, '2027-01-01')).toBe(false)
})

test('an office’s inspection is anybody’s of it, a person’s theirs alone; others’ stay unseen', () => {
  const actor = (id: string, org: string, role: 'handler' | 'clerk' | 'auditor' = 'handler') => ({
    id,
    name: '',
    role,
    org,
  })
  const office = { org: '410102011', userId: null }
  const person = { org: '410102011', userId: 'li' }
  expect(mayCheckIn(actor('x', '410102011'), office)).toBe(true)
  expect(mayCheckIn(actor('x', '410102011'), person)).toBe(false)
  expect(mayCheckIn(actor('li', '410102011'), person)).toBe(true)
  expect(maySeeInspection(actor('x', '410102012'), office)).toBe(false)
  expect(maySeeInspection(actor('q', 'bureau', 'clerk'), person)).toBe(true)
  expect(maySeeInspection(actor('f', 'bureau', 'auditor'), person)).toBe(false)
})
