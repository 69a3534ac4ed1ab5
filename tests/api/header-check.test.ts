import { Decrypter } from 'age-encryption'
import { beforeEach, expect, test } from 'vitest'
import { purge } from '#api/jobs/purge.ts'
import { plainOf } from '#domain/identity/person.ts'
import {
  type AgeKey,
  aKey,
  openWith,
  REPORTER,
  sealFor,
  secondOfficer,
  sendNamed,
  withKeys,
} from '../fixtures/identity.ts'
import { aTip, type Opened, openApp, type Person } from '../setup.ts'

// A sender names keys and may seal to others; nothing shows that without a key. So each key is tried.

let here: Opened
let officer: AgeKey
let escrow: AgeKey
let ids: string[]

beforeEach(async () => {
  here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  ;({ officer, escrow, ids } = await withKeys(here))
})

const ask = async (who: Person, method: string, path: string, body?: unknown) => {
  const { status, body: said } = await here.ask(method, path, body, await here.as(who))
  return { status, ...said }
}
const unchecked = async () =>
  (await ask('wang', 'GET', '/api/identity')).recipients.map((one: { unchecked: number }) => one.unchecked)

/** What an officer's browser does with one page of headers. */
async function check(id: string, key: AgeKey) {
  const { items } = await ask('wang', 'GET', `/api/recipients/${id}/headers`)
  const decrypter = new Decrypter()
  decrypter.addIdentity(key.secret)
  const tried = await Promise.all(
    items.map(async (one: { id: string; was: string; header: string }) => {
      const opened = await decrypter.decryptHeader(new TextEncoder().encode(one.header)).catch(() => null)
      return { id: one.id, was: one.was, opens: opened !== null }
    }),
  )
  if (tried.length === 0) return { tried, items }
  expect((await ask('wang', 'POST', `/api/recipients/${id}/headers`, { items: tried })).status).toBe(200)
  return { tried, items }
}

/** A sender that names both keys and seals to the officer's twice: the one in escrow opens nothing. */
async function sendFalsely() {
  const reporter = {
    mode: 'real_name',
    sealed: await sealFor([officer.recipient, officer.recipient], plainOf(REPORTER, 'real_name')),
    recipients: ids,
  }
  const { status, body } = await here.ask('POST', '/api/tips', aTip({ reporter }))
  expect(status).toBe(201)
  return String(body.reference)
}

test('an envelope that names a key which does not open it is found, listed to heads, and sealed anew by the next run', async () => {
  const right = await sendNamed(here)
  const wrong = await sendFalsely()
  expect(await unchecked()).toEqual([2, 2])
  expect((await check(ids[0] ?? '', officer)).tried.map(({ opens }) => opens)).toEqual([true, true])
  expect((await check(ids[1] ?? '', escrow)).tried.map(({ opens }) => opens).sort()).toEqual([false, true])
  expect(await unchecked()).toEqual([0, 0])

  const { unopened } = await ask('zhao', 'GET', '/api/identity')
  expect(unopened).toEqual([{ reference: wrong, recipientId: ids[1], on: '2026-09-14' }])
  for (const who of ['wang', 'feng'] as const) expect((await ask(who, 'GET', '/api/identity')).unopened).toEqual([])
  await here.db.write([{ sql: `UPDATE cases SET recused = '["demo-zheng"]'` }])
  expect((await ask('zheng', 'GET', '/api/identity')).unopened).toEqual([])
  expect(JSON.stringify(unopened)).not.toContain(right.reference)

  // It is no longer taken to be for the keys of today.
  const { id } = await ask('wang', 'POST', '/api/identity/rewraps', { text: '核对时打不开的，重新封存' })
  await ask('zhao', 'POST', `/api/identity/rewraps/${id}/approval`, {})
  const { items, recipients } = await ask('wang', 'GET', `/api/identity/rewraps/${id}/envelopes`)
  expect(items).toHaveLength(1)
  const to = recipients.map((one: { recipient: string }) => one.recipient)
  const sealed = await sealFor(to, (await openWith(officer, items[0].sealed)).padEnd(1024))
  await ask('wang', 'POST', `/api/identity/rewraps/${id}/envelopes`, {
    recipients: recipients.map((one: { id: string }) => one.id),
    items: [{ id: items[0].id, was: items[0].digest, sealed }],
  })
  expect((await ask('zhao', 'GET', '/api/identity')).unopened).toEqual([])
  expect(await unchecked()).toEqual([1, 1])
  expect((await check(ids[1] ?? '', escrow)).tried).toMatchObject([{ opens: true }])
})

test('what is handed out is headers alone: nobody reads a word by them, and nobody’s but the officer’s own or the escrow key’s', async () => {
  await secondOfficer(here)
  await sendNamed(here)
  const { items } = await check(ids[0] ?? '', officer)
  expect(items[0].header).toMatch(/^age-encryption\.org\/v1\n[\s\S]*\n--- [A-Za-z0-9+/]{43}\n$/)
  const kept = await here.db.query('SELECT sealed FROM envelopes')
  expect(items[0].header.length).toBeLessThan(String(kept.rows[0]?.sealed).length / 2)
  expect((await ask('he' as Person, 'GET', `/api/recipients/${ids[0]}/headers`)).code).toBe('identity.not-found')
  expect((await ask('he' as Person, 'GET', `/api/recipients/${ids[1]}/headers`)).items).toHaveLength(1)
  expect((await ask('zhao', 'GET', `/api/recipients/${ids[0]}/headers`)).status).toBe(403)
})

test('a month later all are to be tried again; a report about an envelope that was replaced or names no such key counts for nothing', async () => {
  await sendNamed(here)
  const { items } = await ask('wang', 'GET', `/api/recipients/${ids[0]}/headers`)
  const report = (about: object, key = ids[0]) =>
    ask('wang', 'POST', `/api/recipients/${key}/headers`, {
      items: [{ id: items[0].id, was: items[0].was, opens: false, ...about }],
    })
  await report({ was: 'another' })
  const later = await aKey()
  const { id } = await ask('wang', 'POST', '/api/recipients', { kind: 'officer', recipient: later.recipient })
  await report({}, id)
  expect(await unchecked()).toEqual([1, 1, 0])
  expect((await ask('zhao', 'GET', '/api/identity')).unopened).toEqual([])
  await check(ids[0] ?? '', officer)
  here.at('2026-10-14T10:00:00+08:00')
  expect(await unchecked()).toEqual([0, 1, 0])
  here.at('2026-10-15T10:00:00+08:00')
  expect(await unchecked()).toEqual([1, 1, 0])
  const { rows } = await here.db.query("SELECT data FROM events WHERE type = 'recipient.headers-checked' ORDER BY id")
  expect(JSON.parse(String(rows.at(-1)?.data))).toEqual({ opened: 1, unopened: 0 })
})

test('with the envelope what was tried of it is destroyed', async () => {
  await sendNamed(here)
  await check(ids[0] ?? '', officer)
  await here.db.write([{ sql: "UPDATE cases SET state = 'replied', closed_on = '2026-10-01'" }])
  here.at('2027-03-30T00:15:00+08:00')
  await purge(here.env)
  for (const table of ['envelopes', 'header_checks'])
    expect((await here.db.query(`SELECT * FROM ${table}`)).rows, table).toEqual([])
})
