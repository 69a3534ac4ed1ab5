import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { authenticator } from '../authenticator.ts'
import { type Opened, openApp } from '../setup.ts'
import { enrolled, GOOD_PASSWORD, inviteToken, type Visitor, visitor } from '../visitor.ts'

const email = 'he.tan@demo.invalid'

/** Somebody whose second factor is a passkey. */
async function withPasskey(opened: Opened) {
  const person = visitor(opened)
  await person.ask('POST', '/api/auth/invitation', { token: await inviteToken(opened), password: GOOD_PASSWORD })
  const device = authenticator(opened.env.origin)
  const { body: options } = await person.ask('POST', '/api/auth/passkey/registration-options', {})
  const made = await person.ask('POST', '/api/auth/passkey/registration', {
    response: device.create(options),
    name: '办公手机',
  })
  return { person, device, options, made }
}

async function show(
  person: Visitor,
  device: ReturnType<typeof authenticator>,
  odd: Parameters<typeof device.get>[1] = {},
) {
  const { body: options } = await person.ask('POST', '/api/auth/passkey/sign-in-options', {})
  return person.ask('POST', '/api/auth/passkey/sign-in', { response: device.get(options, odd) })
}

test('a passkey is enough to be enrolled, and to sign in without a password', async () => {
  const opened = await openApp()
  const { person, device, options, made } = await withPasskey(opened)
  expect(options).toMatchObject({
    rp: { id: 'localhost', name: '净土' },
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    attestation: 'none',
  })
  expect([made.status, made.body]).toEqual([200, { ok: true, next: 'done' }])
  expect((await person.ask('GET', '/api/auth/me')).body.enrolled).toBe(true)
  expect((await person.ask('GET', '/api/cases')).status).toBe(200)

  const elsewhere = visitor(opened)
  const { body } = await elsewhere.ask('POST', '/api/auth/passkey/sign-in-options', {})
  expect(body).toMatchObject({ ok: true, rpId: 'localhost', userVerification: 'required' })
  expect(body.allowCredentials ?? []).toEqual([])
  expect((await show(elsewhere, device)).body).toEqual({ ok: true, next: 'done' })
  expect((await elsewhere.ask('GET', '/api/auth/me')).body).toMatchObject({ actor: { name: '何探路' }, enrolled: true })
})

test('the session that could only enrol is over once the passkey is there, wherever it was copied to', async () => {
  const opened = await openApp()
  const person = visitor(opened)
  await person.ask('POST', '/api/auth/invitation', { token: await inviteToken(opened), password: GOOD_PASSWORD })
  const copy = visitor(opened)
  for (const [name, value] of person.jar) copy.jar.set(name, value)
  const device = authenticator(opened.env.origin)
  const { body: options } = await person.ask('POST', '/api/auth/passkey/registration-options', {})
  await person.ask('POST', '/api/auth/passkey/registration', { response: device.create(options) })
  expect((await person.ask('GET', '/api/auth/me')).status).toBe(200)
  expect((await copy.ask('GET', '/api/auth/me')).status).toBe(401)
})

test('whoever has a passkey is asked for it after the password, and gets no session before', async () => {
  const opened = await openApp()
  const { device } = await withPasskey(opened)
  const person = visitor(opened)
  const answer = await person.ask('POST', '/api/auth/sign-in', { email, password: GOOD_PASSWORD })
  expect([answer.status, answer.body.next]).toEqual([200, 'passkey'])
  expect(person.jar.size).toBe(0)
  expect((await opened.db.query('SELECT 1 FROM session WHERE strong = 0')).rows).toHaveLength(0)
  expect((await show(person, device)).status).toBe(200)
})

test('another origin, host or key, an unverified person, a used or missing challenge: none opens the door', async () => {
  const opened = await openApp()
  const { device } = await withPasskey(opened)
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const person = visitor(opened)
  for (const odd of [
    { origin: 'https://jingtu.example.invalid' },
    { rpId: 'example.invalid' },
    { key: privateKey },
    { verified: false },
  ]) {
    const { status, body } = await show(person, device, odd)
    expect([odd, status, body.code]).toEqual([odd, 401, 'account.wrong-credentials'])
  }
  const stranger = await show(person, authenticator(opened.env.origin))
  expect([stranger.status, stranger.body.code]).toEqual([401, 'account.wrong-credentials'])

  const { body: options } = await person.ask('POST', '/api/auth/passkey/sign-in-options', {})
  const shown = { response: device.get(options) }
  const challenge = new Map(person.jar)
  expect((await person.ask('POST', '/api/auth/passkey/sign-in', shown)).status).toBe(200)
  const replay = visitor(opened)
  for (const [name, value] of challenge) replay.jar.set(name, value)
  expect((await replay.ask('POST', '/api/auth/passkey/sign-in', shown)).body.code).toBe('account.step-invalid')
  expect((await visitor(opened).ask('POST', '/api/auth/passkey/sign-in', shown)).body.code).toBe('account.step-invalid')
})

test('a device that does not know its owner cannot be registered', async () => {
  const opened = await openApp()
  const person = visitor(opened)
  await person.ask('POST', '/api/auth/invitation', { token: await inviteToken(opened), password: GOOD_PASSWORD })
  const { body: options } = await person.ask('POST', '/api/auth/passkey/registration-options', {})
  const response = authenticator(opened.env.origin).create(options, { verified: false })
  expect((await person.ask('POST', '/api/auth/passkey/registration', { response })).status).toBeGreaterThanOrEqual(400)
  expect((await person.ask('GET', '/api/auth/me')).body.enrolled).toBe(false)
  const nonsense = await person.ask('POST', '/api/auth/passkey/registration', { response: { id: 'x' } })
  expect(nonsense.body.code).toBe('account.step-invalid')
})

test('somebody with TOTP may add a passkey, and guessing their password does not lock it', async () => {
  const opened = await openApp()
  const { person } = await enrolled(opened)
  const device = authenticator(opened.env.origin)
  const { body: options } = await person.ask('POST', '/api/auth/passkey/registration-options', {})
  const made = await person.ask('POST', '/api/auth/passkey/registration', { response: device.create(options) })
  expect(made.status).toBe(200)
  for (let n = 0; n < 11; n++)
    await visitor(opened).ask('POST', '/api/auth/sign-in', { email, password: 'not-the-password-9' })
  expect((await visitor(opened).ask('POST', '/api/auth/sign-in', { email, password: GOOD_PASSWORD })).status).toBe(429)
  expect((await show(visitor(opened), device)).status).toBe(200)
})

test('a suspended person’s passkey opens nothing', async () => {
  const opened = await openApp()
  const { person, device } = await withPasskey(opened)
  const { id } = (await person.ask('GET', '/api/auth/me')).body.actor
  await opened.ask('POST', `/api/staff/${id}/suspension`, {}, await opened.as('chu'))
  expect((await show(visitor(opened), device)).body.code).toBe('account.wrong-credentials')
})

test('demo people cannot be given a factor by whoever plays them', async () => {
  const opened = await openApp()
  const qian = await opened.as('qian')
  for (const path of ['/api/auth/passkey/registration-options', '/api/auth/totp/enrolment'])
    expect((await opened.ask('POST', path, { password: 'x' }, qian)).body.code).toBe('account.already-enrolled')
})
