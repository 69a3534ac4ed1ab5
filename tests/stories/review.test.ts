import { expect, test } from 'vitest'
import { openApp } from '../setup.ts'
import { answered, caseOf, closedTo, does, dueBy, status, tries } from './desk.ts'

test('a resident asks for a review and another look; each has thirty days, and there is no third round', async () => {
  const here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const tip = await answered(here)
  expect((await status(here, tip.receipt)).mayAsk).toMatchObject({ step: 'review-request', by: '2026-10-14' })

  here.at('2026-10-14T16:00:00+08:00')
  expect(await does(here, 'qian', tip.id, 'review-request', { text: '只查了一次。' })).toBe('review_requested')
  expect(await dueBy(here, tip.id, 'review')).toBe('2026-11-13')
  expect(await status(here, tip.receipt)).toMatchObject({
    status: 'closed',
    nextDeadline: { step: 'review', by: '2026-11-13' },
  })
  // Who closed it does not review it.
  const opinion = { decision: 'upheld', text: '两次检测均达标。' }
  expect((await tries(here, 'zhao', tip.id, 'review', opinion)).body.code).toBe('case.own-decision')
  here.at('2026-11-10T10:00:00+08:00')
  expect(await does(here, 'zheng', tip.id, 'review', opinion)).toBe('reviewed')
  const told = await status(here, tip.receipt)
  expect(told.messages.at(-1).text).toBe(
    '复查意见：维持原处理意见。两次检测均达标。\n对复查意见不服的，可以在 2026年12月10日 以前申请复核。',
  )
  expect(told.mayAsk).toMatchObject({ step: 'recheck-request', by: '2026-12-10' })
  expect(await closedTo(here, 'qian', tip.id, 'review-request')).toBe('case.no-third-round')

  here.at('2026-12-10T10:00:00+08:00')
  await does(here, 'qian', tip.id, 'recheck-request', { text: '仍不服。' })
  // 30 days on is 9 January, a Saturday of a year whose holidays nobody knows yet.
  expect(await dueBy(here, tip.id, 'recheck')).toBe('2027-01-09')
  expect((await tries(here, 'zheng', tip.id, 'recheck', opinion)).body.code).toBe('case.own-decision')
  expect(await does(here, 'sun', tip.id, 'recheck', opinion)).toBe('final')
  const last = await status(here, tip.receipt)
  expect(last.messages.at(-1).text).toContain('复核终结意见')
  expect(last.mayAsk).toBeUndefined()
  for (const round of ['review-request', 'recheck-request'] as const)
    expect(await closedTo(here, 'qian', tip.id, round)).toBe('case.no-third-round')
  expect(await closedTo(here, 'qian', tip.id, 'reopening')).toBe('case.settled')
  await does(here, 'qian', tip.id, 'archiving')
  expect(await closedTo(here, 'qian', tip.id, 'review-request')).toBe('case.no-third-round')
  expect(await closedTo(here, 'qian', tip.id, 'reopening')).toBe('case.settled')
})

test('a day late is too late, for the one and for the other', async () => {
  const here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const tip = await answered(here)
  here.at('2026-10-15T00:00:00+08:00')
  expect((await tries(here, 'qian', tip.id, 'review-request', { text: '不服。' })).body.code).toBe('case.review-late')
  // What the body above decides all the same is entered as it comes.
  await does(here, 'qian', tip.id, 'review', { decision: 'upheld', text: '维持。' })
  here.at('2026-11-17T00:00:00+08:00')
  expect((await tries(here, 'qian', tip.id, 'recheck-request', { text: '不服。' })).body.code).toBe('case.recheck-late')
})

test('a review that orders the matter handled anew is followed by that', async () => {
  const here = await openApp()
  const tip = await answered(here)
  await does(here, 'qian', tip.id, 'review-request', { text: '没有查夜间。' })
  await does(here, 'zheng', tip.id, 'review', { decision: 'redo', text: '应查夜间。' })
  expect(await does(here, 'qian', tip.id, 'reopening', { reason: '按复查意见重新办理。' })).toBe('accepted')
  const { case: current } = await caseOf(here, tip.id)
  expect(current).toMatchObject({ reviewDecision: null, repliedOn: null, closedBy: null })
  expect((await status(here, tip.receipt)).label).toBe('办理中')
})
