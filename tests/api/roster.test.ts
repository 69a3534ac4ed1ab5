import { expect, test } from 'vitest'
import { type Opened, openApp, type Person } from '../setup.ts'

const at = (text: string) => `${text.replace(' ', 'T')}:00+08:00`
const night = { scope: 'bureau', userId: 'demo-wu', from: at('2026-09-14 20:00'), to: at('2026-09-15 08:00') }
const day = { scope: 'bureau', userId: 'demo-qian', from: at('2026-09-15 08:00'), to: at('2026-09-15 20:00') }

const by = (opened: Opened) => async (who: Person, method: string, path: string, body?: unknown) =>
  opened.ask(method, path, body, await opened.as(who))
const form = (csv: string) => {
  const sent = new FormData()
  sent.set('file', new File([csv], 'roster.csv'))
  return sent
}

test('a head plans, staff read, and what is missing ahead is named; people’s addresses are not', async () => {
  const opened = await openApp({ at: '2026-09-14T21:30:00+08:00' })
  const ask = by(opened)
  expect((await ask('zhao', 'POST', '/api/roster', night)).status).toBe(201)
  expect((await ask('chu', 'POST', '/api/roster', { ...day, to: at('2026-09-15 18:00') })).status).toBe(201)
  const { body } = await ask('feng', 'GET', '/api/roster?from=2026-09-14&days=2')
  expect(body.onDuty).toEqual([{ scope: 'bureau', userId: 'demo-wu', name: '吴执法', until: night.to }])
  expect(body.faults).toEqual([
    { kind: 'gap', scope: 'bureau', from: at('2026-09-15 18:00'), to: at('2026-09-16 00:00'), userIds: [] },
  ])
  expect(JSON.stringify(body)).not.toContain('@')
  expect((await ask('li', 'POST', '/api/roster', day)).status).toBe(403)
  expect((await ask('yan', 'GET', '/api/roster')).status).toBe(403)
})

test('only those who work on cases are put on duty, in places that exist, once', async () => {
  const opened = await openApp()
  const ask = by(opened)
  const wrong = await ask('zhao', 'POST', '/api/roster', { ...night, scope: '999', userId: 'demo-feng' })
  expect(wrong.body.problems.map((one: { path: string }) => one.path)).toEqual(['scope', 'userId'])
  expect((await ask('zhao', 'POST', '/api/roster', night)).status).toBe(201)
  expect((await ask('zhao', 'POST', '/api/roster', night)).body.code).toBe('shift.taken')
})

test('of two who change a shift at once one does, a removed one keeps its history, and what was handed over stays', async () => {
  const opened = await openApp({ at: '2026-09-14T21:30:00+08:00' })
  const ask = by(opened)
  const { id } = (await ask('zhao', 'POST', '/api/roster', night)).body
  const change = { version: 1, shift: { ...night, userId: 'demo-sun' } }
  const answers = await Promise.all([1, 2, 3].map(() => ask('zheng', 'PUT', `/api/roster/${id}`, change)))
  expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409])
  expect((await ask('zhao', 'DELETE', `/api/roster/${id}?version=1`)).body.code).toBe('shift.moved-first')
  expect((await ask('sun', 'POST', `/api/roster/${id}/hand-over`, { version: 2, note: '无事' })).status).toBe(200)
  expect((await ask('zhao', 'DELETE', `/api/roster/${id}?version=3`)).body.code).toBe('shift.moved-first')
  const other = (await ask('zhao', 'POST', '/api/roster', day)).body.id
  expect((await ask('zhao', 'DELETE', `/api/roster/${other}?version=1`)).status).toBe(200)
  const { rows } = await opened.db.query('SELECT type FROM events WHERE subject = ? ORDER BY seq', [`shift:${other}`])
  expect(rows.map((row) => row.type)).toEqual(['shift.planned', 'shift.removed'])
})

test('a hand-over is written by who has the shift and acknowledged by who comes next', async () => {
  const opened = await openApp({ at: '2026-09-15T07:50:00+08:00' })
  const ask = by(opened)
  const { id } = (await ask('zhao', 'POST', '/api/roster', night)).body
  await ask('zhao', 'POST', '/api/roster', day)
  const note = { version: 1, note: '须水河有一件在围控，罐车车牌已报交警。' }
  expect((await ask('qian', 'POST', `/api/roster/${id}/hand-over`, note)).body.code).toBe('shift.not-yours')
  expect((await ask('qian', 'POST', `/api/roster/${id}/acknowledgement`, { version: 1 })).body.code).toBe(
    'shift.not-handed-over',
  )
  expect((await ask('wu', 'POST', `/api/roster/${id}/hand-over`, note)).body.version).toBe(2)
  expect((await ask('sun', 'POST', `/api/roster/${id}/acknowledgement`, { version: 2 })).body.code).toBe(
    'shift.not-next',
  )
  expect((await ask('qian', 'POST', `/api/roster/${id}/acknowledgement`, { version: 2 })).body.version).toBe(3)
  const { items } = (await ask('zhao', 'GET', '/api/roster?from=2026-09-14')).body
  expect(items[0]).toMatchObject({
    note: note.note,
    acknowledgedBy: 'demo-qian',
    acknowledgedAt: at('2026-09-15 07:50'),
  })
  const { rows } = await opened.db.query('SELECT type, actor FROM events WHERE subject = ? ORDER BY seq', [
    `shift:${id}`,
  ])
  expect(rows.map((row) => [row.type, row.actor])).toEqual([
    ['shift.planned', 'demo-zhao'],
    ['shift.handed-over', 'demo-wu'],
    ['shift.acknowledged', 'demo-qian'],
  ])
})

test('the roster goes out as CSV and comes in again: the same adds nothing, a wrong line keeps all of it out', async () => {
  const opened = await openApp()
  const ask = by(opened)
  await ask('zhao', 'POST', '/api/roster', night)
  const { body: csv, headers } = await ask('chu', 'GET', '/api/roster/export')
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(csv).toContain('中原分局,吴执法,wu@demo.invalid,2026-09-14 20:00,2026-09-15 08:00')
  expect((await ask('zhao', 'POST', '/api/roster/import', form(csv))).body).toMatchObject({ added: 0, unchanged: 1 })
  const more = `${csv}西流湖街道,李调查,li@demo.invalid,2026-09-15 08:00,2026-09-15 18:00\r\n`
  expect((await ask('zhao', 'POST', '/api/roster/import?preview=1', form(more))).body).toMatchObject({
    added: 1,
    problems: [],
  })
  const bad = `${more}火星街道,李调查,li@demo.invalid,2026-09-15 08:00,2026-09-15 18:00\r\n`
  const refused = await ask('zhao', 'POST', '/api/roster/import', form(bad))
  expect([refused.status, refused.body.problems[0].line]).toEqual([422, 4])
  const count = async () => (await ask('zhao', 'GET', '/api/roster')).body.items.length
  expect(await count()).toBe(1)
  expect((await ask('zhao', 'POST', '/api/roster/import', form(more))).body).toMatchObject({ added: 1, unchanged: 1 })
  expect(await count()).toBe(2)
  expect((await ask('zhao', 'POST', '/api/roster/import', new FormData())).status).toBe(422)
})

test('grids belong to streets of ours, keep their code to themselves, and change one version at a time', async () => {
  const opened = await openApp()
  const ask = by(opened)
  const grid = { street: '410102011', code: 'XLH-01', name: '湖东网格', words: ['演示路'], validFrom: '2026-01-01' }
  const { body } = await ask('zhao', 'POST', '/api/grids', grid)
  expect((await ask('zhao', 'POST', '/api/grids', grid)).body.code).toBe('grid.taken')
  expect((await ask('zhao', 'POST', '/api/grids', { ...grid, street: '410103001' })).body.problems[0].path).toBe(
    'street',
  )
  const change = { version: 1, grid: { ...grid, validTo: '2026-12-31' } }
  const answers = await Promise.all([1, 2].map(() => ask('chu', 'PUT', `/api/grids/${body.id}`, change)))
  expect(answers.map((one) => one.status).sort()).toEqual([200, 409])
  expect((await ask('li', 'GET', '/api/grids')).body.items).toMatchObject([
    { code: 'XLH-01', validTo: '2026-12-31', version: 2 },
  ])
  expect((await ask('qian', 'POST', '/api/grids', grid)).status).toBe(403)
  expect((await ask('zhao', 'PUT', '/api/grids/nothing', change)).status).toBe(404)
})
