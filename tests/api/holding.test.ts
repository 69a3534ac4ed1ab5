import { beforeAll, expect, test } from 'vitest'
import { type Opened, openApp, type Person } from '../setup.ts'
import { does, file } from '../stories/desk.ts'

let here: Opened
let open: string
beforeAll(async () => {
  here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const given = async (description: string) => {
    const { id } = await file(here, { description, place: { address: description, street: '410102011' } })
    await does(here, 'qian', id, 'acceptance')
    await does(here, 'qian', id, 'forwarding', { department: 'enforcement' })
    return id
  }
  open = await given('样例沟边倒了废漆桶')
  const closed = await given('样例塘边倒了废电池')
  await does(here, 'wu', closed, 'investigation', { findings: '现场查看。', on: '2026-09-14' })
  await does(here, 'wu', closed, 'closure-proposal', {
    outcome: 'substantiated',
    remedied: 'yes',
    measures: '已清运。',
  })
  await does(here, 'zhao', closed, 'closure')
  const shift = (from: string, to: string) => ({ scope: 'bureau', userId: 'demo-wu', from, to })
  for (const [from, to] of [
    ['2026-09-14T18:00:00+08:00', '2026-09-15T08:00:00+08:00'],
    ['2026-09-16T18:00:00+08:00', '2026-09-17T08:00:00+08:00'],
  ] as const)
    expect((await here.ask('POST', '/api/roster', shift(from, to), await here.as('chu'))).status).toBe(201)
  here.at('2026-09-15T09:00:00+08:00')
})

const ask = async (path: string, by: Person) => here.ask('GET', path, undefined, await here.as(by))
const holding = async (by: Person = 'chu') =>
  (await ask('/api/bureau/departments/enforcement/holding', by)).body.holding

test('before a department is ended one reads its open cases, its people and their shifts to come', async () => {
  expect(await holding()).toEqual({ cases: 1, people: 1, shifts: 1 })
  expect((await ask('/api/bureau/departments/nowhere/holding', 'chu')).body.code).toBe('bureau.department-not-found')
})

test('the number is that of the queue narrowed to whom cases were given to, and the auditor counts the same', async () => {
  const { items } = (await ask('/api/cases?assignee=enforcement&state=forwarded', 'zhao')).body
  expect(items.map(({ id }: { id: string }) => id)).toEqual([open])
  const { byState } = (await ask('/api/cases/count?assignee=enforcement', 'feng')).body
  expect(byState).toEqual({ forwarded: 1, closed: 1 })
  expect((await ask('/api/cases?assignee=410102011', 'zhao')).body.items).toEqual([])
  expect((await ask('/api/cases?assignee=enforcement', 'li')).body.items, 'a handler of another office').toEqual([])
})

test('a department with all that in hand may still be ended, from today or a later day', async () => {
  const change = { kind: 'department-end', id: 'enforcement', lastDay: '2026-10-31' }
  const { status } = await here.ask('POST', '/api/bureau/changes', { change, reason: '演示' }, await here.as('chu'))
  expect(status).toBe(201)
  expect(await holding('feng')).toEqual({ cases: 1, people: 1, shifts: 1 })
})
