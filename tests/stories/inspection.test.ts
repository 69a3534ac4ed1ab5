import { expect, test } from 'vitest'
import { purge } from '#api/jobs/purge.ts'
import { phonePhoto } from '../fixtures/photos.ts'
import { openApp, type Person } from '../setup.ts'
import { caseOf, upload } from './desk.ts'

const planned = {
  place: 'address',
  name: '湖东河堤',
  address: '西流湖街道湖东路河堤',
  street: '410102011',
  point: { lng: 113.55, lat: 34.75 },
  from: '2026-09-14',
  to: '2026-09-20',
  org: '410102011',
}

async function house() {
  const here = await openApp({ at: '2026-09-14T09:00:00+08:00' })
  const ask = async (who: Person, method: string, path: string, body?: unknown) =>
    here.ask(method, path, body, await here.as(who))
  const plan = async (about: object = {}) =>
    (await ask('sun', 'POST', '/api/inspections', { ...planned, ...about })).body.id
  const list = async (who: Person, view = 'open') => (await ask(who, 'GET', `/api/inspections?view=${view}`)).body.items
  const photo = async () => upload(here, await phonePhoto())
  return { here, ask, plan, list, photo }
}

test('an inspection of a grid finds sludge on the bank and becomes a case with its photo; done again it is the same case', async () => {
  const { here, ask, plan, list, photo } = await house()
  const grid = { street: '410102011', code: 'XLH-01', name: '湖东网格', words: ['湖东路'], validFrom: '2026-01-01' }
  const { id: gridId } = (await ask('zhao', 'POST', '/api/grids', grid)).body
  const id = await plan({ userId: 'demo-li' })
  expect(await list('li')).toMatchObject([{ id, mine: true, overdue: false }])
  expect(await list('zhou')).toEqual([])

  const said = {
    version: 1,
    photo: await photo(),
    position: { lng: 113.551, lat: 34.75, accuracyM: 12 },
    result: 'finding',
    note: '河堤下有约两车黑色污泥，未覆盖。',
    kinds: ['solid_waste'],
  }
  const no = await ask('li', 'POST', `/api/inspections/${id}/check-in`, { ...said, kinds: [] })
  expect(no.body.problems).toMatchObject([{ path: 'kinds' }])
  const { status, body } = await ask('li', 'POST', `/api/inspections/${id}/check-in`, said)
  expect([status, body.nearness]).toEqual([200, { distanceM: 91, mark: 'near' }])
  const seen = await caseOf(here, body.caseId)
  expect(seen.case).toMatchObject({ channel: 'transfer_in', street: '410102011', grid: gridId, state: 'received' })
  expect(seen.tips[0].description).toBe('巡查发现（湖东河堤）：河堤下有约两车黑色污泥，未覆盖。')
  expect(seen.attachments).toHaveLength(1)
  expect(await list('sun', 'done')).toMatchObject([
    { id, result: 'finding', caseId: body.caseId, nearness: { mark: 'near' } },
  ])
  const again = await ask('li', 'POST', `/api/inspections/${id}/check-in`, said)
  expect([again.status, again.body.code]).toEqual([409, 'inspection.moved-first'])
  const { rows } = await here.db.query('SELECT type, actor FROM events WHERE subject = ? ORDER BY seq', [
    `inspection:${id}`,
  ])
  expect(rows.map((row) => [row.type, row.actor])).toEqual([
    ['inspection.planned', 'demo-sun'],
    ['inspection.checked-in', 'demo-li'],
  ])
})

test('a process that dies between the case and the check-in leaves one case when the person presses again', async () => {
  const { here, ask, plan, photo } = await house()
  const id = await plan()
  const said = { version: 1, photo: await photo(), result: 'finding', note: '围挡外堆有铁桶。', kinds: ['solid_waste'] }
  const write = here.db.write.bind(here.db)
  here.db.write = async (statements) => {
    if (JSON.stringify(statements).includes('UPDATE inspections')) throw new Error('died')
    return write(statements)
  }
  expect((await ask('li', 'POST', `/api/inspections/${id}/check-in`, said)).status).toBe(500)
  here.db.write = write
  const { body } = await ask('li', 'POST', `/api/inspections/${id}/check-in`, said)
  const { rows } = await here.db.query('SELECT id FROM cases')
  expect(rows.map((row) => row.id)).toEqual([body.caseId])
})

test('a clear look keeps its photo over the purge; one from afar or without position is marked, not refused', async () => {
  const { here, ask, plan, list, photo } = await house()
  const ids = [await plan(), await plan(), await plan({ point: null })]
  const photos = [await photo(), await photo(), await photo()]
  const positions = [{ lng: 113.6, lat: 34.75, accuracyM: 10 }, null, { lng: 113.55, lat: 34.75, accuracyM: 10 }]
  for (const [at, id] of ids.entries()) {
    const said = { version: 1, photo: photos[at], position: positions[at], result: 'clear', note: '没有新的堆放。' }
    expect((await ask('li', 'POST', `/api/inspections/${id}/check-in`, said)).status).toBe(200)
  }
  const marks = new Map(
    (await list('sun', 'done')).map((one: { id: string; nearness: { mark: string } }) => [one.id, one.nearness.mark]),
  )
  expect(ids.map((id) => marks.get(id))).toEqual(['far', 'no-position', 'no-point'])
  const orphan = await photo()
  here.at('2026-09-18T04:00:00+08:00')
  await purge(here.env)
  const { rows } = await here.db.query('SELECT id FROM attachments')
  expect(rows.map((row) => row.id).sort()).toEqual([...photos].sort())
  expect(rows.map((row) => row.id)).not.toContain(orphan)
  const image = await ask('li', 'GET', `/api/attachments/${photos[0]}`)
  expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect((await ask('zhou', 'GET', `/api/attachments/${photos[0]}`)).status).toBe(404)
})

test('what is not done by its last day is listed as overdue, and nobody checks in for another', async () => {
  const { here, ask, plan, list, photo } = await house()
  const id = await plan({ userId: 'demo-li' })
  const said = { version: 1, photo: await photo(), result: 'clear', note: '没有异常。' }
  const foreign = await ask('zhou', 'POST', `/api/inspections/${id}/check-in`, said)
  const unknown = await ask('zhou', 'POST', '/api/inspections/nothing/check-in', said)
  expect([foreign.status, foreign.body.code]).toEqual([404, 'inspection.not-found'])
  expect({ ...foreign.body, request: '' }).toEqual({ ...unknown.body, request: '' })
  expect((await ask('zhao', 'POST', `/api/inspections/${id}/check-in`, said)).body.code).toBe('inspection.not-yours')
  expect(await list('zhao', 'overdue')).toEqual([])
  here.at('2026-09-21T00:00:00+08:00')
  expect(await list('zhao', 'overdue')).toMatchObject([{ id, overdue: true }])
  const cancelled = await Promise.all([1, 2].map(() => ask('zhao', 'DELETE', `/api/inspections/${id}?version=1`)))
  expect(cancelled.map((one) => one.status).sort()).toEqual([200, 409])
  expect(await list('zhao', 'overdue')).toEqual([])
})

test('a plan names a place, days in order, and somebody of the office; everything wrong is told at once', async () => {
  const { ask } = await house()
  const wrong = { ...planned, name: '', to: '2026-09-01', org: 'nowhere', userId: 'demo-zhou', street: '410103001' }
  const { status, body } = await ask('zhao', 'POST', '/api/inspections', wrong)
  expect(status).toBe(422)
  expect(body.problems.map((one: { path: string }) => one.path)).toEqual(['address', 'to', 'org', 'street', 'userId'])
  const unknown = { ...planned, place: 'enterprise', placeId: '91410102MADEM0009T' }
  expect((await ask('zhao', 'POST', '/api/inspections', unknown)).body.problems[0].path).toBe('placeId')
  expect((await ask('li', 'POST', '/api/inspections', planned)).status).toBe(403)
  expect((await ask('chu', 'GET', '/api/inspections')).status).toBe(403)
})
