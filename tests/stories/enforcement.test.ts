import { expect, test } from 'vitest'
import { openApp } from '../setup.ts'
import { caseOf, closedTo, does, dueBy, investigated, status, tries } from './desk.ts'

test('the tip is answered while the penalty runs on under its own clock, from suspicion to decision', async () => {
  const here = await openApp()
  const tip = await investigated(here)
  expect(await closedTo(here, 'zhao', tip.id, 'enforcement-extension')).toBe('case.no-filing-clock')
  const skipped = await tries(here, 'li', tip.id, 'enforcement', { stage: 'filed', on: '2026-09-14', number: '1号' })
  expect(skipped.body.problems[0]).toMatchObject({ path: 'stage' })
  await does(here, 'li', tip.id, 'enforcement', { stage: 'opened', on: '2026-09-14' })
  expect(await dueBy(here, tip.id, 'enforcement-filing')).toBe('2026-09-29')

  // Fifteen days more, once, by a head.
  expect((await tries(here, 'li', tip.id, 'enforcement-extension', { reason: '案情复杂。' })).status).toBe(403)
  await does(here, 'zhao', tip.id, 'enforcement-extension', { reason: '案情复杂。' })
  expect(await dueBy(here, tip.id, 'enforcement-filing')).toBe('2026-10-14')
  expect(await closedTo(here, 'zhao', tip.id, 'enforcement-extension')).toBe('case.no-filing-clock')

  here.at('2026-10-12T10:00:00+08:00')
  const bare = await tries(here, 'li', tip.id, 'enforcement', { stage: 'filed', on: '2026-10-13' })
  expect(bare.body.problems.map((one: { path: string }) => one.path)).toEqual(['on', 'number'])
  const early = await tries(here, 'li', tip.id, 'enforcement', { stage: 'filed', on: '2026-09-13', number: '1号' })
  expect(early.body.problems.map((one: { path: string }) => one.path)).toEqual(['on'])
  await does(here, 'li', tip.id, 'enforcement', { stage: 'filed', on: '2026-10-12', number: '豫环立〔2026〕1号' })
  // Ninety days from 12 October are 10 January, a Sunday of a year nobody knows the holidays of.
  expect(await dueBy(here, tip.id, 'enforcement-decision')).toBe('2027-01-10')

  await does(here, 'li', tip.id, 'closure-proposal', {
    outcome: 'substantiated',
    remedied: 'yes',
    measures: '已立案。',
  })
  await does(here, 'zhao', tip.id, 'closure')
  await does(here, 'qian', tip.id, 'reply', { text: '已立案处罚。' })
  const told = await status(here, tip.receipt)
  expect(told).toMatchObject({ status: 'closed' })
  expect(told.nextDeadline).toBeUndefined()
  expect((await caseOf(here, tip.id)).case).toMatchObject({ state: 'replied', clock: 'enforcement-decision' })
  here.at('2026-12-01T10:00:00+08:00')
  await does(here, 'li', tip.id, 'enforcement', { stage: 'decided', on: '2026-12-01' })
  expect((await caseOf(here, tip.id)).case).toMatchObject({ clock: null, enforcementNo: '豫环立〔2026〕1号' })
})
