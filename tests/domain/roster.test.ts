import { describe, expect, test } from 'vitest'
import type { Actor } from '#domain/access.ts'
import { minuteOf } from '#domain/clock.ts'
import {
  faultsOf,
  firstOnDuty,
  isSpan,
  nextShift,
  onDuty,
  type Shift,
  ShiftInput,
  whyNotAcknowledge,
  whyNotHandOver,
} from '#domain/roster.ts'

const at = (text: string) => `${text.replace(' ', 'T')}:00+08:00`
const shift = (userId: string, from: string, to: string, about: Partial<Shift> = {}): Shift => ({
  id: `${userId}-${from}`,
  version: 1,
  scope: 'bureau',
  userId,
  from: at(from),
  to: at(to),
  note: null,
  handedOverAt: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  ...about,
})

const ROSTER = [
  shift('day', '2026-12-31 08:00', '2026-12-31 20:00'),
  shift('night', '2026-12-31 20:00', '2027-01-01 08:00'),
  shift('new-year', '2027-01-01 08:00', '2027-01-02 00:00'),
  shift('street', '2026-12-31 18:00', '2027-01-01 06:00', { scope: '410102011' }),
  // A gap from midnight until eight, then two at once for two hours.
  shift('late', '2027-01-02 08:00', '2027-01-02 18:00'),
  shift('swap', '2027-01-02 16:00', '2027-01-02 20:00'),
]

describe('who is on duty', () => {
  test.each([
    ['2026-12-31 07:59', null],
    ['2026-12-31 08:00', 'day'],
    ['2026-12-31 19:59', 'day'],
    ['2026-12-31 20:00', 'night'],
    ['2026-12-31 23:59', 'night'],
    ['2027-01-01 00:00', 'night'],
    ['2027-01-01 07:59', 'night'],
    ['2027-01-01 08:00', 'new-year'],
    ['2027-01-01 23:59', 'new-year'],
    ['2027-01-02 00:00', null],
    ['2027-01-02 07:59', null],
    ['2027-01-02 15:59', 'late'],
    ['2027-01-02 16:00', 'swap'],
    ['2027-01-02 18:00', 'swap'],
    ['2027-01-02 20:00', null],
  ])('for the bureau at %s: %s', (when, who) => {
    expect(onDuty(ROSTER, 'bureau', at(when))?.userId ?? null).toBe(who)
  })

  test.each([
    ['2026-03-29 02:30', '2026-03-29 02:30'],
    ['2026-10-25 02:30', '2026-10-25 02:30'],
  ])('an hour that other zones skip or repeat (%s) is one hour here', (when, same) => {
    const night = [
      shift('night', '2026-03-28 20:00', '2026-03-29 08:00'),
      shift('night', '2026-10-24 20:00', '2026-10-25 08:00'),
    ]
    expect(minuteOf(new Date(at(when)))).toBe(at(same))
    expect(onDuty(night, 'bureau', at(when))?.userId).toBe('night')
    expect(faultsOf(night, 'bureau', at('2026-03-28 20:00'), at('2026-03-29 08:00'))).toEqual([])
  })

  test('the grid’s own comes first, then the street’s, then the bureau’s', () => {
    const scopes = ['grid-1', '410102011', 'bureau']
    expect(firstOnDuty(ROSTER, scopes, at('2026-12-31 19:00'))?.userId).toBe('street')
    expect(firstOnDuty(ROSTER, scopes, at('2027-01-01 07:00'))?.userId).toBe('night')
    expect(
      firstOnDuty(
        [...ROSTER, shift('grid', '2026-12-31 18:30', '2026-12-31 19:30', { scope: 'grid-1' })],
        scopes,
        at('2026-12-31 19:00'),
      )?.userId,
    ).toBe('grid')
    expect(firstOnDuty(ROSTER, scopes, at('2027-01-02 03:00'))).toBeNull()
  })
})

describe('what is missing', () => {
  test('gaps and overlaps are named ahead of time, to the minute, over a year’s end', () => {
    expect(faultsOf(ROSTER, 'bureau', at('2026-12-31 00:00'), at('2027-01-03 00:00'))).toEqual([
      { kind: 'gap', scope: 'bureau', from: at('2026-12-31 00:00'), to: at('2026-12-31 08:00'), userIds: [] },
      { kind: 'gap', scope: 'bureau', from: at('2027-01-02 00:00'), to: at('2027-01-02 08:00'), userIds: [] },
      {
        kind: 'overlap',
        scope: 'bureau',
        from: at('2027-01-02 16:00'),
        to: at('2027-01-02 18:00'),
        userIds: ['late', 'swap'],
      },
      { kind: 'gap', scope: 'bureau', from: at('2027-01-02 20:00'), to: at('2027-01-03 00:00'), userIds: [] },
    ])
  })

  test('shifts that meet leave no gap, and one person twice is no overlap', () => {
    const met = [shift('a', '2026-12-01 00:00', '2026-12-01 12:00'), shift('b', '2026-12-01 12:00', '2026-12-02 00:00')]
    expect(faultsOf(met, 'bureau', at('2026-12-01 00:00'), at('2026-12-02 00:00'))).toEqual([])
    expect(
      faultsOf(
        [...met, shift('a', '2026-12-01 06:00', '2026-12-01 12:00')],
        'bureau',
        at('2026-12-01 00:00'),
        at('2026-12-02 00:00'),
      ),
    ).toEqual([])
    expect(faultsOf([], 'bureau', at('2026-12-01 00:00'), at('2026-12-02 00:00'))).toHaveLength(1)
  })
})

describe('handing over', () => {
  const actor = (id: string): Actor => ({ id, name: '', role: 'handler', org: 'bureau' })
  const day = ROSTER[0] as Shift

  test('whoever has a shift hands it over once it has begun, and whoever comes next acknowledges', () => {
    expect(whyNotHandOver(actor('day'), day, at('2026-12-31 07:59'))).toBe('shift.not-begun')
    expect(whyNotHandOver(actor('day'), day, at('2026-12-31 19:50'))).toBeUndefined()
    expect(whyNotHandOver(actor('night'), day, at('2026-12-31 19:50'))).toBe('shift.not-yours')
    const next = nextShift(ROSTER, day)
    expect(next?.userId).toBe('night')
    expect(whyNotAcknowledge(actor('night'), day, next)).toBe('shift.not-handed-over')
    const handed = { ...day, handedOverAt: at('2026-12-31 19:50') }
    expect(whyNotAcknowledge(actor('new-year'), handed, next)).toBe('shift.not-next')
    expect(whyNotAcknowledge(actor('night'), handed, next)).toBeUndefined()
    const taken = { ...handed, acknowledgedAt: at('2026-12-31 20:01') }
    expect(whyNotAcknowledge(actor('night'), taken, next)).toBe('shift.acknowledged')
    expect(whyNotHandOver(actor('day'), taken, at('2026-12-31 20:02'))).toBe('shift.acknowledged')
  })

  test('after a gap the next is still the next, and the last of the roster has none', () => {
    expect(nextShift(ROSTER, ROSTER[2] as Shift)?.userId).toBe('late')
    expect(nextShift(ROSTER, ROSTER[5] as Shift)).toBeNull()
  })
})

test.each([
  ['a shift of a week', '2026-12-01 08:00', '2026-12-08 08:00', true],
  ['one of a minute over a year’s end', '2026-12-31 23:59', '2027-01-01 00:00', true],
  ['one that ends before it begins', '2026-12-02 08:00', '2026-12-01 08:00', false],
  ['one without length', '2026-12-02 08:00', '2026-12-02 08:00', false],
  ['one of more than a week', '2026-12-01 08:00', '2026-12-08 08:01', false],
])('%s is one or is none', (_, from, to, is) => {
  expect(isSpan({ from: at(from), to: at(to) })).toBe(is)
})

test('a day that does not exist is no time', () => {
  const sent = { scope: 'bureau', userId: 'a', from: at('2026-02-28 08:00'), to: at('2026-03-01 08:00') }
  expect(ShiftInput.safeParse(sent).success).toBe(true)
  for (const wrong of [
    '2026-02-29T08:00:00+08:00',
    '2026-02-28T24:00:00+08:00',
    '2026-02-28T08:00:00Z',
    '2026-02-28 08:00',
  ])
    expect(ShiftInput.safeParse({ ...sent, from: wrong }).success, wrong).toBe(false)
})
