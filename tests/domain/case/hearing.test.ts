import { describe, expect, test } from 'vitest'
import { clocksOf, stillClock } from '#domain/case/deadline.ts'
import { escalateAt } from '#domain/case/escalation.ts'
import { type Hearing, hearingProblems, hearingsWith } from '#domain/case/hearing.ts'
import { CLOCK_RULES } from '#domain/case/rule.ts'
import type { Case } from '#domain/case/schema.ts'
import { aCase } from '../../fixtures/case.ts'

const rechecked = (recheckRequestedOn: string, ...hearings: Hearing[]): Case =>
  aCase({ state: 'recheck_requested', receivedOn: '2025-06-02', recheckRequestedOn, hearings })
const recheck = (current: Case) => {
  const found = clocksOf(current).find((one) => one.step === 'recheck')
  return found && [found.by, found.uncounted ?? 0, found.provisional]
}
const heard = (beganOn: string, endedOn: string | null): Hearing => ({ beganOn, endedOn })

describe('the days of a hearing are left out of the thirty of a recheck (信访工作条例第三十六条)', () => {
  test.each<[string, string, Hearing[], [string, number, boolean]]>([
    ['none', '2026-03-02', [], ['2026-04-01', 0, false]],
    ['one of three days', '2026-03-02', [heard('2026-03-16', '2026-03-18')], ['2026-04-07', 3, false]],
    ['one of one day', '2026-03-02', [heard('2026-03-16', '2026-03-16')], ['2026-04-02', 1, false]],
    [
      'on the day of the request, which never counts',
      '2026-03-02',
      [heard('2026-03-02', '2026-03-03')],
      ['2026-04-02', 1, false],
    ],
    [
      'two of them',
      '2026-03-02',
      [heard('2026-03-10', '2026-03-10'), heard('2026-03-20', '2026-03-21')],
      ['2026-04-07', 3, false],
    ],
    // 30 days end on 1 October; the holiday rolls it to the 8th, and the 8th is heard: the next working day.
    [
      'on the very day to which a holiday rolled the end',
      '2026-09-01',
      [heard('2026-10-08', '2026-10-08')],
      ['2026-10-09', 1, false],
    ],
    [
      'that pushes the end into the National Day holiday',
      '2026-08-30',
      [heard('2026-09-10', '2026-09-11')],
      ['2026-10-08', 2, false],
    ],
    // 30 December 2025 to 4 January 2026: six days, over the new year and its make-up Sunday.
    ['over the new year', '2025-12-15', [heard('2025-12-30', '2026-01-04')], ['2026-01-20', 6, false]],
    [
      'into a year whose holidays nobody knows yet',
      '2026-12-10',
      [heard('2026-12-30', '2027-01-02')],
      ['2027-01-13', 4, true],
    ],
    [
      'that pushes the end over 29 February',
      '2024-01-29',
      [heard('2024-02-19', '2024-02-20')],
      ['2024-03-01', 2, false],
    ],
    [
      'begun when the limit was over: it revives nothing',
      '2026-03-02',
      [heard('2026-04-02', '2026-04-03')],
      ['2026-04-01', 0, false],
    ],
  ])('%s', (_, requestedOn, hearings, due) => {
    expect(recheck(rechecked(requestedOn, ...hearings))).toEqual(due)
  })

  test('while it goes on the limit stands still: nothing is due, nobody is reminded, and it says since when', () => {
    const current = rechecked('2026-03-02', heard('2026-03-16', null))
    expect(clocksOf(current)).toEqual([])
    expect(escalateAt(current, CLOCK_RULES)).toBeNull()
    expect(stillClock(current)).toEqual({
      step: 'recheck',
      since: '2026-03-16',
      article: expect.stringContaining('第三十六条'),
    })
  })

  test('one begun a day too late does not stop a limit that was over', () => {
    const late = rechecked('2026-03-02', heard('2026-04-02', null))
    expect(recheck(late)).toEqual(['2026-04-01', 0, false])
    expect(stillClock(late)).toBeNull()
    expect(recheck(rechecked('2026-03-02', heard('2026-04-01', null)))).toBeUndefined()
  })

  test('no other limit moves by it', () => {
    const accepted = aCase({ state: 'accepted', acceptedOn: '2026-09-15', hearings: [heard('2026-09-20', null)] })
    expect(clocksOf(accepted)).toEqual(clocksOf({ ...accepted, hearings: [] }))
    expect(stillClock(accepted)).toBeNull()
  })
})

describe('a hearing is entered as it was', () => {
  const wrong = (hearings: Hearing[], beganOn: string, endedOn?: string) =>
    hearingProblems({ hearings, recheckRequestedOn: '2026-03-02' }, { beganOn, endedOn }, '2026-03-20').map(
      ({ path, code }) => `${path} ${code}`,
    )

  test.each<[string, Hearing[], string, string | undefined, string[]]>([
    ['today, not ended', [], '2026-03-20', undefined, []],
    ['ended today', [], '2026-03-16', '2026-03-20', []],
    ['a plan', [], '2026-03-21', undefined, ['beganOn in-the-future']],
    ['to end tomorrow', [], '2026-03-20', '2026-03-21', ['endedOn in-the-future']],
    ['before the recheck was asked for', [], '2026-03-01', '2026-03-01', ['beganOn mismatch']],
    ['ended before it began', [], '2026-03-10', '2026-03-09', ['endedOn mismatch']],
    ['while another goes on', [heard('2026-03-05', null)], '2026-03-10', undefined, ['beganOn mismatch']],
    ['in the days of another', [heard('2026-03-05', '2026-03-07')], '2026-03-07', '2026-03-08', ['beganOn mismatch']],
    ['the end of the one that goes on', [heard('2026-03-05', null)], '2026-03-05', '2026-03-08', []],
    [
      'without an end over a later one',
      [heard('2026-03-10', '2026-03-11')],
      '2026-03-05',
      undefined,
      ['beganOn mismatch'],
    ],
  ])('%s', (_, hearings, beganOn, endedOn, problems) => {
    expect(wrong(hearings, beganOn, endedOn)).toEqual(problems)
  })

  test('the same first day again puts it right', () => {
    const open = hearingsWith([], { beganOn: '2026-03-05' })
    expect(open).toEqual([heard('2026-03-05', null)])
    expect(hearingsWith(open, { beganOn: '2026-03-05', endedOn: '2026-03-08' })).toEqual([
      heard('2026-03-05', '2026-03-08'),
    ])
  })
})
