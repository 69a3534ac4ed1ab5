import { expect, test } from 'vitest'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { openApp } from '../setup.ts'
import { answered, caseOf, does, dueBy, file, investigated, status, tries } from './desk.ts'

test('what is another body’s goes to it, and the resident reads to whom and why', async () => {
  const here = await openApp()
  const tip = await file(here, { description: '路边烧烤摊的烟直接进楼道。' })
  const about = { body: '中原区城市管理局', reason: '露天烧烤由城市管理部门负责。' }
  expect((await tries(here, 'qian', tip.id, 'transfer', {})).body.problems).toHaveLength(2)
  expect(await does(here, 'qian', tip.id, 'transfer', about)).toBe('transferred')
  const told = await status(here, tip.receipt)
  expect(told).toMatchObject({ status: 'not_accepted' })
  expect(told.steps.at(-1)).toMatchObject({ code: 'transferred', label: '已移送：中原区城市管理局' })
  expect(told.messages.at(-1).text).toContain('中原区城市管理局')
  expect((await caseOf(here, tip.id)).case).toMatchObject({ clock: null, transferredTo: '中原区城市管理局' })

  // It comes back: the bureau takes it up, and sixty days run from that day.
  here.at('2026-09-30T10:00:00+08:00')
  expect(await does(here, 'sun', tip.id, 'reopening', { reason: '城管部门退回。' })).toBe('accepted')
  expect(await dueBy(here, tip.id, 'close')).toBe('2026-11-30')
  expect((await status(here, tip.receipt)).label).toBe('办理中')
})

test('an answered case is taken up again with its reason; the old answer stays in its history', async () => {
  const here = await openApp()
  const tip = await answered(here)
  expect((await tries(here, 'qian', tip.id, 'reopening', {})).status).toBe(422)
  here.at('2026-10-20T10:00:00+08:00')
  await does(here, 'qian', tip.id, 'reopening', { reason: '昨夜又有人倾倒。' })
  const { case: current, events } = await caseOf(here, tip.id)
  expect(current).toMatchObject({ state: 'accepted', acceptedOn: '2026-10-20', closedOn: null, outcome: null })
  expect(events.map((one: { type: string }) => one.type)).toContain('case.closed')
  const told = await status(here, tip.receipt)
  expect(told.steps.map((one: { code: string }) => one.code).slice(-3)).toEqual(['closed', 'replied', 'reopened'])
  expect(told.messages.at(-1).text).toContain('昨夜又有人倾倒')
})

test('marks hang on a case wherever it stands, and those who have it in hand get a mail', async () => {
  const here = await openApp()
  const tip = await investigated(here)
  await does(here, 'sun', tip.id, 'urging', { text: '请抓紧。' })
  await does(here, 'zhao', tip.id, 'supervision', { ground: 'no-feedback' })
  const proposal = { outcome: 'substantiated', remedied: 'yes', measures: '已清运。' }
  await does(here, 'li', tip.id, 'closure-proposal', proposal)
  await does(here, 'zhao', tip.id, 'hand-back', { reason: '请补充照片。' })
  const { case: current } = await caseOf(here, tip.id)
  expect(current).toMatchObject({ state: 'investigating', marks: ['urged', 'supervised', 'returned'] })
  expect(current).toMatchObject({ supervisionGround: 'no-feedback' })
  await drainOutbox(here.env)
  expect(here.mails.map(({ to, subject }) => `${to} ${subject}`)).toEqual([
    'li@demo.invalid 催办：有一件等您办理',
    'li@demo.invalid 督办：有一件等您办理',
  ])
  expect(here.mails[0]?.text).toContain('/desk/')
  // The resident is told of none of it.
  const told = await status(here, tip.receipt)
  expect(JSON.stringify(told)).not.toMatch(/催办|督办|请抓紧|补充照片/)
})

test('after the answer the reporter is called, and what they say is kept', async () => {
  const here = await openApp()
  const tip = await answered(here)
  expect(await does(here, 'qian', tip.id, 'follow-up', { satisfied: false, text: '仍有异味。' })).toBe('followed_up')
  expect((await caseOf(here, tip.id)).case).toMatchObject({ satisfied: false })
  const told = await status(here, tip.receipt)
  expect(told.steps.at(-1)).toMatchObject({ code: 'followed-up' })
  expect(JSON.stringify(told)).not.toContain('仍有异味')
  expect(await does(here, 'qian', tip.id, 'archiving')).toBe('archived')
})
