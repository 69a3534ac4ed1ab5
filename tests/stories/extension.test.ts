import { expect, test } from 'vitest'
import { openApp } from '../setup.ts'
import { caseOf, closedTo, does, dueBy, file, investigated, status, tries } from './desk.ts'

test('a complicated case gets more time: somebody else grants it, the resident reads why, the clock is longer', async () => {
  const here = await openApp()
  const tip = await investigated(here)
  expect(await dueBy(here, tip.id, 'close')).toBe('2026-11-13')
  const reason = '地下水详细调查还需要三周。'
  expect(await does(here, 'li', tip.id, 'extension-request', { days: 21, reason })).toBe('extension_pending')
  // Nothing has moved yet, and neither whoever asked nor a clerk may grant it.
  expect(await dueBy(here, tip.id, 'close')).toBe('2026-11-13')
  expect((await tries(here, 'li', tip.id, 'extension')).body.code).toBe('account.not-allowed')
  expect((await status(here, tip.receipt)).messages).toEqual([])

  expect(await does(here, 'zhao', tip.id, 'extension')).toBe('investigating')
  // 60 + 21 days from 14 September is Friday 4 December.
  expect(await dueBy(here, tip.id, 'close')).toBe('2026-12-04')
  const told = await status(here, tip.receipt)
  expect(told.steps.at(-1)).toMatchObject({ code: 'extended', label: '办理期限延长 21 日' })
  expect(told.messages.at(-1).text).toContain(reason)
  expect(told.messages.at(-1).text).toContain('最迟 2026年12月4日 办结')
  expect(told.nextDeadline).toMatchObject({ step: 'close', by: '2026-12-04' })
  expect((await caseOf(here, tip.id)).case.marks).toContain('extended')

  // Nine days are left of the thirty; then none.
  const more = await tries(here, 'li', tip.id, 'extension-request', { days: 10, reason })
  expect(more.body.problems).toEqual([
    { path: 'days', code: 'too-large', message: '延期一共不能超过 30 日，这件最多还能延 9 日。' },
  ])
  await does(here, 'li', tip.id, 'extension-request', { days: 9, reason })
  await does(here, 'zheng', tip.id, 'extension')
  // 90 days are 13 December, a Sunday: Monday.
  expect(await dueBy(here, tip.id, 'close')).toBe('2026-12-14')
  expect(await closedTo(here, 'li', tip.id, 'extension-request')).toBe('case.extension-used-up')
})

test('a head who is not convinced hands the request back, and the limit stays', async () => {
  const here = await openApp()
  const tip = await investigated(here)
  await does(here, 'li', tip.id, 'extension-request', { days: 30, reason: '太忙。' })
  expect(await does(here, 'zhao', tip.id, 'hand-back', { reason: '理由不充分。' })).toBe('investigating')
  expect(await dueBy(here, tip.id, 'close')).toBe('2026-11-13')
  expect((await caseOf(here, tip.id)).case).toMatchObject({ extendedDays: 0, extensionDays: null, marks: [] })
  expect((await status(here, tip.receipt)).messages).toEqual([])
})

test('thirty-one days, none and half a day are no extension', async () => {
  const here = await openApp()
  const tip = await investigated(here)
  for (const days of [31, 0, -1, 0.5, '30'])
    expect((await tries(here, 'li', tip.id, 'extension-request', { days, reason: '复杂。' })).status).toBe(422)
})

test('the deadline a superior sets prevails over ours, and nobody here can put it off', async () => {
  const here = await openApp()
  const tip = await file(here)
  const early = await tries(here, 'qian', tip.id, 'acceptance', { superiorBy: '2026-09-01' })
  expect(early.body.problems[0]).toMatchObject({ path: 'superiorBy' })
  await does(here, 'qian', tip.id, 'acceptance', { superiorBy: '2026-09-26' })
  // A Saturday: what a superior set rolls nowhere.
  expect(await dueBy(here, tip.id, 'close')).toBe('2026-09-26')
  await does(here, 'sun', tip.id, 'assignment', { to: '410102011' })
  await does(here, 'li', tip.id, 'investigation', { findings: '现场查看。', on: '2026-09-14' })
  expect(await closedTo(here, 'li', tip.id, 'extension-request')).toBe('case.superior-deadline')
  expect((await tries(here, 'li', tip.id, 'extension-request', { days: 5, reason: '忙。' })).status).toBe(409)
  expect((await caseOf(here, tip.id)).case.marks).toEqual(['superior'])
})

test('supervision may shorten the limit and never lengthens it', async () => {
  const here = await openApp()
  const tip = await investigated(here)
  const late = await tries(here, 'zhao', tip.id, 'supervision', { ground: 'shirking', by: '2026-11-14' })
  expect(late.body.problems[0]).toMatchObject({ path: 'by', message: expect.stringContaining('2026-11-13') })
  await does(here, 'zhao', tip.id, 'supervision', { ground: 'shirking', by: '2026-10-09' })
  expect(await dueBy(here, tip.id, 'close')).toBe('2026-10-09')
  expect((await tries(here, 'qian', tip.id, 'supervision', { ground: 'late' })).status).toBe(403)
})
