import { describe, expect, test } from 'vitest'
import { Bureau } from '#domain/bureau.ts'
import { acknowledgeBy, clocksOf } from '#domain/case/deadline.ts'
import { CLOCK_RULES, RULE_IDS, type Rule, ruleOn, rulesOf } from '#domain/case/rule.ts'
import { RULE_WORDS } from '#domain/words/zh/clock.ts'
import { bureau } from '../../fixtures/bureau.ts'
import { aCase } from '../../fixtures/case.ts'

type Configured = NonNullable<Bureau['clockRules']>[number]
const own = (about: Partial<Configured>): Configured => ({
  rule: 'forward',
  amount: 2,
  unit: 'working',
  article: '《本局举报办理规程》第五条',
  unconfirmed: false,
  validFrom: '2026-10-01',
  ...about,
})
const withRules = (...clockRules: unknown[]) => Bureau.safeParse({ ...bureau, clockRules })

describe('the rules of the law', () => {
  test('name every limit with its article, its days and its words', () => {
    expect(new Set(CLOCK_RULES.map((one) => one.id))).toEqual(new Set(RULE_IDS))
    for (const { id, article, validFrom, validTo } of CLOCK_RULES) {
      expect(article, id).toMatch(/《.+》/)
      expect(validFrom, id).toMatch(/^\d{4}-\d\d-\d\d$/)
      expect(validTo, id).toBeNull()
      expect(RULE_WORDS[id].who.length, id).toBeGreaterThan(5)
    }
  })

  test('say which of them nobody has confirmed', () => {
    expect(CLOCK_RULES.filter((one) => one.unconfirmed).map((one) => one.id)).toEqual([
      'forward',
      'superior',
      'survey',
      'reopening-answer',
      'enforcement-filing',
      'enforcement-filing-extension',
    ])
  })

  test('count a day before all of them by the oldest: a case of that day has a limit too', () => {
    expect(ruleOn(CLOCK_RULES, 'accept', '2001-01-01').amount).toBe(15)
  })
})

describe('a rule of the bureau', () => {
  const rules = rulesOf({ clockRules: [own({}), own({ amount: 1, validFrom: '2027-01-01', validTo: '2027-06-30' })] })

  test.each<[string, number]>([
    ['2026-09-30', 3],
    ['2026-10-01', 2],
    ['2026-12-31', 2],
    ['2027-01-01', 1],
    ['2027-06-30', 1],
    ['2027-07-01', 2],
  ])('counts for what starts on %s: %i working days', (day, amount) => {
    expect(ruleOn(rules, 'forward', day).amount).toBe(amount)
  })

  test('sets the clock of a case accepted from its day on, and no other', () => {
    const clock = (acceptedOn: string) =>
      clocksOf(aCase({ state: 'accepted', acceptedOn }), rules).find((one) => one.step === 'forward')
    // 30 September is a Wednesday before the October week; two and three working days end in the week after it.
    expect(clock('2026-09-30')).toMatchObject({ by: '2026-10-10', unconfirmed: true })
    expect(clock('2026-10-12')).toMatchObject({ by: '2026-10-14', unconfirmed: false, article: own({}).article })
  })

  test('none configured is the law itself', () => {
    expect(rulesOf(bureau)).toBe(CLOCK_RULES)
  })

  test('may be stricter than a confirmed one', () => {
    const stricter = rulesOf({ clockRules: [own({ rule: 'accept', amount: 10, unit: 'calendar' })] })
    expect(acknowledgeBy('2026-10-12', stricter)).toMatchObject({ on: '2026-10-22' })
    expect(withRules(own({ rule: 'accept', amount: 10, unit: 'calendar' })).success).toBe(true)
  })

  test.each<[string, unknown]>([
    ['a name nobody knows', { ...own({}), rule: 'lunch' }],
    ['more days than a confirmed one', own({ rule: 'accept', amount: 16, unit: 'calendar' })],
    ['another unit than a confirmed one', own({ rule: 'close', amount: 60, unit: 'working' })],
    ['a number for what a superior sets', own({ rule: 'superior', amount: 10, unit: 'calendar' })],
    ['no day', own({ amount: 0 })],
    ['half a day', own({ amount: 1.5 })],
    ['a day that is none', own({ validFrom: '2026-02-30' })],
    ['a key too many', { ...own({}), note: 'x' }],
  ])('with %s stops the start', (_, rule) => {
    expect(withRules(rule).success).toBe(false)
  })

  test('may correct what nobody confirmed, either way', () => {
    expect(withRules(own({ amount: 5 })).success).toBe(true)
  })
})

test('a rule that is missing is a mistake, not a limit of nothing', () => {
  const none: readonly Rule[] = []
  expect(() => ruleOn(none, 'close', '2026-01-01')).toThrow("couldn't find rule close")
})
