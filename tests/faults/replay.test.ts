import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import { expect, test } from 'vitest'
import { aYear, published, publishOne, register } from '../filing.ts'
import { aTip, type Opened, openApp } from '../setup.ts'
import { enrolled, GOOD_PASSWORD, visitor } from '../visitor.ts'
import { length } from './length.ts'
import { mutate, sqlOf } from './mutant.ts'

/** Replays of everything captured: 10 in `npm test`, 500 in `npm run test:gate`. */
const REPLAYS = length(10, 500)
const LIMIT_MS = REPLAYS * 2_000 + 60_000
const times = <T>(work: (n: number) => Promise<T>) => Promise.all(Array.from({ length: REPLAYS }, (_, n) => work(n)))

/** How many rows each table holds; what a replay may change is left out. */
async function rowsOf({ db }: Opened, except: string[] = []): Promise<Record<string, number>> {
  const { rows } = await db.query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
  const names = rows.map((row) => String(row.name)).filter((name) => !except.includes(name))
  const counts = await Promise.all(names.map((name) => db.query(`SELECT count(*) AS n FROM "${name}"`)))
  return Object.fromEntries(names.map((name, at) => [name, Number(counts[at]?.rows[0]?.n)]))
}

async function solvedWork({ ask }: Opened): Promise<Record<string, string>> {
  const asked = await ask('POST', '/api/tips', aTip())
  expect(asked.status).toBe(428)
  const { challenge } = asked.body
  const solution = await solveChallenge({ challenge, deriveKey })
  return { 'x-work': btoa(JSON.stringify({ challenge, solution })) }
}

test(`one solved challenge sent ${REPLAYS} more times lets nothing more in`, { timeout: LIMIT_MS }, async () => {
  const here = await openApp({ intakeLimit: 0 })
  const work = await solvedWork(here)
  expect((await here.ask('POST', '/api/tips', aTip(), work)).status).toBe(201)
  const before = await rowsOf(here)
  const answers = await times(() => here.ask('POST', '/api/tips', aTip(), work))
  expect(new Set(answers.map((one) => one.status))).toEqual(new Set([428]))
  expect(await rowsOf(here)).toEqual(before)
})

test('the control, which does not keep what was solved, lets replays in and is seen to', async () => {
  const here = await openApp({ intakeLimit: 0 })
  mutate(here.db, (statement) => (/solved_challenges/.test(sqlOf(statement)) ? [] : [statement]))
  const work = await solvedWork(here)
  const answers = await Promise.all(Array.from({ length: 5 }, () => here.ask('POST', '/api/tips', aTip(), work)))
  const entered = answers.filter((one) => one.status === 201).length
  console.log(`control: ${entered} tips for one solved challenge`)
  expect(entered).toBeGreaterThan(1)
})

test(`one code of a telephone sent ${REPLAYS} more times signs nobody in`, { timeout: LIMIT_MS }, async () => {
  const here = await openApp()
  const { code, email } = await enrolled(here)
  const captured = code(0)
  const owner = visitor(here)
  await owner.ask('POST', '/api/auth/sign-in', { email, password: GOOD_PASSWORD })
  expect((await owner.ask('POST', '/api/auth/totp', { code: captured })).status).toBe(200)
  const thief = visitor(here)
  await thief.ask('POST', '/api/auth/sign-in', { email, password: GOOD_PASSWORD })
  for (let replay = 0; replay < REPLAYS; replay++) {
    const { status } = await thief.ask('POST', '/api/auth/totp', { code: captured })
    expect([401, 409, 429]).toContain(status)
  }
  expect((await thief.ask('GET', '/api/auth/me')).status).toBe(401)
  expect((await owner.ask('GET', '/api/auth/me')).status).toBe(200)
})

test(`one receipt read ${REPLAYS} times says the same and leaves nothing behind`, { timeout: LIMIT_MS }, async () => {
  const here = await openApp()
  const { receipt } = (await here.ask('POST', '/api/tips', aTip())).body
  const before = await rowsOf(here)
  const answers = await times(() => here.ask('POST', '/api/tips/status', { receipt }))
  expect(new Set(answers.map((one) => JSON.stringify(one.body))).size).toBe(1)
  expect(await rowsOf(here)).toEqual(before)
})

test(`one decision sent ${REPLAYS} more times is one decision, with one event and one notice`, {
  timeout: LIMIT_MS,
}, async () => {
  const here = await openApp()
  const reporter = { mode: 'anonymous', notify: { email: 'resident@example.invalid' } }
  await here.ask('POST', '/api/tips', aTip({ reporter }))
  const clerk = await here.as('qian')
  const [row] = (await here.ask('GET', '/api/cases', undefined, clerk)).body.items
  const accept = () => here.ask('POST', `/api/cases/${row.id}/acceptance`, { version: row.version }, clerk)
  expect((await accept()).status).toBe(200)
  const before = await rowsOf(here)
  const answers = await times(accept)
  expect(new Set(answers.map((one) => one.body.code))).toEqual(new Set(['case.moved-first']))
  expect(await rowsOf(here)).toEqual(before)
})

test(`one approval sent ${REPLAYS} more times publishes once`, { timeout: LIMIT_MS }, async () => {
  const here = await openApp()
  await register(here)
  const id = await publishOne(here, 'soil_self_monitoring', aYear())
  const { rows } = await here.db.query('SELECT version FROM disclosures WHERE id = ?', [id])
  const version = Number(rows[0]?.version)
  const approver = await here.as('zhao')
  const before = await rowsOf(here)
  const approve = () => here.ask('POST', `/api/disclosures/${id}/approval`, { version: version - 1 }, approver)
  const answers = await times(approve)
  expect(new Set(answers.map((one) => one.status))).toEqual(new Set([409]))
  expect(await rowsOf(here)).toEqual(before)
  expect((await published(here, 'soil_self_monitoring')).filter((one) => one.id === id)).toHaveLength(1)
})

test('a key that comes again 23 hours later gets the receipt of the first time', async () => {
  const here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const key = { 'idempotency-key': 'abcdefghijklmnopqrstuvwxyz' }
  const first = await here.ask('POST', '/api/tips', aTip(), key)
  here.at('2026-09-15T09:00:00+08:00')
  expect((await here.ask('POST', '/api/tips', aTip(), key)).body).toEqual(first.body)
  expect(await rowsOf(here)).toMatchObject({ tips: 1 })
})
