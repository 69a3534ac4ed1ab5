import gcoord from 'gcoord'
import { beforeAll, expect, test } from 'vitest'
import { distanceM } from '#domain/coordinates.ts'
import { type Opened, openApp, type Person } from '../setup.ts'
import { caseOf, does, type Filed, file } from '../stories/desk.ts'

// Where the cases of the queue are: what a map draws, for whoever may see the list.

const BRIDGE = { lng: 113.561, lat: 34.762 }
let here: Opened
let plain: Filed
let nowhere: Filed
const shifted: Filed[] = []

const places = async (who: Person, query = '') => {
  const { status, body } = await here.ask('GET', `/api/cases/places${query}`, undefined, await here.as(who))
  expect(status, JSON.stringify(body)).toBe(200)
  return body.items as { id: string; lng: number | null; lat: number | null; [key: string]: unknown }[]
}
const of = async (who: Person, { id }: Filed) => (await places(who)).find((one) => one.id === id)
const at = (crs: string, lng: number, lat: number) => ({ address: '演示河桥下', street: '410102011', lng, lat, crs })

beforeAll(async () => {
  here = await openApp()
  plain = await file(here, { place: at('WGS84', BRIDGE.lng, BRIDGE.lat) })
  nowhere = await file(here, { description: '没有说在哪里的黑水。', place: { address: '演示桥' } })
  for (const crs of ['GCJ02', 'BD09'] as const) {
    const [lng, lat] = gcoord.transform([BRIDGE.lng, BRIDGE.lat], gcoord.WGS84, gcoord[crs]) as [number, number]
    shifted.push(await file(here, { description: `${crs} 的图上指的桥。`, place: at(crs, lng, lat) }))
  }
})

test('a case stands where its tip points, whatever map the reporter pointed on', async () => {
  for (const tip of [plain, ...shifted]) {
    const one = await of('qian', tip)
    expect(distanceM({ lng: one?.lng ?? 0, lat: one?.lat ?? 0 }, BRIDGE), tip.reference).toBeLessThan(1)
  }
})

test('a place says what a map draws, and nothing of the tip beyond its row in the queue', async () => {
  const { body } = await here.ask('GET', '/api/cases/places', undefined, await here.as('qian'))
  expect(Object.keys(body.items[0]).sort()).toEqual(
    ['emergency', 'id', 'lat', 'lng', 'overdue', 'reference', 'state', 'status', 'summary'].sort(),
  )
  expect(await of('qian', plain)).toMatchObject({ reference: plain.reference, state: 'received', status: 'pending' })
})

test('a case without a point is told of, without one', async () => {
  expect(await of('qian', nowhere)).toMatchObject({ reference: nowhere.reference, lng: null, lat: null })
})

test('the filters of the queue narrow it, in the order of the queue', async () => {
  const query = '?street=410102011&q=演示河桥'
  const { body } = await here.ask('GET', `/api/cases${query}`, undefined, await here.as('qian'))
  expect((await places('qian', query)).map(({ id }) => id)).toEqual(body.items.map(({ id }: { id: string }) => id))
  expect(body.items).toHaveLength(3)
  const wrong = await here.ask('GET', '/api/cases/places?state=nowhere', undefined, await here.as('qian'))
  expect([wrong.status, wrong.body.problems[0].path]).toEqual([422, 'state'])
})

test('a handler sees the places of their own cases, and nobody that of a case they have a tie to', async () => {
  expect(await of('li', plain)).toBeUndefined()
  await does(here, 'qian', plain.id, 'acceptance')
  await does(here, 'qian', plain.id, 'assignment', { to: '410102011' })
  expect(await of('li', plain)).toMatchObject({ state: 'assigned', status: 'in_progress' })
  expect(await of('zhou', plain)).toBeUndefined()
  await does(here, 'li', plain.id, 'recusal', { reason: '弟弟住在桥边。' })
  expect(await of('li', plain)).toBeUndefined()
  expect(await of('sun', plain)).toBeDefined()
})

test('the auditor counts cases, and is shown no place', async () => {
  const { status } = await here.ask('GET', '/api/cases/places', undefined, await here.as('feng'))
  expect(status).toBe(403)
})

test('a part that was split off stands where its tip points', async () => {
  const [whole] = shifted as [Filed]
  await does(here, 'qian', whole.id, 'split', { texts: ['河水发黑', '工地夜里施工'] })
  const part = (await caseOf(here, whole.id)).related[0] as Filed
  expect(await of('qian', part)).toMatchObject({ reference: `${whole.reference}-2` })
  expect((await of('qian', part))?.lng).toBeCloseTo(BRIDGE.lng, 4)
})
