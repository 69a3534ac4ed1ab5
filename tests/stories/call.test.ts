import { beforeAll, expect, test } from 'vitest'
import { distanceM } from '#domain/coordinates.ts'
import { type Opened, openApp } from '../setup.ts'
import { caseOf, does, file } from './desk.ts'

// A caller tells 钱登记 what a form would ask: the same choices, the same questions, checked the same way.

let here: Opened
beforeAll(async () => {
  here = await openApp()
})

const PLACE = { address: '演示河与演示路交叉口', street: '410102011' }
const CALL = {
  channel: 'phone_12345',
  kinds: ['solid_waste'],
  subKinds: ['sludge'],
  behaviours: ['sludge_dumping'],
  description: '夜里有车往坑里倒黑泥，刺鼻。',
  place: PLACE,
  occurredOn: '2026-09-10',
  occurredTo: '2026-09-12',
  recurrence: 'nearly_every_day',
  answers: { sludge_smell: 'chemical', truck: ['tipper', 'tanker'] },
  demand: '查清是谁倒的。',
  reporter: { mode: 'anonymous' },
}
const enter = async (about: object = {}) => here.ask('POST', '/api/cases', { ...CALL, ...about }, await here.as('qian'))
const similar = async (about: object = {}, who: 'qian' | 'sun' = 'qian') =>
  (await here.ask('POST', '/api/cases/similar', { kinds: ['solid_waste'], place: PLACE, ...about }, await here.as(who)))
    .body.items

test('what a caller answers is kept as a resident’s own answers are', async () => {
  const { status, body } = await enter()
  expect(status, JSON.stringify(body)).toBe(201)
  const [tip] = (await caseOf(here, body.id)).tips
  const { subKinds, answers, recurrence, demand, occurredTo } = CALL
  expect(tip).toMatchObject({ channel: 'phone_12345', subKinds, answers, recurrence, demand, occurredTo })
})

test('a zone and a pin the caller tells are kept, the pin in the one system; what is no zone of ours and no place on a map is told of', async () => {
  const place = { ...PLACE, functionalZone: 'changxi-lake', lng: 113.5561, lat: 34.7612, crs: 'GCJ02' }
  const { body } = await enter({ place })
  const [tip] = (await caseOf(here, body.id)).tips
  expect(tip).toMatchObject({ functionalZoneName: '常西湖新区' })
  expect(distanceM(tip.cgcs, place)).toBeGreaterThan(300)

  const wrong = await enter({ place: { ...place, functionalZone: 'moon', lng: 200, lat: -3 } })
  const paths = wrong.body.problems.map(({ path }: { path: string }) => path).sort()
  expect([wrong.status, paths]).toEqual([422, ['place.functionalZone', 'place.lat', 'place.lng']])
})

test('an answer to what was not asked, a second level of another kind and an end before the beginning are told of at once', async () => {
  const wrong = {
    subKinds: ['odour'],
    answers: { smoke_colour: 'black', quantity: 'much' },
    occurredTo: '2026-09-01',
    recurrence: 'always',
  }
  const { status, body } = await enter(wrong)
  expect(status).toBe(422)
  const paths = body.problems.map(({ path }: { path: string }) => path).sort()
  expect(paths).toEqual(['answers.quantity', 'answers.smoke_colour', 'occurredTo', 'recurrence', 'subKinds.0'].sort())
})

test('a clerk is shown open cases of the same matter, and may join one only as whoever writes himself may', async () => {
  const one = await file(here, {
    behaviours: [],
    description: '河边坑里有黑泥。',
    place: { address: '演示坡与演示坝交叉口' },
  })
  const about = { place: { address: '演示坡与演示坝交叉口' } }
  expect(await similar(about)).toMatchObject([
    { id: one.id, reference: one.reference, state: 'received', joins: false },
  ])
  const early = await enter({ ...about, description: '坡边的坑里有人倒泥。', meToo: true })
  expect(early.body.id).not.toBe(one.id)
  expect(await similar({ ...about, kinds: ['noise'] })).toEqual([])

  await does(here, 'qian', one.id, 'acceptance')
  await does(here, 'sun', one.id, 'assignment', { to: '410102011' })
  here.at('2026-09-18T10:00:00+08:00')
  await does(here, 'li', one.id, 'investigation', { findings: '现场查看。', on: '2026-09-18' })
  const [first] = await similar(about)
  expect(first).toMatchObject({ id: one.id, joins: true })
  const late = await enter({ ...about, description: '坡边的坑里又有人倒泥。', meToo: true })
  expect(late.body.id).toBe(one.id)
  expect((await caseOf(here, one.id)).events.at(-1)).toMatchObject({ type: 'case.tip-joined', data: { meToo: true } })
})

test('a case is not offered to whoever has a tie to it, and none to anybody but clerks', async () => {
  const tied = await file(here, { behaviours: [], place: { address: '演示坪与演示垱交叉口' } })
  const about = { place: { address: '演示坪与演示垱交叉口' } }
  await does(here, 'sun', tied.id, 'recusal', { reason: '弟弟在该厂工作。' })
  expect(await similar(about, 'sun')).toEqual([])
  expect(await similar(about)).toMatchObject([{ id: tied.id }])
  const asked = { kinds: ['solid_waste'], ...about }
  expect((await here.ask('POST', '/api/cases/similar', asked, await here.as('li'))).status).toBe(403)
  expect((await here.ask('POST', '/api/cases/similar', asked)).status).toBe(401)
})

test('an entry sent again under its key is the same case with the same code; other words under it are refused', async () => {
  const headers = { ...(await here.as('qian')), 'idempotency-key': 'e'.repeat(32) }
  const send = (about: object = {}) =>
    here.ask('POST', '/api/cases', { ...CALL, description: '苗圃边埋了油泥。', ...about }, headers)
  const first = await send()
  expect(first.status).toBe(201)
  expect((await send()).body).toEqual(first.body)
  const other = await send({ description: '苗圃边埋了油泥，有三桶。' })
  expect([other.status, other.body.code]).toEqual([422, 'request.idempotency-key-reused'])
  const { body } = await here.ask('GET', '/api/cases?q=苗圃边', undefined, await here.as('sun'))
  expect(body.items).toHaveLength(1)
})
