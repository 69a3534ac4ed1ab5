import { expect, test } from 'vitest'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { openApp } from '../setup.ts'
import { caseOf, does, file } from './desk.ts'

const at = (text: string) => `${text.replace(' ', 'T')}:00+08:00`

test('waste goes into the reservoir at night: whoever has the shift is called, at the hand-over the next one, and nobody by name when the roster is empty', async () => {
  const here = await openApp({ at: '2026-12-31T23:10:00+08:00' })
  const zhao = await here.as('zhao')
  const shift = (userId: string, from: string, to: string, scope = 'bureau') =>
    here.ask('POST', '/api/roster', { scope, userId, from: at(from), to: at(to) }, zhao)
  await shift('demo-wu', '2026-12-31 20:00', '2027-01-01 08:00')
  await shift('demo-sun', '2027-01-01 08:00', '2027-01-01 20:00')
  await shift('demo-li', '2026-12-31 18:00', '2027-01-01 18:00', '410102011')
  const spill = (n: number) =>
    file(here, {
      kinds: ['water'],
      behaviours: ['hazardous_waste_dumping'],
      description: `有人从罐车往水库里放废液，第${n}车。`,
      place: { address: '常庄水库大坝北侧' },
    })
  const called = async () => {
    await drainOutbox(here.env)
    return here.mails.at(-1)
  }
  await spill(1)
  expect((await called())?.to).toBe('wu@demo.invalid')
  here.at(at('2027-01-01 07:59'))
  await spill(2)
  expect((await called())?.to).toBe('wu@demo.invalid')
  here.at(at('2027-01-01 08:00'))
  await spill(3)
  expect((await called())?.to).toBe('sun@demo.invalid')
  expect(here.mails.at(-1)?.text).not.toContain('没有排值班人员')

  // A suspended officer is called no more, whatever the roster says.
  await here.ask('POST', '/api/staff/demo-sun/suspension', {}, await here.as('chu'))
  await spill(4)
  expect((await called())?.to).toBe(here.env.bureau.dutyEmail)
  here.at(at('2027-01-01 20:00'))
  await spill(5)
  expect((await called())?.to).toBe(here.env.bureau.dutyEmail)
  expect(here.mails.at(-1)?.text).toContain('值班表此刻没有排值班人员')
  expect(here.mails).toHaveLength(5)
  const { rows } = await here.db.query("SELECT reached FROM outbox WHERE recipient = 'duty' ORDER BY id")
  expect(rows.map((row) => row.reached)).toEqual([
    'staff:demo-wu',
    'staff:demo-wu',
    'staff:demo-sun',
    'fallback',
    'fallback',
  ])
})

test('a tip carries its grid, and its clerk is told who is on duty there and why', async () => {
  const here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const zhao = await here.as('zhao')
  const grid = { street: '410102011', code: 'XLH-01', name: '湖东网格', words: ['湖东路'], validFrom: '2026-01-01' }
  const { id } = (await here.ask('POST', '/api/grids', grid, zhao)).body
  const shift = (scope: string, userId: string, from: string, to: string) =>
    here.ask('POST', '/api/roster', { scope, userId, from: at(from), to: at(to) }, zhao)
  await shift(id, 'demo-li', '2026-09-14 08:00', '2026-09-14 18:00')
  await shift('410102011', 'demo-zhou', '2026-09-14 08:00', '2026-09-15 08:00')
  const tip = await file(here, { place: { address: '西流湖街道湖东路5号', street: '410102011' } })
  const seen = await caseOf(here, tip.id)
  expect(seen.case).toMatchObject({ grid: id, gridName: '湖东网格' })
  expect(seen.suggestion).toMatchObject({
    decision: 'assignment',
    to: '410102011',
    userId: 'demo-li',
    reason: '网格“湖东网格”现在由李调查值班（到 09-14 18:00）',
  })
  here.at(at('2026-09-14 18:00'))
  expect((await caseOf(here, tip.id)).suggestion).toMatchObject({ to: '410102012', userId: 'demo-zhou' })
  here.at(at('2026-09-15 08:00'))
  expect((await caseOf(here, tip.id)).suggestion).toBeNull()
  await does(here, 'sun', tip.id, 'acceptance')
  expect((await caseOf(here, tip.id)).case.grid).toBe(id)
})
