import { beforeAll, expect, test } from 'vitest'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { PARTIES } from '#db/cast/enterprises.ts'
import { closeTied } from '#db/tie.ts'
import { csvList, listForm, numberOf } from '../fixtures/case-list.ts'
import { phonePhoto } from '../fixtures/photos.ts'
import { type Opened, openApp, type Person } from '../setup.ts'
import { caseOf, does, type Filed, file, investigated, tries, upload } from './desk.ts'

// 李调查's brother works at the plating works. It is declared once; every case about it is closed to 李调查, those of before
// and those that come, until a head who is somebody else withdraws it.

let here: Opened
let before: Filed
let other: Filed
let photo: string
let tie: string
const PLATING = PARTIES.plating.enterprise(2025)
const AT_PLATING = `${PLATING.name}夜里偷排废水。`

const ask = async (who: Person, method: string, path = '', body?: object) =>
  here.ask(method, `/api/ties${path}`, body, await here.as(who))
/** Every way somebody may meet a case. */
async function meets(who: Person, { id, reference }: Filed) {
  const headers = await here.as(who)
  const found = async (query: string) =>
    (await here.ask('GET', `/api/cases?${query}`, undefined, headers)).body.items.some(
      (one: { id: string }) => one.id === id,
    )
  return [
    await found('limit=200'),
    await found(`q=${reference}`),
    await found(`q=${encodeURIComponent('偷排')}`),
    await counted(who, reference),
    (await here.ask('GET', `/api/cases/${id}`, undefined, headers)).status === 200,
    (await here.ask('POST', `/api/cases/${id}/printing`, { kind: 'inside' }, headers)).status !== 404,
  ]
}
const counted = async (who: Person, reference: string) =>
  (await here.ask('GET', `/api/cases/count?q=${reference}`, undefined, await here.as(who))).body.total > 0
const NOWHERE = [false, false, false, false, false, false]
const EVERYWHERE = [true, true, true, true, true, true]

beforeAll(async () => {
  here = await openApp()
  expect((await here.ask('POST', '/api/enterprises', PLATING, await here.as('qian'))).status).toBe(201)
  photo = await upload(here, await phonePhoto())
  before = await investigated(here, { description: AT_PLATING, attachments: [photo] })
  other = await investigated(here, { description: '桥头有一堆偷排的黑泥。' })
})

test('declared once, it closes what there is to whoever declared it, and to nobody else', async () => {
  expect(await meets('li', before)).toEqual(EVERYWHERE)
  const wrong = await ask('li', 'POST', '', { party: '91410102MA9ZZZZZZZ', reason: '' })
  expect([wrong.status, wrong.body.problems.map((one: { path: string }) => one.path)]).toEqual([
    422,
    ['party', 'reason'],
  ])
  const said = await ask('li', 'POST', '', { party: PLATING.code, reason: '弟弟在该厂工作。' })
  // How many it closes is no business of theirs.
  expect([said.status, said.body.closed]).toEqual([201, undefined])
  tie = said.body.id
  expect(await meets('li', before)).toEqual(NOWHERE)
  expect((await here.ask('GET', `/api/attachments/${photo}`, undefined, await here.as('li'))).status).toBe(404)
  expect(await meets('zhao', before)).toEqual(EVERYWHERE)
  expect(await meets('li', other)).toEqual(EVERYWHERE)
  const { events } = await caseOf(here, before.id)
  expect(events.at(-1)).toMatchObject({
    type: 'case.recused',
    actorName: '李调查',
    personName: '李调查',
    data: { tie },
  })
  const again = await ask('li', 'POST', '', { party: PLATING.code, reason: '再说一次。' })
  expect(again.body.problems).toMatchObject([{ path: 'party', code: 'duplicate' }])
})

test('what comes later is closed from its first moment: told by the public, by telephone, by a list, merged', async () => {
  const later = await file(here, { description: `${PLATING.name}又偷排了。` })
  const { body: called } = await here.ask(
    'POST',
    '/api/cases',
    {
      channel: 'phone_12345',
      kinds: ['water'],
      description: '夜里偷排，味道大。',
      place: { address: '演示路', street: '410102011' },
      accused: { kind: 'enterprise', name: PLATING.name },
      reporter: { mode: 'anonymous' },
    },
    await here.as('qian'),
  )
  for (const id of [later.id, called.id]) {
    expect((await caseOf(here, id)).events[0].data.ties).toEqual([tie])
    await does(here, 'qian', id, 'acceptance')
    await does(here, 'qian', id, 'assignment', { to: '410102011' })
  }
  expect(await meets('li', later)).toEqual(NOWHERE)
  expect(await meets('li', { ...later, id: called.id, reference: called.reference })).toEqual(NOWHERE)
  const listed = csvList([
    { number: numberOf(1), matter: `群众反映${PLATING.name}偷排`, area: '中原区', kinds: '水' },
    { number: numberOf(2), matter: '群众反映别处偷排', area: '中原区', kinds: '水' },
    { number: numberOf(2), matter: `群众又说是${PLATING.name}`, area: '中原区', kinds: '水' },
  ])
  const form = listForm(new TextEncoder().encode(listed), '清单.csv', {})
  expect((await here.ask('POST', '/api/cases/import', form, await here.as('qian'))).status).toBe(200)
  const handedDown = await here.db.query("SELECT recused FROM cases WHERE channel = 'list_import'")
  expect(handedDown.rows.map((row) => JSON.parse(String(row.recused)))).toEqual([['demo-li'], ['demo-li']])
  // Merged into another, that one is closed too.
  const into = await investigated(here, { description: '沟里有偷排的水。' })
  expect(await meets('li', into)).toEqual(EVERYWHERE)
  await does(here, 'sun', later.id, 'merge', { into: into.reference })
  expect(await meets('li', into)).toEqual(NOWHERE)
})

test('no mail about it goes to them', async () => {
  await does(here, 'sun', before.id, 'urging')
  await drainOutbox(here.env)
  expect(here.mails.filter((one) => one.to === 'li@demo.invalid')).toEqual([])
})

test('a head may declare one for somebody else, for a case or for good; others may not', async () => {
  const person = (await ask('zhao', 'GET')).body.people.find((one: { name: string }) => one.name === '周巡查')
    ?.id as string
  expect(person).toEqual(expect.any(String))
  for (const who of ['qian', 'li'] as const) {
    expect((await ask(who, 'POST', '', { party: PLATING.code, reason: '亲属。', person })).body.code).toBe(
      'tie.head-declares',
    )
    expect((await tries(here, who, other.id, 'recusal', { reason: '亲属。', person })).body.code).toBe(
      'tie.head-declares',
    )
  }
  const nobody = await tries(here, 'zhao', other.id, 'recusal', { reason: '亲属。', person: 'nobody' })
  expect([nobody.status, nobody.body.problems[0].path]).toEqual([422, 'person'])
  await does(here, 'zhao', other.id, 'recusal', { reason: '亲属。', person })
  expect((await caseOf(here, other.id)).events.at(-1)).toMatchObject({ actorName: '赵审批', personName: '周巡查' })
  const standing = await ask('zhao', 'POST', '', { party: PLATING.code, reason: '亲属在该厂。', person })
  expect(standing.body.closed).toBeGreaterThanOrEqual(3)
  await ask('zheng', 'POST', `/${standing.body.id}/withdrawal`, { reason: '核实没有关系。' })
})

test('everybody sees their own; heads see all, the administrator which enterprises', async () => {
  const names = async (who: Person) =>
    (await ask(who, 'GET')).body.items.map((one: { personName: string }) => one.personName)
  expect(await names('li')).toEqual(['李调查'])
  expect(await names('qian')).toEqual([])
  expect(await names('zhao')).toEqual(['李调查', '周巡查'])
  expect((await ask('qian', 'GET')).body.people).toEqual([])
  const { body } = await here.ask('GET', '/api/staff', undefined, await here.as('chu'))
  expect(body.items.find((one: { name: string }) => one.name === '李调查').ties).toEqual([PLATING.name])
})

test('withdrawn by a head with a reason, what it closed opens again; what was declared of one case stays', async () => {
  const kept = await file(here, { description: `${PLATING.name}后墙偷排。` })
  await does(here, 'qian', kept.id, 'acceptance')
  await does(here, 'qian', kept.id, 'assignment', { to: '410102011' })
  await does(here, 'zhao', kept.id, 'recusal', { reason: '该件另有关系。', person: await idOf('李调查') })
  expect((await ask('li', 'POST', `/${tie}/withdrawal`, { reason: '他辞职了。' })).status).toBe(403)
  expect((await ask('zhao', 'POST', `/${tie}/withdrawal`, {})).status).toBe(422)
  expect((await ask('zhao', 'POST', '/nothing/withdrawal', { reason: '…' })).body.code).toBe('tie.not-found')
  expect((await ask('zhao', 'POST', `/${tie}/withdrawal`, { reason: '弟弟已经离职。' })).status).toBe(200)
  expect((await ask('zhao', 'POST', `/${tie}/withdrawal`, { reason: '再来。' })).body.code).toBe('tie.withdrawn')
  expect(await meets('li', before)).toEqual(EVERYWHERE)
  expect(await meets('li', kept)).toEqual(NOWHERE)
  expect((await caseOf(here, before.id)).events.at(-1)).toMatchObject({ type: 'case.recusal-lifted' })
  const history = await here.db.query('SELECT type FROM events WHERE subject = ? ORDER BY seq', [`tie:${tie}`])
  expect(history.rows.map((row) => row.type)).toEqual(['tie.declared', 'tie.withdrawn'])
  expect(await meets('li', await investigated(here, { description: `${PLATING.name}大门口偷排。` }))).toEqual(
    EVERYWHERE,
  )
})

test('a head cannot withdraw their own, and the night closes what slipped between', async () => {
  const own = await ask('zhao', 'POST', '', { party: PLATING.code, reason: '持有该厂股份。' })
  expect((await ask('zhao', 'POST', `/${own.body.id}/withdrawal`, { reason: '卖掉了。' })).body.code).toBe('tie.own')
  expect(await meets('zhao', before)).toEqual(NOWHERE)
  await here.db.write([{ sql: "UPDATE cases SET recused = '[]' WHERE id = ?", args: [before.id] }])
  expect(await closeTied(here.db, new Date('2026-09-15T00:10:00+08:00'))).toBe(1)
  expect(await meets('zhao', before)).toEqual(NOWHERE)
})

const idOf = async (name: string): Promise<string> =>
  (await ask('zheng', 'GET')).body.people.find((one: { name: string }) => one.name === name).id
