import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aTip, type Opened, openApp } from '../setup.ts'

/** A stand-in for the verify URL: tokens say how it behaves. The secret is compared, each token is good once. */
let server: Server
let opened: Opened
const asked: URLSearchParams[] = []
const spent = new Set<string>()

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const form = new URLSearchParams(body)
    asked.push(form)
    const token = form.get('response') ?? ''
    const answer = (said: object, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
    }
    if (token.startsWith('hang')) return
    if (token.startsWith('broken')) return answer({ success: false, 'error-codes': ['internal-error'] }, 500)
    if (token.startsWith('html')) return void response.end('<html>blocked</html>')
    if (form.get('secret') !== 'top-secret') return answer({ success: false, 'error-codes': ['invalid-input-secret'] })
    if (token.startsWith('bad')) return answer({ success: false, 'error-codes': ['invalid-input-response'] })
    if (spent.has(token)) return answer({ success: false, 'error-codes': ['timeout-or-duplicate'] })
    spent.add(token)
    answer({ success: true, 'error-codes': [], hostname: 'localhost' })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  opened = await openOver(urlOf(server))
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const urlOf = (at: Server) => `http://127.0.0.1:${(at.address() as AddressInfo).port}/siteverify`

/** An app whose first tip has used up the hour. */
async function openOver(verifyUrl: string, secret = 'top-secret'): Promise<Opened> {
  const own = await openApp({ intakeLimit: 1, turnstile: { siteKey: '1x00000000000000000000AA', secret, verifyUrl } })
  expect((await own.ask('POST', '/api/tips', aTip())).status).toBe(201)
  return own
}

const post = (work?: string, at: Opened = opened) =>
  at.ask('POST', '/api/tips', aTip(), work === undefined ? {} : { 'x-work': work })

test('the challenge is the widget with its site key', async () => {
  const { status, body } = await post()
  expect([status, body.code]).toEqual([428, 'tip.work-required'])
  expect(body.challenge).toEqual({ kind: 'turnstile', siteKey: '1x00000000000000000000AA' })
})

test('a good token opens the door once, and the verifier learns secret and token only', async () => {
  asked.length = 0
  expect((await post('turnstile:good-1')).status).toBe(201)
  expect(asked.map((form) => [...form])).toEqual([
    [
      ['secret', 'top-secret'],
      ['response', 'good-1'],
    ],
  ])
  const again = await post('turnstile:good-1')
  expect([again.status, again.body.challenge.kind]).toEqual([428, 'turnstile'])
})

test('a bad or empty token asks for the widget again', async () => {
  for (const token of ['turnstile:bad', 'turnstile:bad-2'])
    expect((await post(token)).body.challenge.kind, token).toBe('turnstile')
})

test('a verifier that says nothing of the token is no obstacle: the challenge is our own', async () => {
  for (const token of ['turnstile:broken', 'turnstile:html'])
    expect((await post(token)).body.challenge, token).toMatchObject({ kind: 'altcha', signature: expect.any(String) })
  const misconfigured = await openOver(urlOf(server), 'wrong')
  expect((await post('turnstile:good-2', misconfigured)).body.challenge.kind).toBe('altcha')
})

test('a verifier that hangs is given three seconds', async () => {
  const began = performance.now()
  const { status, body } = await post('turnstile:hang')
  expect([status, body.challenge.kind]).toEqual([428, 'altcha'])
  expect(performance.now() - began).toBeGreaterThan(2900)
}, 15_000)

test('a verifier that refuses the connection is no obstacle either', async () => {
  const gone = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => gone.once('listening', resolve))
  const url = urlOf(gone)
  await new Promise((resolve) => gone.close(resolve))
  const own = await openOver(url)
  expect((await post('turnstile:good-3', own)).body.challenge.kind).toBe('altcha')
})
