import { beforeAll, expect, test } from 'vitest'
import { insertPublication } from '#db/publication.ts'
import { World } from '../fixtures/world.ts'
import { type Opened, openApp } from '../setup.ts'

let opened: Opened
let name: string
beforeAll(async () => {
  opened = await openApp()
  const world = new World(17, 2)
  for (let edit = 0; edit < 40; edit++) {
    const { record, year } = world.next('2026-01-10')
    await opened.db.write(insertPublication(record, year))
  }
  name = world.standing('enterprise')[0]?.title ?? ''
})

test('search for programs answers hits and how many there are, to anybody from anywhere', async () => {
  const { status, body, headers } = await opened.ask('GET', `/api/search?q=${encodeURIComponent(name)}&limit=3`)
  expect(status).toBe(200)
  expect(body.ok).toBe(true)
  expect(body.items[0]).toMatchObject({ type: 'enterprise', title: name })
  expect(Object.keys(body.items[0]).sort()).toEqual(['id', 'snippet', 'title', 'type', 'url'])
  expect(body.items.length).toBeLessThanOrEqual(3)
  expect(body.total).toBeGreaterThanOrEqual(body.items.length)
  expect(headers.get('access-control-allow-origin')).toBe('*')
})

test('nothing asked is nothing found; what cannot be asked is told, all at once', async () => {
  expect((await opened.ask('GET', '/api/search')).body).toEqual({ ok: true, items: [], total: 0 })
  const { status, body } = await opened.ask('GET', '/api/search?q=a&type=people&limit=1000&page=2')
  expect(status).toBe(422)
  expect(body.problems.map((one: { path: string }) => one.path).sort()).toEqual(['limit', 'page', 'type'])
})

test('the page looks for what it can read of its address and never says no', async () => {
  const { status, body } = await opened.ask('GET', `/search/?q=${encodeURIComponent('演示')}&type=people&x=1`)
  expect(status).toBe(200)
  const { search } = JSON.parse(/<pre>(.*)<\/pre>/s.exec(body)?.[1] ?? '{}')
  expect(search).toMatchObject({ q: '演示', type: null })
  expect(search.items.length).toBeGreaterThan(0)
  expect((await opened.ask('GET', `/search/?q=${'长'.repeat(5000)}`)).status).toBe(200)
  expect((await opened.ask('GET', '/search/')).status).toBe(200)
})
