import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccounts } from '#api/accounts.ts'
import { createApp } from '#api/app.ts'
import { seedStaff } from '#db/account.ts'
import { PEOPLE } from '#db/cast/people.ts'
import { migrateDb } from '#db/migrate.ts'
import { openRemote } from '#db/remote.ts'
import { type Hrana, startHrana } from '../hrana/server.ts'
import { aTip, type Opened, openApp } from '../setup.ts'

let server: Hrana
let here: Opened
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  server = await startHrana()
  const db = openRemote(server)
  await migrateDb(db)
  await seedStaff(db, PEOPLE)
  here = await openApp()
  const { origin, now, secrets } = here.env
  const accounts = createAccounts({ db, secret: secrets.session, origin, now, demo: true })
  app = createApp({ ...here.env, db, accounts })
})
afterAll(() => server.stop())

const send = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  app.request(
    path,
    {
      method,
      headers: { 'content-type': 'application/json', origin: here.env.origin, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    },
    { address: '192.0.2.7' },
  )

test('while the database server says no, every door says 503 and when to come again, and none that something broke', async () => {
  const signedIn = await send('POST', '/api/auth/demo', { as: 'qian' })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  expect((await send('GET', '/api/cases/count', undefined, { cookie })).status).toBe(200)
  server.faults.unavailable = 1
  const asked = await Promise.all([
    send('GET', '/api/cases/count', undefined, { cookie }),
    send('POST', '/api/auth/demo', { as: 'sun' }),
    send('POST', '/api/auth/sign-out', {}, { cookie }),
    send('POST', '/api/auth/sign-in', { email: 'qian@demo.invalid', password: '雨伞与自行车，铁皮石榴三只' }),
    send('POST', '/api/tips', aTip()),
    send('POST', '/api/tips/status', { receipt: 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA' }),
    send('GET', '/api/search?q=铅'),
  ])
  server.faults.unavailable = 0
  const said = await Promise.all(
    asked.map(async (one) => [one.status, (await one.json()).code, one.headers.get('retry-after')]),
  )
  const unanswered = [503, 'service.unanswered', '5']
  const busy = [503, 'service.busy', '5']
  // Who it is could not be read: nothing was done.
  expect(said).toEqual([busy, unanswered, busy, unanswered, unanswered, unanswered, unanswered])
  // Nobody was signed out by it.
  expect((await send('GET', '/api/cases/count', undefined, { cookie })).status).toBe(200)
})

test('who signs out is told so only when the session is gone', async () => {
  const signedIn = await send('POST', '/api/auth/demo', { as: 'qian' })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  server.faults.dropped = 1
  expect((await send('POST', '/api/auth/sign-out', {}, { cookie })).status).toBe(503)
  server.faults.dropped = 0
  expect((await send('GET', '/api/cases/count', undefined, { cookie })).status).toBe(401)
})
