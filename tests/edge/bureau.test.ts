import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cookieOf, type Edge, openEdge } from './edge.ts'

let edge: Edge
beforeAll(async () => {
  edge = await openEdge()
})
afterAll(() => edge?.close())

test('a department confirmed in one isolate is there in another within ten seconds', async () => {
  const as = async (person: string) =>
    cookieOf((await edge.ask('POST', '/api/auth/demo', { as: person }, { origin: edge.origin })).headers)
  const [chu, shen, feng] = [await as('chu'), await as('shen'), await as('feng')]
  const names = async (ask: Edge['ask']) =>
    (await ask('GET', '/api/bureau', undefined, feng)).body.bureau.departments.map((one: { name: string }) => one.name)
  expect(await names(edge.twin)).not.toContain('地下水管理科')
  const about = {
    name: '地下水管理科',
    remit: '地下水',
    kinds: [],
    email: null,
    internal: true,
    validFrom: '2040-01-01',
  }
  const change = { kind: 'department', ...about }
  const { body } = await edge.ask('POST', '/api/bureau/changes', { change, reason: '演示文件' }, chu)
  const confirmed = await edge.ask('POST', `/api/bureau/changes/${body.id}/confirmation`, {}, shen)
  expect(confirmed.status).toBe(200)
  expect(await names(edge.ask)).toContain('地下水管理科')
  await pause(10_500)
  expect(await names(edge.twin)).toContain('地下水管理科')
})
