import { expect, test } from 'vitest'
import { openApp } from '../setup.ts'
import { caseOf, does, file, status, tries } from './desk.ts'

test('a case sent to the wrong street office comes back within five working days and goes to the right one', async () => {
  const here = await openApp({ at: '2026-04-27T09:00:00+08:00' })
  const tip = await file(here, { description: '汝河路附近夜里有刺鼻气味，不知道是哪家。' })
  await does(here, 'qian', tip.id, 'acceptance')
  await does(here, 'qian', tip.id, 'assignment', { to: '410102011' })

  // Five working days over the May holiday: counted by the State Council's calendar, not by weeks.
  const { case: assigned } = await caseOf(here, tip.id)
  const handBack = assigned.clocks.find((one: { step: string }) => one.step === 'hand-back')
  expect(handBack.by).toBe('2026-05-07')

  expect((await tries(here, 'li', tip.id, 'hand-back', {})).status).toBe(422)
  here.at('2026-05-07T17:00:00+08:00')
  await does(here, 'li', tip.id, 'hand-back', { reason: '地点不在本街道，属汝河路街道。' })
  const back = await caseOf(here, tip.id)
  expect(back.case).toMatchObject({ state: 'accepted', assignee: null })
  expect(back.events.at(-1)).toMatchObject({
    type: 'case.handed-back',
    data: { reason: '地点不在本街道，属汝河路街道。' },
  })
  expect((await here.ask('GET', `/api/cases/${tip.id}`, undefined, await here.as('li'))).status).toBe(404)

  // The resident sees one thing all along: it is being handled. The sixty days did not start again.
  expect((await status(here, tip.receipt)).label).toBe('办理中')
  const close = back.case.clocks.find((one: { step: string }) => one.step === 'close')
  expect(close.by).toBe('2026-06-26')
  await does(here, 'sun', tip.id, 'assignment', { to: '410102012' })
  expect((await caseOf(here, tip.id)).case).toMatchObject({ state: 'assigned', assignee: '410102012' })
})

test('after the five working days it is too late to hand back, and the desk says so', async () => {
  const here = await openApp({ at: '2026-04-27T09:00:00+08:00' })
  const tip = await file(here)
  await does(here, 'qian', tip.id, 'acceptance')
  await does(here, 'qian', tip.id, 'assignment', { to: '410102011' })
  here.at('2026-05-08T09:00:00+08:00')
  const late = await tries(here, 'li', tip.id, 'hand-back', { reason: '不是我们的。' })
  expect(late).toMatchObject({ status: 409, body: { code: 'case.hand-back-late' } })
})

test('a head returns a closure that does not convince, with a reason, and it goes on', async () => {
  const here = await openApp()
  const tip = await file(here)
  await does(here, 'qian', tip.id, 'acceptance')
  await does(here, 'zhao', tip.id, 'assignment', { to: '410102011' })
  await does(here, 'li', tip.id, 'investigation', { findings: '未见异常。', on: '2026-09-14' })
  const proposal = { outcome: 'unsubstantiated', remedied: 'not_applicable', measures: '无' }
  await does(here, 'li', tip.id, 'closure-proposal', proposal)
  expect(await does(here, 'zheng', tip.id, 'hand-back', { reason: '请补充夜间复查。' })).toBe('investigating')
  expect((await caseOf(here, tip.id)).case).toMatchObject({ outcome: null, proposedBy: null })
})
