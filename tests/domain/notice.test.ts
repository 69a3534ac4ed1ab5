import { expect, test } from 'vitest'
import { EVENTS } from '#domain/event.ts'
import { NOTICES, noticesOf } from '#domain/notice.ts'
import { NOTICE_WORDS } from '#domain/words/zh/notice.ts'

test('an emergency goes to the officer on duty, once, when the tip arrives', () => {
  expect(EVENTS.flatMap((type) => noticesOf(type, { emergency: true }).filter((one) => one.to === 'duty'))).toEqual([
    { notice: 'emergency', to: 'duty' },
  ])
  expect(noticesOf('tip.received')).toEqual([])
})

test('a reporter hears of what the law wants told and of nothing the bureau keeps to itself', () => {
  const told = EVENTS.filter((type) => noticesOf(type).some((one) => one.to === 'reporter'))
  expect(told).toEqual([
    'case.information-requested',
    'case.accepted',
    'case.rejected',
    'case.forwarded',
    'case.assigned',
    'case.closed',
    'case.replied',
  ])
})

test('no mail says what a tip is about, or that it is one, to whoever reads over a shoulder', () => {
  for (const notice of NOTICES) {
    const { subject, text } = NOTICE_WORDS[notice]
    if (notice !== 'emergency') expect(`${subject}${text}`).not.toMatch(/举报|污染|倾倒|环保|环境/)
    expect(`${subject}${text}`).not.toMatch(/\{|\$/)
  }
})
