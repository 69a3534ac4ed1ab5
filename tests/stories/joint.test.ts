import { expect, test } from 'vitest'
import { openApp } from '../setup.ts'
import { caseOf, closedTo, does, investigated, status, tries } from './desk.ts'

test('a heap between two streets is handled by both under one lead, and the resident sees one case', async () => {
  const here = await openApp()
  const tip = await investigated(here)
  const sees = async (who: 'zhou' | 'wu') =>
    (await here.ask('GET', `/api/cases/${tip.id}`, undefined, await here.as(who))).status
  expect(await sees('zhou')).toBe(404)

  const wrong = await tries(here, 'sun', tip.id, 'joint-handling', { partners: ['410102011', 'nobody', '410102012'] })
  expect(wrong.body.problems.map((one: { path: string }) => one.path)).toEqual(['partners.0', 'partners.1'])
  await does(here, 'sun', tip.id, 'joint-handling', { partners: ['410102012', 'enforcement'] })
  expect([await sees('zhou'), await sees('wu')]).toEqual([200, 200])
  const { body } = await here.ask('GET', '/api/cases', undefined, await here.as('zhou'))
  expect(body.items).toMatchObject([{ id: tip.id, marks: ['joint'] }])
  expect((await caseOf(here, tip.id)).case.partnerNames).toHaveLength(2)

  // Partners look and write down; the lead alone proposes how it ends.
  await does(here, 'zhou', tip.id, 'investigation', { findings: '界桩以东属本街道。', on: '2026-09-14' })
  const proposal = { outcome: 'substantiated', remedied: 'yes', measures: '已清运。' }
  expect(await closedTo(here, 'zhou', tip.id, 'closure-proposal')).toBe('case.not-the-lead')
  expect((await tries(here, 'wu', tip.id, 'closure-proposal', proposal)).body.code).toBe('case.not-the-lead')
  expect(await closedTo(here, 'zhou', tip.id, 'extension-request')).toBe('case.not-the-lead')

  // One partner is let go, and sees nothing of it any more.
  await does(here, 'zhao', tip.id, 'joint-handling', { partners: ['enforcement'] })
  expect([await sees('zhou'), await sees('wu')]).toEqual([404, 200])
  await does(here, 'li', tip.id, 'closure-proposal', proposal)
  await does(here, 'zhao', tip.id, 'closure')
  await does(here, 'qian', tip.id, 'reply', { text: '已清运。' })
  const told = await status(here, tip.receipt)
  expect(told.status).toBe('closed')
  expect(JSON.stringify(told)).not.toMatch(/界桩|联合/)
})
