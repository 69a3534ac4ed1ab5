import { expect, test } from 'vitest'
import { limitsOf } from '#domain/case/limits.ts'
import { CLOCK_RULES, rulesOf } from '#domain/case/rule.ts'
import { EMERGENCY_GRADES } from '#domain/case/schema.ts'
import { gradeWord } from '#domain/words/zh/mark.ts'
import { effectOf } from '#site/islands/desk/decision-effects.ts'
import { hintOf } from '#site/islands/desk/decision-field.ts'
import { DECISION_FIELDS } from '#site/islands/desk/decision-fields.ts'

const NEW = { acceptedOn: null, emergencyAt: null }
const own = { article: '演示办法（2026）', unconfirmed: false, validFrom: '2026-10-01' }
const tightened = rulesOf({
  clockRules: [
    { ...own, rule: 'emergency', amount: 1, unit: 'hours' },
    { ...own, rule: 'extension', amount: 20, unit: 'calendar' },
    { ...own, rule: 'review', amount: 25, unit: 'calendar' },
  ],
})

test('what a decision does is said with the limits of the law, and with the bureau’s own from their first day on', () => {
  const grade = (limits: ReturnType<typeof limitsOf>) => effectOf('emergency-grade', limits)
  expect(grade(limitsOf(NEW, CLOCK_RULES, '2026-09-30'))).toContain('2 小时还是 4 小时内上报')
  expect(grade(limitsOf(NEW, tightened, '2026-09-30'))).toContain('2 小时还是 4 小时内上报')
  const after = limitsOf(NEW, tightened, '2026-10-01')
  expect(grade(after)).toContain('1 小时还是 4 小时内上报')
  expect(effectOf('review-request', after)).toContain('25 日的复查期限')
  expect(EMERGENCY_GRADES.map((one) => gradeWord(one, after))).toEqual([
    '重大以上或等级不明（1 小时内上报）',
    '一般或较大（4 小时内上报）',
    '不属于突发环境事件',
  ])
})

test('a case that began before keeps the limit of its day in the words too', () => {
  const began = { acceptedOn: '2026-09-20', emergencyAt: '2026-09-30T23:00:00+08:00' }
  const limits = limitsOf(began, tightened, '2026-10-02')
  expect(effectOf('emergency-grade', limits)).toContain('2 小时还是')
  const [days] = DECISION_FIELDS['extension-request']
  const said = (of: typeof limits) => days && hintOf(days, of)
  expect(said(limits)).toBe('一共不能超过 30 日。')
  expect(said(limitsOf(NEW, tightened, '2026-10-02'))).toBe('一共不能超过 20 日。')
})
