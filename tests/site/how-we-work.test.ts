import { expect, test } from 'vitest'
import { REJECTION_GROUNDS, REJECTIONS } from '#domain/case/rejection.ts'
import { CLOCK_RULES } from '#domain/case/rule.ts'
import { DECISIONS } from '#domain/case/state.ts'
import { PUBLIC_STATUSES } from '#domain/case/status.ts'
import { DECISION_WORDS, PUBLIC_STATUS_WORDS } from '#domain/words/zh/case.ts'
import { REJECTION_WORDS } from '#domain/words/zh/rejection.ts'
import { bureau } from '../fixtures/bureau.ts'
import { page, textOf } from './build.ts'

const html = await page('/how-we-work/')
const text = textOf(html)

test('how we work tells every decision there is, and who takes it', () => {
  for (const decision of DECISIONS) expect(text, decision).toContain(DECISION_WORDS[decision])
})

test('how we work tells every limit with its article, and marks what is not confirmed', () => {
  for (const { article, amount } of CLOCK_RULES) {
    expect(text).toContain(article)
    if (amount !== null) expect(html).toContain(`>${amount}</b>`)
  }
  const list = /<ol role="list"[^>]*>(?:(?!<\/ol>).)*<\/ol>/gs
  const marks = (html.match(list) ?? []).join('').match(/待主管部门确认/g) ?? []
  expect(marks).toHaveLength(CLOCK_RULES.filter(({ unconfirmed }) => unconfirmed).length)
})

test('how we work tells every public status and every ground of refusal', () => {
  for (const status of PUBLIC_STATUSES) expect(text).toContain(PUBLIC_STATUS_WORDS[status])
  for (const ground of REJECTION_GROUNDS) {
    expect(text).toContain(REJECTION_WORDS[ground].label)
    expect(text).toContain(REJECTIONS[ground].article)
  }
  expect(text).not.toContain('请填写')
  expect(text).not.toMatch(/\{\{|\}\}/)
  expect(text).toContain('自收到答复之日起 30 日内申请复查')
})

test('how we work lists what the bureau still has to confirm', () => {
  for (const open of bureau.unconfirmed) expect(text).toContain(open)
})

test('how we work says which office is there round the clock, how it is reached, and whether its roster is full', async () => {
  const duty = { from: '2026-11-29', to: '2026-12-05', isComplete: true }
  const full = textOf(await page('/how-we-work/', { duty }))
  expect(full).toContain(`昼夜由${bureau.shortName}排班值守`)
  expect(full).toContain(bureau.telephone.number)
  expect(full).toMatch(/2026年11月29日至2026年12月5日的值班表\s*已经排满/)
  const open = textOf(await page('/how-we-work/', { duty: { ...duty, isComplete: false } }))
  expect(open).toMatch(/值班表\s*还没有排满/)
  expect(full).toMatch(/2 小时内按突发情况报告；核实为一般或较大的，4 小时内报告（[^）]+）/)
})
