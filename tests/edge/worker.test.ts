import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { type ParsedMail, simpleParser } from 'mailparser'
import sharp from 'sharp'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstInvitation } from '#db/account.ts'
import { aTip } from '../setup.ts'
import { BUNDLE, cookieOf, type Edge, openEdge } from './edge.ts'

const NIGHT = '10 16 * * *'
const ROUND = '*/5 * * * *'
const LIMIT = 6
/** The one address that reaches the limit. */
const BUSY = { 'cf-connecting-ip': '203.0.113.9' }

const WEBHOOK_SECRET = 'demo-only-webhook-secret-bytes'

let edge: Edge
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

beforeAll(async () => {
  await new Promise<void>((ready) => smtp.listen(0, '127.0.0.1', ready))
  const { port } = smtp.server.address() as AddressInfo
  edge = await openEdge({
    INTAKE_LIMIT: String(LIMIT),
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'jingtu@example.invalid',
    WEBHOOK_SECRET,
  })
})
afterAll(async () => {
  await edge?.close()
  await new Promise<void>((done) => smtp.close(() => done()))
})

const picture = () => sharp({ create: { width: 640, height: 480, channels: 3, background: '#345' } })
const withPhoto = (bytes: Uint8Array, fields: Record<string, string> = {}) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('photo', new Blob([new Uint8Array(bytes)]), 'photo.jpg')
  return form
}
/** Every call from another address of its own, so that only the test of limits meets any. */
let callers = 0
const anew = () => ({ 'cf-connecting-ip': `198.51.100.${callers++}` })
const as = async (person: string) =>
  cookieOf((await edge.ask('POST', '/api/auth/demo', { as: person }, { origin: edge.origin })).headers)

test('the bundle is what deploy would send: below 3 MB packed, without a second database library or a native one', () => {
  const bundle = readFileSync(join(BUNDLE, 'worker.js'))
  expect(gzipSync(bundle).length).toBeLessThan(3 * 1024 * 1024)
  for (const name of ['node:sqlite', '@libsql/linux', '@neon-rs', '@img/sharp', 'worker_threads'])
    expect(bundle.includes(name), name).toBe(false)
})

test('the renderer knows no host', () => {
  const entry = readFileSync(join(import.meta.dirname, '../../dist/server/entry.mjs'), 'utf8')
  expect(/["']node:/.exec(entry)).toBe(null)
})

test('a tip with a photo is taken, decided on at the desk, and its receipt says so', async () => {
  const bytes = await picture()
    .withExif({ IFD0: { Make: 'Telephone-of-Somebody' } })
    .jpeg()
    .toBuffer()
  expect(bytes.includes('Telephone-of-Somebody')).toBe(true)
  const photo = await edge.ask('POST', '/api/attachments', withPhoto(bytes), anew())
  expect(photo).toMatchObject({ status: 201, body: { ok: true, width: 640, height: 480 } })
  const tip = await edge.ask('POST', '/api/tips', aTip({ attachments: [photo.body.id] }), anew())
  expect(tip.status).toBe(201)
  const { receipt, reference } = tip.body
  const status = () => edge.ask('POST', '/api/tips/status', { receipt })
  expect((await status()).body).toMatchObject({ reference, status: 'pending' })

  const clerk = await as('qian')
  const queue = await edge.ask('GET', `/api/cases?q=${reference}`, undefined, clerk)
  const { id, version } = queue.body.items[0]
  const kept = await edge.ask('GET', `/api/attachments/${photo.body.id}`, undefined, clerk)
  expect([kept.status, kept.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect(kept.body).not.toContain('Telephone-of-Somebody')
  const decided = await edge.ask('POST', `/api/cases/${id}/acceptance`, { version }, clerk)
  expect(decided).toMatchObject({ status: 200, body: { state: 'accepted' } })
  const late = await edge.ask('POST', `/api/cases/${id}/acceptance`, { version }, clerk)
  expect(late).toMatchObject({ status: 409, body: { code: 'case.moved-first' } })
  expect((await status()).body).toMatchObject({ reference, status: 'in_progress' })
})

test('the plain form is answered with the receipt page, made in this runtime', async () => {
  const fields = {
    kinds: 'water',
    description: '河水发黑，有刺鼻气味。',
    'place.address': '某某路南段',
    'place.street': '410102011',
    'reporter.mode': 'anonymous',
  }
  const form = withPhoto(await picture().jpeg().toBuffer(), fields)
  const page = await edge.ask('POST', '/api/tips', form, { accept: 'text/html', ...anew() })
  expect([page.status, page.headers.get('content-type')?.toLowerCase()]).toEqual([201, 'text/html; charset=utf-8'])
  const receipt = /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){5}/.exec(page.body)?.[0]
  expect((await edge.ask('POST', '/api/tips/status', { receipt })).status).toBe(200)
})

test('a photo this host cannot make anew is refused with what to do, and nothing of it is kept', async () => {
  const before = (await edge.bound.FILES.list({})).objects.length
  const png = await edge.ask('POST', '/api/attachments', withPhoto(await picture().png().toBuffer()), anew())
  expect([png.status, png.body.code]).toEqual([415, 'attachment.jpeg-only'])
  expect(png.body.message).toContain('JPEG')
  const large = new Uint8Array(5 * 1024 * 1024 + 1)
  large.set(await picture().jpeg().toBuffer())
  const refused = await edge.ask('POST', '/api/attachments', withPhoto(large), anew())
  expect([refused.status, refused.body.code]).toEqual([413, 'attachment.too-large-jpeg'])
  expect((await edge.bound.FILES.list({})).objects.length).toBe(before)
})

test('a signed mail becomes a tip with the photo this host can make anew; the other is named', async () => {
  const attachments = [await picture().jpeg().toBuffer(), await picture().png().toBuffer()].map((bytes) => ({
    type: 'image/jpeg',
    content: bytes.toString('base64'),
  }))
  const mail = {
    id: '<1@example.invalid>',
    from: 'a@example.invalid',
    subject: '黑泥',
    text: '演示路口。',
    automatic: true,
  }
  const body = JSON.stringify({ ...mail, attachments })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', WEBHOOK_SECRET).update(`m.${timestamp}.${body}`).digest('base64')
  const headers = { 'webhook-id': 'm', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
  const send = (text: string) =>
    edge.ask('POST', '/api/inbound/email', text, { 'content-type': 'application/json', ...headers })
  expect(await send(body)).toMatchObject({ status: 201, body: { ok: true, became: 'tip', notTaken: 1 } })
  expect(await send(body)).toMatchObject({ status: 409, body: { code: 'email.already-taken' } })
  expect(await send(body.replace('黑泥', '废酸'))).toMatchObject({ status: 401, body: { code: 'webhook.unsigned' } })
})

test('a password opens a door, a wrong one does not', async () => {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const link = await firstInvitation(edge.db, { origin: edge.origin, random }, new Date())
  const token = link.split(/[#=/]/).at(-1)
  const person = { email: 'first@example.invalid', password: '北岸的灰鹤 七点半 铁皮屋顶' }
  const from = { origin: edge.origin, ...anew() }
  const accepted = await edge.ask('POST', '/api/auth/invitation', { token, name: '甲管理', ...person }, from)
  expect(accepted).toMatchObject({ status: 200, body: { next: 'enrol' } })
  const wrong = await edge.ask('POST', '/api/auth/sign-in', { ...person, password: '北岸的灰鹤 七点半 铁皮屋檐' }, from)
  expect(wrong).toMatchObject({ status: 401, body: { code: 'account.wrong-credentials' } })
  const right = await edge.ask('POST', '/api/auth/sign-in', person, from)
  expect(right).toMatchObject({ status: 200, body: { next: 'enrol' } })
})

test('a session opened in one isolate is open in the other, and over in both after fifteen idle minutes', async () => {
  expect((await edge.twin('GET', '/api/cases/count', undefined, await as('li'))).status).toBe(200)
  const clerk = await as('sun')
  await edge.db.write(["UPDATE session SET updated_at = updated_at - 900000 WHERE user_id = 'demo-sun'"])
  expect((await edge.twin('GET', '/api/cases/count', undefined, clerk)).status).toBe(401)
  expect((await edge.ask('GET', '/api/cases/count', undefined, clerk)).status).toBe(401)
})

test('what one isolate counted, the other asks work for', async () => {
  const from = BUSY
  const statuses: number[] = []
  for (let tip = 0; tip < LIMIT + 2; tip += 1) {
    const ask = tip % 2 === 0 ? edge.ask : edge.twin
    statuses.push(
      (await ask('POST', '/api/tips', aTip({ description: `第 ${tip} 次看见有人倾倒废渣。` }), from)).status,
    )
  }
  expect(statuses).toEqual([...Array(LIMIT).fill(201), 428, 428])
  expect((await edge.twin('POST', '/api/tips', aTip(), anew())).status).toBe(201)
})

test('the queue is woken by a tip, and the outbox sends what waits', async () => {
  const tip = await edge.ask('POST', '/api/tips', aTip({ behaviours: ['hazardous_waste_dumping'] }), anew())
  expect(tip.status).toBe(201)
  await expect.poll(() => mails.map((mail) => mail.text).join('\n'), { timeout: 20_000 }).toContain(tip.body.reference)
})

test('cron sends what the queue did not wake for, and the night forgets what was kept for a day', async () => {
  const { rows } = await edge.db.query('SELECT count(*) AS n FROM idempotency_keys')
  const key = { 'idempotency-key': 'k'.repeat(40), ...anew() }
  expect((await edge.ask('POST', '/api/tips', aTip(), key)).status).toBe(201)
  await edge.db.write(["UPDATE idempotency_keys SET received_on = '2020-01-01'"])
  await edge.cron(ROUND)
  const count = async () => Number((await edge.db.query('SELECT count(*) AS n FROM idempotency_keys')).rows[0]?.n)
  expect(await count()).toBe(Number(rows[0]?.n) + 1)
  await edge.cron(NIGHT)
  expect(await count()).toBe(0)
})

test('what was counted is not forgotten while nobody asks: the host puts what is idle out of memory after ten seconds', async () => {
  await pause(15_000)
  expect((await edge.ask('POST', '/api/tips', aTip(), BUSY)).status).toBe(428)
})

test('the log is the closed list of fields, and knows neither who nor what', () => {
  const lines = edge.logs().map((line) => JSON.parse(line))
  expect(lines.length).toBeGreaterThan(20)
  const fields = new Set(lines.flatMap((line) => Object.keys(line)))
  expect(
    [...fields].filter((name) => !['minute', 'route', 'method', 'status', 'ms', 'request'].includes(name)),
  ).toEqual([])
  expect(edge.logs().join('\n')).not.toMatch(/198\.51|203\.0|倾倒/)
})
