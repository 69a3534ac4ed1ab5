import { beforeEach, expect, test } from 'vitest'
import { aTip, type Opened, openApp, type Person } from '../setup.ts'
import { caseOf, does, file } from '../stories/desk.ts'

let here: Opened
beforeEach(async () => {
  here = await openApp()
})

type Asked = { id: string; version: number }
const triage = async (decision: string, cases: Asked[], input: object = {}, who: Person = 'qian') =>
  here.ask('POST', '/api/cases/triage', { decision, cases, input }, await here.as(who))
const filed = async (count: number) => {
  const all: Asked[] = []
  for (let n = 0; n < count; n += 1) {
    const { id } = await file(here, aTip({ description: `第${n}件：河边倾倒污泥`, place: { address: `演示路${n}号` } }))
    all.push({ id, version: 1 })
  }
  return all
}
const events = async () => Number((await here.db.query('SELECT count(*) FROM events')).rows[0]?.[0])

test('a hundred cases are accepted at once, each with one event of its own', async () => {
  const cases = await filed(100)
  const before = await events()
  const { status, body } = await triage('acceptance', cases)
  expect(status).toBe(200)
  expect(body.results).toEqual(cases.map(({ id }) => ({ id, ok: true, version: 2, state: 'accepted' })))
  expect((await events()) - before).toBe(100)
  const { rows } = await here.db.query(
    "SELECT subject, count(*) AS n FROM events WHERE type = 'case.accepted' GROUP BY subject",
  )
  expect(rows.map((row) => Number(row.n))).toEqual(Array.from({ length: 100 }, () => 1))
})

test('what may not move stays and says why; the others move, and sending it again doubles nothing', async () => {
  const [moved, refused, ready] = (await filed(3)) as [Asked, Asked, Asked]
  await does(here, 'sun', moved.id, 'registration')
  await does(here, 'sun', refused.id, 'rejection', { ground: 'clue-insufficient', tell: '线索不足。' })
  const cases = [moved, { ...refused, version: 2 }, ready, { id: 'nobody', version: 1 }]
  const { body } = await triage('acceptance', cases)
  expect(body.results.map((one: { code?: string; ok: boolean }) => one.code ?? one.ok)).toEqual([
    'case.moved-first',
    'case.not-from-here',
    true,
    'case.not-found',
  ])
  const before = await events()
  const { body: again } = await triage('acceptance', cases)
  expect(again.results[2]).toMatchObject({ ok: false, code: 'case.moved-first' })
  expect(await events()).toBe(before)
})

test('cases are given to one office together, and a head may do so too', async () => {
  const cases = await filed(2)
  await triage('acceptance', cases)
  const next = cases.map(({ id }) => ({ id, version: 2 }))
  const { body } = await triage('assignment', next, { to: '410102011' }, 'zhao')
  expect(body.results.every((one: { ok: boolean }) => one.ok)).toBe(true)
  expect((await caseOf(here, cases[0]?.id ?? '')).case).toMatchObject({ state: 'assigned', assignee: '410102011' })
})

test('what is wrong for all of them is said once, and nothing moves', async () => {
  const cases = await filed(2)
  await triage('acceptance', cases)
  const before = await events()
  const next = cases.map(({ id }) => ({ id, version: 2 }))
  const strange = await triage('forwarding', next, { department: 'nobody' })
  expect([strange.status, strange.body.problems[0].path]).toEqual([422, 'department'])
  const missing = await triage('forwarding', next)
  expect([missing.status, missing.body.problems[0].path]).toEqual([422, 'department'])
  expect(await events()).toBe(before)
})

test.each(['closure', 'rejection', 'reply', 'nothing'])('%s is decided one by one', async (decision) => {
  const { status, body } = await triage(decision, await filed(1))
  expect([status, body.problems[0].path]).toEqual([422, 'decision'])
})

test('no case, or more than a hundred, is too few or too many', async () => {
  expect((await triage('note', [], { text: '备注' })).status).toBe(422)
  const many = Array.from({ length: 101 }, (_, n) => ({ id: `case-${n}`, version: 1 }))
  expect((await triage('note', many, { text: '备注' })).body.problems[0].path).toBe('cases')
})
