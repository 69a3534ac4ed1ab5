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
    'case.extended',
    'case.reopening-refused',
    'case.reviewed',
    'case.rechecked',
    'case.heard',
    'case.competence-questioned',
    'case.competence-decided',
    'case.transferred',
    'case.merged',
    'case.separated',
    'case.split',
    'case.reopened',
  ])
})

test('at half of a limit its officers hear of it, at four fifths the heads too, and again when it is over', () => {
  const told = (percent: number) => noticesOf('case.escalated', { percent }).map((one) => `${one.notice} ${one.to}`)
  expect(told(50)).toEqual(['half-time officers'])
  expect(told(80)).toEqual(['nearly-due officers', 'nearly-due heads'])
  expect(told(100)).toEqual(['overdue officers', 'overdue heads'])
  expect(noticesOf('case.overdue', { percent: 100 })).toEqual(noticesOf('case.escalated', { percent: 100 }))
  expect(told(30)).toEqual([])
})

test('no mail says what a tip is about, or that it is one, to whoever reads over a shoulder', () => {
  for (const notice of NOTICES) {
    const { subject, text } = NOTICE_WORDS[notice]
    if (notice !== 'emergency') expect(`${subject}${text}`).not.toMatch(/举报|污染|倾倒|环保|环境/)
    expect(`${subject}${text}`).not.toMatch(/\{|\$/)
  }
})
