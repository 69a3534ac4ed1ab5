import { expect, test } from 'vitest'
import { openApp } from '../setup.ts'
import { answered, caseOf, closedTo, does, dueBy, status, tries } from './desk.ts'

test('a recheck is heard for three days; while it is, the limit stands still, and then it is three days later', async () => {
  const here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const tip = await answered(here)
  await does(here, 'qian', tip.id, 'review-request', { text: '只查了一次。' })
  await does(here, 'zheng', tip.id, 'review', { decision: 'upheld', text: '两次检测均达标。' })
  expect(await closedTo(here, 'qian', tip.id, 'hearing')).toBe('case.not-from-here')
  here.at('2026-09-16T10:00:00+08:00')
  await does(here, 'qian', tip.id, 'recheck-request', { text: '仍不服。' })
  expect(await dueBy(here, tip.id, 'recheck')).toBe('2026-10-16')

  here.at('2026-09-22T10:00:00+08:00')
  await does(here, 'zheng', tip.id, 'hearing', { beganOn: '2026-09-22', text: '在三楼会议室，居委会派人参加。' })
  expect(await dueBy(here, tip.id, 'recheck')).toBeUndefined()
  const open = await caseOf(here, tip.id)
  expect(open.case).toMatchObject({ marks: ['hearing'], dueBy: null, still: { since: '2026-09-22' } })
  const { body } = await here.ask('GET', '/api/cases?mark=hearing', undefined, await here.as('qian'))
  expect(body.items.map((one: { id: string }) => one.id)).toEqual([tip.id])
  expect(open.events.at(-1)).toMatchObject({ label: '复核听证', article: expect.stringContaining('第三十六条') })
  const during = await status(here, tip.receipt)
  expect(during.nextDeadline).toBeUndefined()
  expect(during.standsStill).toMatchObject({ step: 'recheck', since: '2026-09-22' })
  expect(during.messages.at(-1).text).toContain('期限现在停着')
  // Nobody decides over the heads of those who are being heard, and nobody opens a second one beside it.
  const opinion = { decision: 'upheld', text: '维持。' }
  expect((await tries(here, 'sun', tip.id, 'recheck', opinion)).body.code).toBe('case.hearing-open')
  const second = await tries(here, 'sun', tip.id, 'hearing', { beganOn: '2026-09-21' })
  expect([second.status, second.body.problems]).toEqual([
    422,
    [
      {
        path: 'beganOn',
        code: 'mismatch',
        message: '2026年9月22日开始的听证还没有登记结束日期，请先登记它的结束。',
      },
    ],
  ])

  here.at('2026-09-24T17:00:00+08:00')
  await does(here, 'qian', tip.id, 'hearing', { beganOn: '2026-09-22', endedOn: '2026-09-24' })
  // Thirty days and three end on Monday 19 October.
  expect(await dueBy(here, tip.id, 'recheck')).toBe('2026-10-19')
  const after = await status(here, tip.receipt)
  expect(after.standsStill).toBeUndefined()
  expect(after.nextDeadline).toMatchObject({ step: 'recheck', by: '2026-10-19', uncounted: 3 })
  expect(after.messages.at(-1).text).toBe(
    '您申请复核的事项，2026年9月22日至2026年9月24日举行了听证，共 3 日。' +
      '听证所需时间不计入复核期限，复核意见最迟 2026年10月19日 作出。\n依据：《信访工作条例》第三十六条（听证时间不计入）',
  )
  expect(after.steps.map((one: { label: string }) => one.label).slice(-2)).toEqual([
    '复核听证开始，复核期限暂停',
    '复核听证 3 日，不计入期限',
  ])
  // What was said there stays in the house.
  expect(JSON.stringify(after)).not.toContain('会议室')
  expect((await caseOf(here, tip.id)).case.marks).toEqual([])
  expect(await does(here, 'sun', tip.id, 'recheck', opinion)).toBe('final')
})
