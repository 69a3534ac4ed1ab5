import { describe, expect, test } from 'vitest'
import type { EventType } from '#domain/event.ts'
import {
  headsToTell,
  OPENINGS_A_DAY,
  type Opening,
  openingState,
  whyNotAsk,
  whyNotDecide,
  whyNotOpen,
} from '#domain/identity/opening.ts'

const at = (time: string) => new Date(`2026-09-14T${time}+08:00`)
const ms = (time: string) => at(time).getTime()
const asked: Opening = {
  askedBy: 'officer',
  askedAt: ms('10:00:00'),
  decidedBy: null,
  decidedAt: null,
  approved: false,
  openedAt: null,
}
const approved: Opening = { ...asked, decidedBy: 'head', decidedAt: ms('10:05:00'), approved: true }
const declined: Opening = { ...approved, approved: false }
const opened: Opening = { ...approved, openedAt: ms('10:06:00') }
const nobody: EventType[] = []

describe('a request passes through its states by the minute', () => {
  test.each([
    ['just asked', asked, '10:00:00', 'asked'],
    ['in the tenth minute', asked, '10:10:00', 'asked'],
    ['a second later', asked, '10:10:01', 'lapsed'],
    ['approved', approved, '10:05:00', 'approved'],
    ['ten minutes after the approval', approved, '10:15:00', 'approved'],
    ['a second later', approved, '10:15:01', 'lapsed'],
    ['declined, however late', declined, '23:00:00', 'declined'],
    ['opened, however late', opened, '23:00:00', 'opened'],
  ] as const)('%s', (_, opening, time, state) => {
    expect(openingState(opening, at(time))).toBe(state)
  })
})

test('the ten minutes run across midnight in Shanghai like any others', () => {
  const late = { ...asked, askedAt: ms('23:55:00') }
  expect(whyNotDecide(late, { id: 'head' }, nobody, new Date('2026-09-15T00:05:00+08:00'))).toBeNull()
  expect(whyNotDecide(late, { id: 'head' }, nobody, new Date('2026-09-15T00:05:01+08:00'))).toBe('identity.lapsed')
  // Midnight in UTC is eight in the morning here, and no border at all.
  const early = { ...asked, askedAt: ms('07:55:00') }
  expect(whyNotDecide(early, { id: 'head' }, nobody, at('08:05:00'))).toBeNull()
})

describe('who may ask', () => {
  test.each([
    ['nobody with a part in the case', [], 0, null],
    ['their own earlier requests are no part', ['tip.identity-asked', 'tip.identity-opened'], 0, null],
    ['who entered the tip as a clerk', ['tip.received'], 0, 'identity.worked-on-it'],
    ['who only left a note', ['case.noted'], 0, 'identity.worked-on-it'],
    ['the tenth of the day', [], OPENINGS_A_DAY - 1, null],
    ['the eleventh of the day', [], OPENINGS_A_DAY, 'identity.daily-limit'],
  ] as const)('%s', (_, done, openedToday, refusal) => {
    expect(whyNotAsk(done, openedToday)).toBe(refusal)
  })
})

describe('who may approve', () => {
  test.each([
    ['another person in time', asked, 'head', nobody, '10:09:00', null],
    ['the same person', asked, 'officer', nobody, '10:01:00', 'identity.own-request'],
    ['too late', asked, 'head', nobody, '10:11:00', 'identity.lapsed'],
    ['a second head', approved, 'other', nobody, '10:06:00', 'identity.decided'],
    ['after a no', declined, 'other', nobody, '10:06:00', 'identity.decided'],
    ['after it lapsed approved', approved, 'other', nobody, '11:00:00', 'identity.decided'],
    ['who investigated', asked, 'head', ['case.investigated'], '10:01:00', 'identity.worked-on-it'],
    ['who proposed to close', asked, 'head', ['case.closure-proposed'], '10:01:00', 'identity.worked-on-it'],
    ['who closed it as head', asked, 'head', ['case.closed'], '10:01:00', null],
  ] as [string, Opening, string, typeof nobody, string, string | null][])('%s', (_, opening, id, about, time, no) => {
    expect(whyNotDecide(opening, { id }, about, at(time))).toBe(no)
  })
})

describe('who is told of a request', () => {
  const head = (id: string, isOnDuty: boolean, done: EventType[] = []) => ({ id, isOnDuty, done })
  test.each([
    ['those on duty', [head('a', true), head('b', false)], [], ['a']],
    ['everybody while nobody is on duty', [head('a', false), head('b', false)], [], ['a', 'b']],
    ['not who has a tie to the case, on duty or not', [head('a', true), head('b', false)], ['a'], ['b']],
    ['not who handled it', [head('a', true, ['case.investigated']), head('b', false)], [], ['b']],
    ['not who asked', [head('officer', true), head('b', false)], [], ['b']],
  ] as [string, Parameters<typeof headsToTell>[1], string[], string[]][])('%s', (_, heads, recused, told) => {
    expect(headsToTell(asked, heads, recused, at('10:01:00'))).toEqual(told)
  })
})

describe('when the envelope is handed out', () => {
  test.each([
    ['before anybody approved', asked, 0, '10:01:00', 'identity.not-approved'],
    ['after a no', declined, 0, '10:06:00', 'identity.not-approved'],
    ['once approved', approved, 9, '10:06:00', null],
    ['on a full day', approved, 10, '10:06:00', 'identity.daily-limit'],
    ['too long after', approved, 0, '10:15:01', 'identity.lapsed'],
    ['a second time', opened, 0, '10:07:00', 'identity.opened-before'],
  ] as const)('%s', (_, opening, openedToday, time, no) => {
    expect(whyNotOpen(opening, openedToday, at(time))).toBe(no)
  })
})
