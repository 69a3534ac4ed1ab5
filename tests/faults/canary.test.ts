import { rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, startServer } from '../server.ts'
import { aTip, openApp } from '../setup.ts'
import { filesUnder, hits } from './traces.ts'

/** What a resident leaves on the way, each like nothing else in the world. */
const CANARY = {
  address: '198.51.100.234',
  agent: 'CanaryAgent-7e1b40c9',
  email: 'canary-3f9d@reporter.invalid',
  text: '金丝雀文本五三九七',
  place: '金丝雀地址八六四二',
  referer: 'canary-referer-55ac',
  upload: 'canary-file-name-91fe.jpg',
}
const BOUNDARY = '-----------------------------canary'
/** May stand in the database, for staff to read; everything else may stand nowhere. */
const READ_BY_STAFF = [CANARY.text, CANARY.place]

let running: Running
const receipts: string[] = []

beforeAll(async () => {
  // A mail server that is not there: notices wait in the database, where the address is encrypted.
  const mail = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'canary@demo.invalid' }
  running = await startServer({ env: { DEMO: '1', TRUSTED_PROXY: '127.0.0.1,::1', INTAKE_LIMIT: '1000', ...mail } })
})
afterAll(async () => {
  await running?.kill()
  rmSync(running?.dataDir ?? '', { recursive: true, force: true })
})

/** One request as it comes through the bureau's proxy, carrying every canary a header can carry. */
function send(method: string, path: string, body?: string | Buffer, headers: Record<string, string> = {}) {
  const carried = {
    'x-forwarded-for': CANARY.address,
    'user-agent': CANARY.agent,
    referer: `http://localhost/${CANARY.referer}`,
    ...headers,
  }
  return new Promise<{ status: number; text: string; cookie: string }>((resolve) => {
    const sent = request(`${running.url}${path}`, { method, headers: carried }, (answer) => {
      let text = ''
      answer.on('data', (part) => {
        text += part
      })
      const cookie = (answer.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ')
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, cookie }))
    })
    sent.on('error', () => resolve({ status: 0, text: '', cookie: '' }))
    sent.end(body)
  })
}

const json = (value: unknown) => [JSON.stringify(value), { 'content-type': 'application/json' }] as const
const tip = (about: object = {}) =>
  aTip({
    description: `有人倾倒，${CANARY.text}。`,
    place: { address: CANARY.place },
    reporter: { mode: 'anonymous', notify: { email: CANARY.email } },
    ...about,
  })

async function photoForm(): Promise<[Buffer, Record<string, string>]> {
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#335' } })
    .withExif({ IFD0: { Make: CANARY.agent, ImageDescription: CANARY.upload } })
    .jpeg()
    .toBuffer()
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="photo"; filename="${CANARY.upload}"\r\nContent-Type: image/jpeg\r\n\r\n`
  return [
    Buffer.concat([Buffer.from(head), photo, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]),
    { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  ]
}

async function fileTip(): Promise<string> {
  const { status, text } = await send('POST', '/api/tips', ...json(tip()))
  expect(status, text).toBe(201)
  const { receipt } = JSON.parse(text)
  receipts.push(receipt)
  return receipt
}

test('nothing of a reporter is in any log or, in plain, in any file: every route, 2xx to 5xx, and a kill', async () => {
  // What works.
  const receipt = await fileTip()
  const uploaded = await send('POST', '/api/attachments', ...(await photoForm()))
  expect(uploaded.status, uploaded.text).toBe(201)
  expect((await send('POST', '/api/tips/status', ...json({ receipt }))).status).toBe(200)
  expect((await send('POST', '/api/tips/messages', ...json({ receipt, text: CANARY.text }))).status).toBe(201)
  const form = new URLSearchParams({
    kinds: 'water',
    description: CANARY.text,
    'place.address': CANARY.place,
    'reporter.mode': 'anonymous',
  })
  const page = await send('POST', '/api/tips', form.toString(), { 'content-type': 'application/x-www-form-urlencoded' })
  expect(page.status).toBe(201)
  const groups = [...page.text.matchAll(/<span>([0-9A-HJKMNP-TV-Z]{4})<\/span>/g)].map((found) => found[1])
  expect(groups).toHaveLength(6)
  receipts.push(groups.join('-'))
  const signedIn = await send('POST', '/api/auth/demo', ...json({ as: 'qian' }))
  expect(signedIn.status, signedIn.text).toBe(200)

  // Every route of the API with the canaries where they do not belong, signed in and not.
  const { paths } = JSON.parse((await send('GET', '/api/openapi.json')).text) as { paths: Record<string, object> }
  expect(Object.keys(paths).length).toBeGreaterThan(25)
  const spoilt = {
    ...CANARY,
    receipt,
    kinds: CANARY.text,
    description: CANARY.email,
    as: CANARY.agent,
    place: CANARY.place,
  }
  const statuses = new Set<number>()
  const carriers: Record<string, string>[] = [
    {},
    { cookie: signedIn.cookie, origin: running.url },
    { cookie: `x=${CANARY.agent}` },
  ]
  for (const [path, methods] of Object.entries(paths))
    for (const method of Object.keys(methods)) {
      const at = path.replaceAll(/\{\w+\}/g, encodeURIComponent(CANARY.text))
      const query = `?q=${encodeURIComponent(CANARY.email)}&receipt=${receipt}&state=${CANARY.agent}`
      for (const headers of carriers) {
        const upper = method.toUpperCase()
        const body = upper === 'GET' ? undefined : JSON.stringify(spoilt)
        statuses.add((await send(upper, at + query, body, { 'content-type': 'application/json', ...headers })).status)
        if (upper !== 'GET') statuses.add((await send(upper, at, `{"${CANARY.email}": ${CANARY.text}`, headers)).status)
      }
    }
  for (const path of ['/', '/report/', `/${CANARY.upload}`, `/report/status/?receipt=${receipt}`])
    statuses.add((await send('GET', path)).status)
  for (const status of [200, 400, 401, 403, 404, 422]) expect([...statuses], `${status} was met`).toContain(status)

  // A disk that fails under it: a file where the photo folder should be.
  rmSync(join(running.dataDir, 'photos'), { recursive: true, force: true })
  writeFileSync(join(running.dataDir, 'photos'), '')
  const fault = await send('POST', '/api/attachments', ...(await photoForm()))
  expect(fault.status).toBeGreaterThanOrEqual(500)

  // Killed in the middle of taking tips.
  const flying = Array.from({ length: 20 }, () => send('POST', '/api/tips', ...json(tip())))
  await Promise.race(flying)
  await running.kill()
  for (const { status, text } of await Promise.all(flying)) if (status === 201) receipts.push(JSON.parse(text).receipt)

  const plain = [CANARY.address, CANARY.agent, CANARY.email, CANARY.referer, CANARY.upload]
  const codes = receipts.flatMap((one) => [one, one.replaceAll('-', '')])
  const printed = [{ name: 'stdout and stderr', bytes: Buffer.from(running.output()) }]
  expect(running.output()).toMatch(/"route":"POST \/api\/tips"/)
  expect(hits(printed, [...plain, ...codes, ...READ_BY_STAFF])).toEqual([])
  const files = filesUnder(running.dataDir)
  expect(files.map((file) => file.name)).toContain('jingtu.db')
  expect(hits(files, [...plain, ...codes])).toEqual([])
  // The staff's texts stand in the database and nowhere else.
  const elsewhere = files.filter((file) => !/^jingtu\.db/.test(file.name))
  expect(hits(elsewhere, READ_BY_STAFF)).toEqual([])
  expect(hits(files, READ_BY_STAFF).length).toBeGreaterThan(0)
})

test('a fault that quotes what was written does not reach log or answer', async () => {
  const here = await openApp({
    db: new Proxy(
      {},
      { get: () => () => Promise.reject(new Error(`INSERT … params: ${CANARY.text}, ${CANARY.email}`)) },
    ) as never,
  })
  const { status, body } = await here.ask('POST', '/api/tips', tip(), { 'user-agent': CANARY.agent })
  expect(status).toBe(500)
  const said = [{ name: 'log and answer', bytes: Buffer.from(JSON.stringify([here.logs, body])) }]
  expect(here.logs.at(-1)).toMatchObject({ route: 'POST /api/tips', status: 500 })
  expect(hits(said, Object.values(CANARY))).toEqual([])
})

test('the search for traces finds what is there, in any of the ways it may be written', () => {
  const file = (text: string | Buffer) => [{ name: 'x', bytes: Buffer.from(text) }]
  expect(hits(file(`… ${CANARY.text} …`), [CANARY.text])).toHaveLength(1)
  expect(hits(file(encodeURIComponent(CANARY.text)), [CANARY.text])).toHaveLength(1)
  expect(hits(file(Buffer.from(CANARY.email).toString('base64')), [CANARY.email])).toHaveLength(1)
  expect(hits(file(CANARY.email.toUpperCase()), [CANARY.email])).toHaveLength(1)
  expect(
    hits(
      file(JSON.stringify(CANARY.text).replaceAll(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16)}`)),
      [CANARY.text],
    ),
  ).toHaveLength(1)
  expect(hits(file('nothing'), Object.values(CANARY))).toEqual([])
})
