import { beforeAll, expect, test } from 'vitest'
import { lastEvent } from '#db/case-change.ts'
import { aTip, type Opened, openApp, type Person } from '../setup.ts'

let here: Opened
beforeAll(async () => {
  here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
})

let nth = 0
async function file(about: Record<string, unknown> = {}) {
  nth += 1
  const { body } = await here.ask(
    'POST',
    '/api/tips',
    aTip({ description: `第 ${nth} 件演示举报，互不相同。`, ...about }),
  )
  const { body: list } = await here.ask('GET', `/api/cases?q=${body.reference}`, undefined, await here.as('qian'))
  return { id: list.items[0].id as string, receipt: body.receipt as string }
}
const decide = async (who: Person, id: string, decision: string, body: object) => {
  const { status, body: said } = await here.ask('POST', `/api/cases/${id}/${decision}`, body, await here.as(who))
  expect(status, `${decision}: ${JSON.stringify(said)}`).toBe(200)
}
type Group = { group: string; total: number; filters: Record<string, string>; items: { id: string }[] }
const day = async (who: Person, since?: number): Promise<Map<string, Group>> => {
  const { body } = await here.ask(
    'GET',
    `/api/day${since === undefined ? '' : `?since=${since}`}`,
    undefined,
    await here.as(who),
  )
  return new Map(body.groups.map((one: Group) => [one.group, one]))
}
const queue = async (who: Person, filters: Record<string, string>) => {
  const path = `/api/cases?${new URLSearchParams(filters)}`
  return (await here.ask('GET', path, undefined, await here.as(who))).body.items.map((one: { id: string }) => one.id)
}

test.each([
  ['2026-09-22T23:59:00+08:00', null, 'four working days before: nowhere'],
  ['2026-09-23T00:00:00+08:00', 'soon', 'the third working day before, with the Mid-Autumn holidays between'],
  ['2026-09-28T23:59:00+08:00', 'soon', 'the evening before'],
  ['2026-09-29T00:00:00+08:00', 'today', 'the first minute of the last day'],
  ['2026-09-29T23:59:00+08:00', 'today', 'its last minute'],
  ['2026-09-30T00:00:00+08:00', 'overdue', 'the first minute after'],
])('a case to accept by 29 September is, at %s, in %s (%s)', async (instant, wanted, _why) => {
  here.at('2026-09-14T10:00:00+08:00')
  const { id } = await file()
  here.at(instant)
  const groups = await day('qian')
  for (const name of ['overdue', 'today', 'soon']) {
    const group = groups.get(name) as Group
    const listed = await queue('qian', { ...group.filters, limit: '200' })
    expect(listed.includes(id), name).toBe(name === wanted)
    expect(group.total, name).toBe(listed.length)
  }
})

test('a proposal waits for the heads who did not make it; a case sent back waits for its handler', async () => {
  here.at('2026-09-14T10:00:00+08:00')
  const { id } = await file()
  await decide('qian', id, 'acceptance', { version: 1 })
  await decide('qian', id, 'assignment', { version: 2, to: '410102011' })
  await decide('li', id, 'investigation', { version: 3, findings: '查过。', on: '2026-09-14' })
  const closing = { version: 4, outcome: 'substantiated', remedied: 'yes', measures: '清走了。' }
  await decide('li', id, 'closure-proposal', closing)
  expect((await day('zhao')).get('proposals')?.items.map((one) => one.id)).toEqual([id])
  expect((await day('li')).has('proposals')).toBe(false)
  await decide('zhao', id, 'hand-back', { version: 5, reason: '再查。' })
  expect((await day('zhao')).get('proposals')?.total).toBe(0)
  expect((await day('li')).get('returned')?.items.map((one) => one.id)).toEqual([id])
  expect((await day('zhou')).get('returned')?.total).toBe(0)
  expect(await queue('zhao', { mark: 'returned' })).toEqual([id])
})

test('a letter of a reporter waits until somebody does something with its case, a note say', async () => {
  const { id, receipt } = await file()
  expect((await day('qian')).get('messages')?.total).toBe(0)
  await here.ask('POST', '/api/tips/messages', { receipt, text: '今天又来倒了一车。' })
  expect((await day('qian')).get('messages')?.items.map((one) => one.id)).toEqual([id])
  expect((await day('li')).get('messages')?.total).toBe(0)
  await decide('sun', id, 'note', { version: 1, text: '已看过。' })
  expect((await day('qian')).get('messages')?.total).toBe(0)
})

test('new since the last visit is what came, for a handler what was given to them', async () => {
  const since = await lastEvent(here.db)
  expect((await day('qian', since)).get('fresh')?.total).toBe(0)
  const { id } = await file()
  await file()
  expect((await day('qian', since)).get('fresh')?.total).toBe(2)
  expect((await day('li', since)).get('fresh')?.total).toBe(0)
  await decide('qian', id, 'acceptance', { version: 1 })
  await decide('qian', id, 'assignment', { version: 2, to: '410102011' })
  expect((await day('li', since)).get('fresh')?.items.map((one) => one.id)).toEqual([id])
  expect((await day('qian')).has('fresh')).toBe(false)
})

test('the queue is narrowed by mark and by a superior’s day', async () => {
  const [urged, supervised, superior] = [await file(), await file(), await file()]
  const urgent = await file({ description: '有人往常庄水库里倒废液。', place: { address: '常庄水库北岸' } })
  await decide('qian', urged.id, 'urging', { version: 1 })
  await decide('zhao', supervised.id, 'supervision', { version: 1, ground: 'late' })
  await decide('qian', superior.id, 'acceptance', { version: 1, superiorBy: '2026-09-20' })
  expect(await queue('qian', { mark: 'urged' })).toEqual([urged.id])
  expect(await queue('qian', { mark: 'supervised' })).toEqual([supervised.id])
  expect(await queue('qian', { mark: 'superior' })).toEqual([superior.id])
  expect(await queue('qian', { mark: 'emergency' })).toEqual([urgent.id])
  expect(await queue('qian', { superiorBy: '2026-09-20' })).toEqual([superior.id])
  expect(await queue('qian', { superiorBy: '2026-09-19' })).toEqual([])
  for (const mark of ['joint', 'review', 'extended', 'late']) expect(await queue('qian', { mark })).toEqual([])
  for (const wrong of ['mark=none', 'superiorBy=soon', 'due=never', 'since=-1'])
    expect((await here.ask('GET', `/api/cases?${wrong}`, undefined, await here.as('qian'))).status, wrong).toBe(422)
})
