import { createHmac } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPlain } from '#domain/identity/person.ts'
import { type AgeKey, openWith, sealFor, withKeys } from '../fixtures/identity.ts'
import type { Opened, Person } from '../setup.ts'
import { cookieOf, type Edge, openEdge } from './edge.ts'

// Sealing on arrival, opening by two, sealing anew, and mail that is answered: in the Worker's own runtime.

const NAME = '柳河边见证人'
const PHONE = '19900007351'
const SECRET = 'demo-only-webhook-secret-bytes'
const ROUND = '*/5 * * * *'

let edge: Edge
let officer: AgeKey
let escrow: AgeKey
const mails: ParsedMail[] = []
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    simpleParser(stream).then((mail) => {
      mails.push(mail)
      done()
    })
  },
})

const as = async (person: string) =>
  cookieOf((await edge.ask('POST', '/api/auth/demo', { as: person }, { origin: edge.origin })).headers)
const post = async (who: string, path: string, body: object = {}) => edge.ask('POST', path, body, await as(who))

beforeAll(async () => {
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready))
  const { port } = smtp.server.address() as AddressInfo
  edge = await openEdge({
    INTAKE_LIMIT: '100',
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'jingtu@example.invalid',
    WEBHOOK_SECRET: SECRET,
  })
  const here = { ask: edge.ask, as: (person: Person) => as(person) } as unknown as Opened
  ;({ officer, escrow } = await withKeys(here))
})
afterAll(async () => {
  await edge?.close()
  await new Promise<void>((done) => smtp.close(() => done()))
})

test('a form without a script is sealed on arrival, and an officer and a head open it: nowhere else is a word of it', async () => {
  const fields = {
    kinds: 'water',
    description: '河水发黑，有刺鼻气味。',
    'place.address': '某某路南段',
    'reporter.mode': 'real_name',
    'identity.name': NAME,
    'identity.phone': PHONE,
  }
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  const page = await edge.ask('POST', '/api/tips', form, { accept: 'text/html', 'cf-connecting-ip': '198.51.100.9' })
  expect(page.status).toBe(201)
  const reference = /T-\d{4}-[0-9A-Z]{6}/.exec(page.body)?.[0]
  const receipt = /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){5}/.exec(page.body)?.[0]
  const kept = await edge.db.query('SELECT sealed, sealed_by FROM envelopes')
  expect(kept.rows).toMatchObject([{ sealed_by: 'server' }])

  const asked = { reference, reason: 'answer', text: '依法书面答复实名举报人' }
  const { status, body } = await post('wang', '/api/identity/openings', asked)
  expect(status).toBe(201)
  const path = `/api/identity/openings/${body.id}`
  expect((await post('wang', `${path}/envelope`)).body.code).toBe('identity.not-approved')
  expect((await post('zhao', `${path}/approval`)).status).toBe(200)
  const { body: opened } = await post('wang', `${path}/envelope`)
  const person = { person: { name: NAME, phone: PHONE } }
  for (const key of [officer, escrow]) expect(readPlain(await openWith(key, opened.sealed))).toEqual(person)
  expect((await post('wang', `${path}/envelope`)).body.code).toBe('identity.opened-before')
  expect((await edge.ask('POST', '/api/tips/status', { receipt })).body).toMatchObject({ unsealed: 1, resealed: 0 })

  const tables = (
    await edge.db.query("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'")
  ).rows
  const rows = await Promise.all(tables.map(({ name }) => edge.db.query(`SELECT * FROM "${name}"`)))
  const said = JSON.stringify([rows.map((one) => one.rows), edge.logs()])
  for (const word of [NAME, PHONE]) expect(said).not.toContain(word)
})

test('it is sealed anew there too, and each key is tried on its header', async () => {
  const [{ id: key } = { id: '' }] = (await edge.ask('GET', '/api/recipients')).body.items
  const { body: headers } = await edge.ask('GET', `/api/recipients/${key}/headers`, undefined, await as('wang'))
  expect(headers.items).toMatchObject([{ header: expect.stringContaining('-> X25519 ') }])
  const items = headers.items.map(({ id, was }: { id: string; was: string }) => ({ id, was, opens: false }))
  expect((await post('wang', `/api/recipients/${key}/headers`, { items })).status).toBe(200)
  const { body: run } = await post('wang', '/api/identity/rewraps', { text: '核对时打不开', openedWith: 'escrow' })
  await post('zhao', `/api/identity/rewraps/${run.id}/approval`)
  const { body: batch } = await edge.ask(
    'GET',
    `/api/identity/rewraps/${run.id}/envelopes`,
    undefined,
    await as('wang'),
  )
  const to = batch.recipients.map((one: { recipient: string }) => one.recipient)
  const [one] = batch.items
  const sealed = await sealFor(to, (await openWith(escrow, one.sealed)).padEnd(1024))
  const back = await post('wang', `/api/identity/rewraps/${run.id}/envelopes`, {
    recipients: batch.recipients.map((each: { id: string }) => each.id),
    items: [{ id: one.id, was: one.digest, sealed }],
  })
  expect(back).toMatchObject({ status: 200, body: { left: 0, results: [{ ok: true }] } })
})

test('signed mails of one address are answered three times a day, counted for all isolates in one place', async () => {
  const answersTo = () => mails.filter(({ to }) => JSON.stringify(to).includes('loop@example.invalid')).length
  const send = (at: number, ask = edge.ask) => {
    const mail = {
      id: `<loop-${at}@example.invalid>`,
      from: 'loop@example.invalid',
      subject: '黑泥',
      text: `演示路口${at}。`,
    }
    const body = JSON.stringify(mail)
    const timestamp = String(Math.floor(Date.now() / 1000))
    const mac = createHmac('sha256', SECRET).update(`m.${timestamp}.${body}`).digest('base64')
    const headers = { 'webhook-id': 'm', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` }
    return ask('POST', '/api/inbound/email', body, { 'content-type': 'application/json', ...headers })
  }
  for (let at = 0; at < 6; at += 1)
    expect(await send(at, at % 2 ? edge.twin : edge.ask)).toMatchObject({ status: 201, body: { became: 'tip' } })
  await edge.cron(ROUND)
  await expect.poll(answersTo, { timeout: 20_000 }).toBe(3)
  const { rows } = await edge.db.query("SELECT count(*) AS n FROM outbox WHERE notice = 'mail-received'")
  expect(Number(rows[0]?.n)).toBe(3)
})
