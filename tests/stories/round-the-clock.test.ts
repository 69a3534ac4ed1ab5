import { afterAll, beforeAll, expect, test } from 'vitest'
import { openHouse } from '../house.ts'

// The page 「我们怎样办理」 says whether somebody is on duty at every minute of the next week: as it is, not as it was.

let here: Awaited<ReturnType<typeof openHouse>>
const PAGE = '/how-we-work/'
const at = (text: string) => `${text.replace(' ', 'T')}:00+08:00`

beforeAll(async () => {
  here = await openHouse({ at: '2026-11-23T10:00:00+08:00' })
})
afterAll(() => here?.close())

const nightOf = async (day: string) => {
  const { body } = await here.ask('GET', `/api/roster?from=${day}&days=1`, undefined, await here.as('zhao'))
  return body.items.find(
    (one: { scope: string; from: string }) => one.scope === 'bureau' && one.from === at(`${day} 20:00`),
  )
}

test('a shift that is taken off the roster is told at once, and put back the page says so; no other page changes', async () => {
  expect((await here.read(PAGE)).text).toMatch(/2026年11月24日至2026年11月30日的值班表 ?已经排满/)
  const night = await nightOf('2026-11-26')
  const head = await here.as('zhao')
  const { status } = await here.ask('DELETE', `/api/roster/${night.id}?version=${night.version}`, undefined, head)
  expect(status).toBe(200)
  const before = await here.bytesOf('index.html')
  expect(await here.duty()).toBe(true)
  const open = await here.read(PAGE)
  expect(open.text).toMatch(/值班表 ?还没有排满/)
  for (const told of [night.name, '20:00', '11月26日']) expect(open.text, told).not.toContain(told)
  expect(await here.bytesOf('index.html')).toEqual(before)
  expect(await here.duty(), 'nothing new to say').toBe(false)

  const { scope, userId, from, to } = night
  expect((await here.ask('POST', '/api/roster', { scope, userId, from, to }, head)).status).toBe(201)
  expect(await here.duty()).toBe(true)
  expect((await here.read(PAGE)).text).toMatch(/值班表 ?已经排满/)
})

test('whoever is suspended is on duty no more, and a night brings the week that follows', async () => {
  await here.db.write([
    `UPDATE user SET suspended_at = '${at('2026-11-23 10:00')}' WHERE id = '${(await nightOf('2026-11-27')).userId}'`,
  ])
  expect(await here.duty()).toBe(true)
  expect((await here.read(PAGE)).text).toMatch(/还没有排满/)
  await here.db.write(['UPDATE user SET suspended_at = NULL'])
  await here.sleep('2026-11-24T00:10:00+08:00')
  expect((await here.read(PAGE)).text).toMatch(/2026年11月25日至2026年12月1日的值班表/)
})
