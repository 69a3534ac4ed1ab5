import { expect, test } from 'vitest'
import { openApp } from '../setup.ts'
import { caseOf, does, file, status, tries } from './desk.ts'

test('a quarrel about parking is refused with its ground, and the resident is told where to go', async () => {
  const here = await openApp({ at: '2026-03-02T09:00:00+08:00' })
  const tip = await file(here, { kinds: ['noise'], behaviours: [], description: '邻居占了我家的停车位，天天吵架。' })

  // Without a ground of the list and without words for the resident it is no refusal.
  const bare = await tries(here, 'qian', tip.id, 'rejection', { ground: 'do-not-like-it' })
  expect(bare.status).toBe(422)
  expect(bare.body.problems.map((one: { path: string }) => one.path).sort()).toEqual(['ground', 'tell'])
  expect((await tries(here, 'li', tip.id, 'rejection', { ground: 'not-remit', tell: '请联系物业。' })).status).not.toBe(
    200,
  )

  const tell = '此事不属于生态环境部门职责，请向社区居委会或拨打12345反映。'
  expect(await does(here, 'qian', tip.id, 'rejection', { ground: 'not-remit', tell })).toBe('rejected')

  const told = await status(here, tip.receipt)
  expect(told).toMatchObject({ status: 'not_accepted', label: '不受理' })
  expect(told.messages).toMatchObject([{ from: 'bureau', on: '2026-03-02', text: tell }])
  expect(told.nextDeadline).toBeUndefined()

  // It stays refused: no clock runs, nothing but a note, the archive and taking it up again is left, and the archive keeps the answer.
  const kept = await caseOf(here, tip.id)
  expect(kept.case).toMatchObject({ clock: null, dueBy: null, ground: 'not-remit' })
  const open = kept.moves.filter((one: { allowed: boolean }) => one.allowed).map((one: { name: string }) => one.name)
  expect(open.sort()).toEqual(['archiving', 'note', 'recusal', 'reopening'])
  await does(here, 'qian', tip.id, 'archiving')
  expect((await status(here, tip.receipt)).label).toBe('不受理')
})
