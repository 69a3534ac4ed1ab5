import { describe, expect, test } from 'vitest'
import { clocksOf } from '#domain/case/deadline.ts'
import { marksOf } from '#domain/case/mark.ts'
import { CLOCK_RULES, rulesOf } from '#domain/case/rule.ts'
import { answeredBy, surveyOf } from '#domain/case/survey.ts'
import { bureau } from '../../fixtures/bureau.ts'
import { aCase } from '../../fixtures/case.ts'

const replied = aCase({ state: 'replied', acceptedOn: '2026-09-01', closedOn: '2026-09-14', repliedOn: '2026-09-14' })
const ask = (about: object, today: string, answered: Parameters<typeof surveyOf>[1] = null) =>
  surveyOf({ ...replied, ...about }, answered, today, CLOCK_RULES)

describe('a reporter is asked whether it is solved', () => {
  test.each([
    ['not on the sixth day', {}, '2026-09-20', null],
    ['on the seventh', {}, '2026-09-21', { answer: null, isOpen: true, until: null }],
    // The seventh day after 30 September is 7 October, the last of the holiday: the 8th is worked.
    ['after a holiday on the first working day', { repliedOn: '2026-09-30' }, '2026-10-07', null],
    ['and then it is', { repliedOn: '2026-09-30' }, '2026-10-08', { answer: null, isOpen: true, until: null }],
    ['still after it was archived', { state: 'archived' }, '2027-01-20', { answer: null, isOpen: true, until: null }],
    ['not before there is a reply', { state: 'closed', repliedOn: null }, '2026-12-01', null],
    ['not while a review runs', { state: 'review_requested', reviewRequestedOn: '2026-09-20' }, '2026-09-25', null],
    ['nor after one, archived or not', { state: 'archived', reviewedOn: '2026-09-20' }, '2026-12-01', null],
    ['not of what is being done again', { state: 'accepted', repliedOn: null }, '2026-12-01', null],
  ])('%s', (_, about, today, asked) => {
    expect(ask(about, today)).toEqual(asked)
  })

  const said = { answer: 'solved' as const, firstOn: '2026-09-21', decidedOn: null }
  test.each([
    ['may be changed on the seventh day', said, '2026-09-28', true],
    ['not on the eighth', said, '2026-09-29', false],
    ['counts from the first answer', { ...said, answer: 'unsolved' as const }, '2026-09-29', false],
    [
      'not once a head has decided',
      { ...said, answer: 'unsolved' as const, decidedOn: '2026-09-22' },
      '2026-09-23',
      false,
    ],
  ])('an answer %s', (_, answered, today, isOpen) => {
    expect(ask({}, today, answered)).toEqual({ answer: answered.answer, isOpen, until: '2026-09-28' })
  })

  test('after as many days as the bureau says', () => {
    const rules = rulesOf({
      clockRules: [{ ...CONFIGURED, rule: 'survey', amount: 3, unit: 'working' }],
    })
    expect(surveyOf(replied, null, '2026-09-16', rules)).toBeNull()
    expect(surveyOf(replied, null, '2026-09-17', rules)).toMatchObject({ isOpen: true })
    expect(bureau.clockRules ?? []).toEqual([])
  })
})
const CONFIGURED = { article: '本局回访办法', unconfirmed: false, validFrom: '2026-01-01' }

describe('what is called unsolved', () => {
  const at = (day: string) => new Date(`${day}T10:00:00+08:00`)
  const answer = (current: typeof replied, given: 'solved' | 'unsolved', day: string, others = 0) =>
    answeredBy(current, { answer: given, reference: 'T-2026-ABCDEF', others }, at(day), CLOCK_RULES)

  test('marks the case and starts a clock that a holiday lengthens; it is no confirmed law', () => {
    const { next, event } = answer(replied, 'unsolved', '2026-09-21')
    expect(marksOf(next)).toContain('unsolved')
    // The fifteenth day is 6 October, in the holiday.
    expect(clocksOf(next, CLOCK_RULES).find((one) => one.step === 'reopening-answer')).toMatchObject({
      from: '2026-09-21',
      by: '2026-10-08',
      unconfirmed: true,
    })
    expect(event).toMatchObject({ type: 'case.reopening-requested', actor: null, seq: replied.version + 1 })
  })

  test('counts from the first who said so', () => {
    const first = answer(replied, 'unsolved', '2026-09-21').next
    expect(answer(first, 'unsolved', '2026-09-25', 1).next.reopeningAskedOn).toBe('2026-09-21')
  })

  test('is taken back by the last who said so, and by nobody before', () => {
    const asked = answer(replied, 'unsolved', '2026-09-21').next
    expect(answer(asked, 'solved', '2026-09-22', 1).next.reopeningAskedOn).toBe('2026-09-21')
    const back = answer(asked, 'solved', '2026-09-22')
    expect(back.next.reopeningAskedOn).toBeNull()
    expect(back.event.type).toBe('case.survey-answered')
    expect(clocksOf(back.next, CLOCK_RULES).map((one) => one.step)).not.toContain('reopening-answer')
  })
})
