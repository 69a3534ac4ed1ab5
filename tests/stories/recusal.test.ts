import { beforeAll, expect, test } from 'vitest'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { mayRead } from '#domain/access.ts'
import { CASE_STATES, DECISIONS, type Decision } from '#domain/case/state.ts'
import { phonePhoto } from '../fixtures/photos.ts'
import { type Opened, openApp, type Person } from '../setup.ts'
import { caseOf, does, type Filed, file, investigated, tries, upload } from './desk.ts'

// 李调查 and 钱登记 have a tie to whom a case is about. They say so, and the case is closed to them: every door, found
// from the table of moves, so that a new one is knocked at too.

let here: Opened
let tied: Filed
let other: Filed
let photo: string
const UNKNOWN = '00000000-0000-4000-8000-000000000000'
const TIED: Person[] = ['qian', 'li']

beforeAll(async () => {
  here = await openApp()
  photo = await upload(here, await phonePhoto())
  tied = await investigated(here, { description: '演示印染厂夜里偷排染料水。', attachments: [photo] })
  other = await file(here, { description: '另一处有黑泥。' })
  await does(here, 'li', tied.id, 'recusal', { reason: '弟弟在该厂工作。' })
  const { body } = await here.ask('GET', `/api/cases/${tied.id}`, undefined, await here.as('sun'))
  const version = body.case.version
  const said = await here.ask(
    'POST',
    `/api/cases/${tied.id}/recusal`,
    { version, reason: '持有该厂股份。' },
    await here.as('qian'),
  )
  expect(said.status).toBe(200)
})

const everything = async () =>
  Promise.all(
    ['cases', 'events', 'tips', 'messages', 'outbox', 'part_tips'].map(
      async (table) => (await here.db.query(`SELECT * FROM ${table}`)).rows,
    ),
  )

/** Bodies that would do something, were the case open to them. */
const BODIES: Partial<Record<Decision, object>> = {
  note: { text: '我来看看' },
  urging: {},
  investigation: { findings: '没问题。', on: '2026-09-14' },
  transfer: { body: '别处', reason: '不归我们。' },
  'extension-request': { days: 30, reason: '慢慢来。' },
  recusal: { reason: '再说一次。' },
}
const doors = TIED.flatMap((who) => [
  ['GET', '', who] as const,
  ...DECISIONS.map((decision) => ['POST', `/${decision}`, who] as const),
])

test.each(doors)('%s /api/cases/:id%s as %s is answered as if there were no such case', async (method, path, who) => {
  const body = method === 'GET' ? undefined : { version: 6, ...BODIES[path.slice(1) as Decision] }
  const headers = await here.as(who)
  const before = await everything()
  const ask = (id: string) => here.ask(method, `/api/cases/${id}${path}`, body, headers)
  const [closed, unknown] = [await ask(tied.id), await ask(UNKNOWN)]
  expect([403, 404]).toContain(closed.status)
  expect({ ...closed.body, request: '' }).toEqual({ ...unknown.body, request: '' })
  expect(await everything()).toEqual(before)
})

test('no list, search, count or photo shows it to them; to everybody else all do', async () => {
  const seen = async (who: Person) => {
    const headers = await here.as(who)
    const found = async (query: string) =>
      (await here.ask('GET', `/api/cases?${query}`, undefined, headers)).body.items.map((one: { id: string }) => one.id)
    const { body } = await here.ask('GET', '/api/cases/count', undefined, headers)
    return {
      listed: (await found('limit=200')).includes(tied.id),
      searched: (await found(`q=${encodeURIComponent('印染厂')}`)).includes(tied.id),
      byNumber: (await found(`q=${tied.reference}`)).includes(tied.id),
      byState: (await found('state=investigating')).includes(tied.id),
      counted: body.byState.investigating ?? 0,
      photo: (await here.ask('GET', `/api/attachments/${photo}`, undefined, headers)).status,
    }
  }
  const nothing = { listed: false, searched: false, byNumber: false, byState: false, counted: 0, photo: 404 }
  const all = { listed: true, searched: true, byNumber: true, byState: true, counted: 1, photo: 200 }
  for (const who of TIED) expect([who, await seen(who)]).toEqual([who, nothing])
  for (const who of ['sun', 'zhao'] as const) expect([who, await seen(who)]).toEqual([who, all])
})

test('they cannot reach it through another case either', async () => {
  const merge = async (into: string) => {
    const { body } = await here.ask('GET', `/api/cases/${other.id}`, undefined, await here.as('qian'))
    return here.ask('POST', `/api/cases/${other.id}/merge`, { version: body.case.version, into }, await here.as('qian'))
  }
  const [closed, unknown] = [await merge(tied.reference), await merge('T-2026-000000')]
  expect({ ...closed.body, request: '' }).toEqual({ ...unknown.body, request: '' })
  // Merged by somebody else, what is joint is closed to them too.
  const { body } = await here.ask('GET', `/api/cases/${other.id}`, undefined, await here.as('sun'))
  const merged = await here.ask(
    'POST',
    `/api/cases/${other.id}/merge`,
    { version: body.case.version, into: tied.reference },
    await here.as('sun'),
  )
  expect(merged.status).toBe(200)
  expect((await caseOf(here, other.id)).related).toEqual([])
  expect((await caseOf(here, other.id)).case.recused).toBeUndefined()
})

test('no mail about it goes to them, and nobody reads to whom it is closed', async () => {
  const { body } = await here.ask('GET', `/api/cases/${tied.id}`, undefined, await here.as('sun'))
  await here.ask('POST', `/api/cases/${tied.id}/urging`, { version: body.case.version }, await here.as('sun'))
  await drainOutbox(here.env)
  expect(here.mails.filter((one) => one.to === 'li@demo.invalid')).toEqual([])
  expect(body.case.recused).toBeUndefined()
})

test('the rule itself: in every state, whatever else gives a right', () => {
  const about = { assignee: '410102011', partners: ['410102011'], recused: ['x'] }
  for (const role of ['clerk', 'handler', 'head'] as const) {
    const actor = { id: 'x', name: '', role, org: '410102011' }
    expect(mayRead(actor, about)).toBe(false)
    expect(mayRead({ ...actor, id: 'y' }, about)).toBe(true)
  }
  expect(CASE_STATES.length).toBeGreaterThan(10)
})

test('somebody without a tie goes on with it', async () => {
  const tip = await investigated(here, { description: '第三处有黑泥。' })
  await does(here, 'sun', tip.id, 'recusal', { reason: '邻居。' })
  expect((await tries(here, 'li', tip.id, 'note', { text: '继续。' })).status).toBe(200)
})
