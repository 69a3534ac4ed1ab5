import { describe, expect, test } from 'vitest'
import { bureauAfter, proposalProblems, withChange } from '#domain/bureau/change.ts'
import { shownOf } from '#domain/bureau/difference.ts'
import { isOwn } from '#domain/bureau/limit.ts'
import { Bureau } from '#domain/bureau.ts'
import { clocksOf } from '#domain/case/deadline.ts'
import { CLOCK_RULES, RULE_IDS, ruleOn, rulesOf } from '#domain/case/rule.ts'
import { bureau } from '../../fixtures/bureau.ts'
import { aCase } from '../../fixtures/case.ts'

const TODAY = '2026-09-14'
const ARTICLE = '演示办法（2026）第五条'
const change = (about: object = {}) => ({
  kind: 'rule' as const,
  rule: 'accept' as const,
  amount: 10,
  unit: 'calendar' as const,
  article: ARTICLE,
  unconfirmed: false,
  validFrom: '2026-10-01',
  ...about,
})
const end = (lastDay: string) => ({ kind: 'rule-end' as const, rule: 'accept' as const, lastDay })
const ruleAt = (of: Bureau, on: string) => ruleOn(rulesOf(of), 'accept', on)

test('a limit is the law’s until the day before a change, and the bureau’s own from that day on', () => {
  const after = withChange(bureau, change())
  expect(ruleAt(after, '2026-09-30').amount).toBe(15)
  expect(ruleAt(after, '2026-10-01')).toMatchObject({ amount: 10, article: ARTICLE })
  expect(isOwn(ruleAt(after, '2026-10-01'))).toBe(true)
  expect(Bureau.safeParse(after).success).toBe(true)
})

test('a clock keeps the limit of the day it started on', () => {
  const rules = rulesOf(withChange(bureau, change()))
  const by = (receivedOn: string) =>
    clocksOf(aCase({ state: 'received', receivedOn }), rules).find((one) => one.step === 'accept')?.by
  expect(by('2026-09-30')).toBe('2026-10-15')
  expect(by('2026-10-12')).toBe('2026-10-22')
})

test('a second version takes over from its day, the first is kept, and the law comes back after the last day', () => {
  const after = bureauAfter(bureau, [change(), change({ amount: 7, validFrom: '2026-11-01' }), end('2026-11-30')])
  const amounts = ['2026-09-30', '2026-10-01', '2026-10-31', '2026-11-01', '2026-11-30', '2026-12-01']
  expect(amounts.map((on) => ruleAt(after, on).amount)).toEqual([15, 10, 10, 7, 7, 15])
  expect(after.clockRules).toHaveLength(2)
})

describe('a limit is refused', () => {
  test.each<[string, string, string, object]>([
    ['longer than a confirmed law', 'amount', '法定期限是 15 日', { amount: 16 }],
    ['in another unit than a confirmed law', 'unit', '要按同样的单位计算', { unit: 'working' }],
    ['that takes time from whoever reported', 'amount', '不能缩短', { rule: 'review-request', amount: 20 }],
    ['where the superior sets the day', 'amount', '由上级逐件确定', { rule: 'superior' }],
    ['from today on, for today’s clocks have begun', 'validFrom', '请选明天或以后', { validFrom: TODAY }],
    ['from a day of the next millennium', 'validFrom', '请核对年份', { validFrom: '9999-12-31' }],
    ['from a day that is over', 'validFrom', '请选明天或以后', { validFrom: '2026-01-01' }],
  ])('%s', (_what, path, says, about) => {
    const problems = proposalProblems(bureau, change(about), TODAY)
    expect(problems.map((one) => one.path)).toEqual([`change.${path}`])
    expect(problems[0]?.message).toContain(says)
  })

  test('an end where there is nothing of the bureau’s own, or on a day that is over', () => {
    expect(proposalProblems(bureau, end('2026-12-31'), TODAY)[0]?.path).toBe('change.lastDay')
    expect(proposalProblems(withChange(bureau, change()), end('2026-09-13'), TODAY)[0]?.path).toBe('change.lastDay')
  })

  test('but not one that nobody confirmed, longer or shorter, nor more time for whoever reported', () => {
    for (const right of [
      change(),
      change({ rule: 'forward', amount: 5, unit: 'working' }),
      change({ rule: 'forward', amount: 2, unit: 'calendar' }),
      change({ rule: 'review-request', amount: 40 }),
    ])
      expect(proposalProblems(bureau, right, TODAY)).toEqual([])
  })

  test('exactly when it is laxer, whatever the rule: one more than the law never passes where the law is confirmed', () => {
    for (const id of RULE_IDS) {
      const law = ruleOn(CLOCK_RULES, id, TODAY)
      const more = proposalProblems(bureau, change({ rule: id, unit: law.unit, amount: (law.amount ?? 1) + 1 }), TODAY)
      const isRight = law.unconfirmed ? law.amount !== null : ['review-request', 'recheck-request'].includes(id)
      expect([id, more.length === 0]).toEqual([id, isRight])
    }
  })
})

test('what a limit was and will be is shown to whoever confirms it', () => {
  expect(shownOf(change(), bureau)).toEqual({
    title: '修改期限：告知是否受理',
    differences: [
      { label: '期限', before: '15 日', after: '10 日' },
      { label: '依据', before: ruleAt(bureau, TODAY).article, after: ARTICLE },
      { label: '适用于', before: null, after: '从2026年10月1日起' },
    ],
  })
  const own = withChange(bureau, change({ unconfirmed: true }))
  expect(shownOf(end('2026-10-31'), own).differences).toContainEqual({
    label: '依据是否已确认',
    before: '待确认',
    after: '已确认',
  })
  expect(shownOf(change({ unconfirmed: true, validFrom: '2026-12-01' }), own).differences).toEqual([])
})
