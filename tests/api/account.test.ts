import { describe, expect, test } from 'vitest'
import { openApp } from '../setup.ts'
import { codes, enrolled, GOOD_PASSWORD, inviteToken, visitor } from '../visitor.ts'

const wrong = { email: 'he.tan@demo.invalid', password: 'not-the-password-9' }

describe('joining by invitation', () => {
  test('whoever accepts has an account, and nothing but enrolment is open until a second factor is set up', async () => {
    const opened = await openApp()
    const person = visitor(opened)
    const token = await inviteToken(opened)
    const accepted = await person.ask('POST', '/api/auth/invitation', { token, password: GOOD_PASSWORD })
    expect(accepted.status).toBe(200)
    expect(accepted.body).toEqual({ ok: true, next: 'enrol' })

    const me = await person.ask('GET', '/api/auth/me')
    expect(me.body).toMatchObject({ actor: { name: '何探路', role: 'clerk', org: 'bureau' }, enrolled: false })
    const queue = await person.ask('GET', '/api/cases')
    expect([queue.status, queue.body.code]).toEqual([403, 'account.second-factor-required'])

    const started = await person.ask('POST', '/api/auth/totp/enrolment', { password: GOOD_PASSWORD })
    expect(started.body).toMatchObject({ ok: true, secret: expect.stringMatching(/^[A-Z2-7]{16,}=*$/) })
    expect(started.body.backupCodes).toHaveLength(10)
    const code = codes(started.body.uri)
    const bad = await person.ask('POST', '/api/auth/totp/confirmation', { code: '000000' })
    expect([bad.status, bad.body.code]).toEqual([401, 'account.wrong-code'])
    const confirmed = await person.ask('POST', '/api/auth/totp/confirmation', { code: code(0) })
    expect([confirmed.status, confirmed.body.next]).toEqual([200, 'done'])
    expect((await person.ask('GET', '/api/auth/me')).body.enrolled).toBe(true)
    expect((await person.ask('GET', '/api/cases')).status).toBe(200)
  })

  test('an invitation works once, seven days long, and an unknown one is told the same', async () => {
    const opened = await openApp({ at: '2026-09-14T10:00:00+08:00' })
    const accept = (token: string) =>
      visitor(opened).ask('POST', '/api/auth/invitation', { token, password: GOOD_PASSWORD })
    const first = await inviteToken(opened)
    expect((await accept(first)).status).toBe(200)
    const again = await accept(first)
    expect([again.status, again.body.code]).toEqual([404, 'account.invitation-invalid'])
    expect((await accept('0'.repeat(64))).body.code).toBe('account.invitation-invalid')

    const second = await inviteToken(opened, { email: 'second@demo.invalid' })
    const third = await inviteToken(opened, { email: 'third@demo.invalid' })
    opened.at('2026-09-21T23:59:00+08:00')
    expect((await accept(second)).status).toBe(200)
    opened.at('2026-09-22T00:00:00+08:00')
    expect((await accept(third)).body.code).toBe('account.invitation-invalid')
  })

  test('of ten who use one link at the same moment one gets the account', async () => {
    const opened = await openApp()
    const token = await inviteToken(opened)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        visitor(opened).ask('POST', '/api/auth/invitation', { token, password: GOOD_PASSWORD }),
      ),
    )
    expect(answers.filter((one) => one.status === 200)).toHaveLength(1)
    expect(answers.filter((one) => one.body.code === 'account.invitation-invalid')).toHaveLength(9)
  })

  test('a weak password is refused with what to do, and the invitation stays open', async () => {
    const opened = await openApp()
    const person = visitor(opened)
    const token = await inviteToken(opened)
    for (const [password, code] of [
      ['short', 'too-short'],
      ['Password2026!', 'too-common'],
      ['1qaz2wsx3edc', 'too-common'],
      ['abababababab', 'too-uniform'],
      ['he.tan-2026-1', 'about-yourself'],
    ] as const) {
      const no = await person.ask('POST', '/api/auth/invitation', { token, password })
      expect([password, no.status, no.body.code]).toEqual([password, 422, 'account.password-weak'])
      expect(no.body.problems[0]).toMatchObject({ path: 'password', code })
    }
    expect((await person.ask('POST', '/api/auth/invitation', { token, password: GOOD_PASSWORD })).status).toBe(200)
  })
})

describe('signing in', () => {
  test('password, then code; each code opens once', async () => {
    const opened = await openApp()
    const { code, email } = await enrolled(opened)
    const person = visitor(opened)
    const first = await person.ask('POST', '/api/auth/sign-in', { email, password: GOOD_PASSWORD })
    expect([first.status, first.body.next]).toEqual([200, 'totp'])
    expect((await person.ask('GET', '/api/auth/me')).status).toBe(401)
    const bad = await person.ask('POST', '/api/auth/totp', { code: '000000' })
    expect([bad.status, bad.body.code]).toEqual([401, 'account.wrong-code'])
    expect((await person.ask('POST', '/api/auth/totp', { code: code(0) })).body).toEqual({ ok: true, next: 'done' })
    expect((await person.ask('GET', '/api/auth/me')).body).toMatchObject({
      enrolled: true,
      orgName: expect.any(String),
    })

    const thief = visitor(opened)
    await thief.ask('POST', '/api/auth/sign-in', { email, password: GOOD_PASSWORD })
    expect((await thief.ask('POST', '/api/auth/totp', { code: code(0) })).body.code).toBe('account.wrong-code')
    expect((await thief.ask('POST', '/api/auth/totp', { code: code(1) })).status).toBe(200)
  })

  test('a recovery code opens once', async () => {
    const opened = await openApp()
    const { email, backupCodes } = await enrolled(opened)
    const use = async () => {
      const person = visitor(opened)
      await person.ask('POST', '/api/auth/sign-in', { email, password: GOOD_PASSWORD })
      return person.ask('POST', '/api/auth/totp', { code: backupCodes[0] })
    }
    expect((await use()).status).toBe(200)
    expect((await use()).body.code).toBe('account.wrong-code')
  })

  test('a wrong password and an unknown e-mail are told the same', async () => {
    const opened = await openApp()
    await enrolled(opened)
    const known = await visitor(opened).ask('POST', '/api/auth/sign-in', wrong)
    const unknown = await visitor(opened).ask('POST', '/api/auth/sign-in', { ...wrong, email: 'nobody@demo.invalid' })
    const shape = ({ request: _, ...rest }: Record<string, unknown>) => rest
    expect([known.status, known.body.code]).toEqual([401, 'account.wrong-credentials'])
    expect([unknown.status, shape(unknown.body)]).toEqual([401, shape(known.body)])
  })

  test('a code without a password before it opens nothing', async () => {
    const opened = await openApp()
    const no = await visitor(opened).ask('POST', '/api/auth/totp', { code: '123456' })
    expect([no.status, no.body.code]).toEqual([409, 'account.step-invalid'])
  })

  test('a password alone cannot add a factor beside the owner’s', async () => {
    const opened = await openApp()
    const { email } = await enrolled(opened)
    const person = visitor(opened)
    await person.ask('POST', '/api/auth/sign-in', { email, password: GOOD_PASSWORD })
    for (const path of [
      '/api/auth/totp/enrolment',
      '/api/auth/totp/confirmation',
      '/api/auth/passkey/registration-options',
    ])
      expect((await person.ask('POST', path, { password: GOOD_PASSWORD, code: '123456' })).status).toBe(401)
  })

  test('who is signed out is nobody', async () => {
    const opened = await openApp()
    const { person } = await enrolled(opened)
    const kept = [...person.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    expect((await person.ask('POST', '/api/auth/sign-out', {})).status).toBe(200)
    expect(person.jar.size).toBe(0)
    expect((await opened.ask('GET', '/api/auth/me', undefined, { cookie: kept })).status).toBe(401)
  })
})

describe('guessing', () => {
  test('ten wrong passwords an hour, then nothing is checked until the hour is over', async () => {
    const opened = await openApp({ at: '2026-09-14T10:00:00+08:00' })
    await enrolled(opened)
    const guess = (password = wrong.password) =>
      visitor(opened).ask('POST', '/api/auth/sign-in', { ...wrong, password })
    const answers = []
    for (let n = 0; n < 12; n++) answers.push((await guess()).status)
    expect(answers).toEqual([...Array(10).fill(401), 429, 429])
    const right = await guess(GOOD_PASSWORD)
    expect([right.status, right.body.code]).toEqual([429, 'account.too-many-attempts'])
    opened.at('2026-09-14T10:59:59+08:00')
    expect((await guess(GOOD_PASSWORD)).status).toBe(429)
    opened.at('2026-09-14T11:00:00+08:00')
    expect((await guess(GOOD_PASSWORD)).status).toBe(200)
  })

  test('fifty guesses at the same moment are ten guesses', async () => {
    const opened = await openApp()
    await enrolled(opened)
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => visitor(opened).ask('POST', '/api/auth/sign-in', wrong)),
    )
    expect(answers.filter((one) => one.status === 401)).toHaveLength(10)
    expect(answers.filter((one) => one.status === 429)).toHaveLength(40)
  })

  test('whoever knows the password has ten codes an hour, however often they start anew', async () => {
    const opened = await openApp()
    const { email } = await enrolled(opened)
    let checked = 0
    for (let round = 0; round < 4; round++) {
      const thief = visitor(opened)
      await thief.ask('POST', '/api/auth/sign-in', { email, password: GOOD_PASSWORD })
      for (let n = 0; n < 6; n++) {
        const { body } = await thief.ask('POST', '/api/auth/totp', { code: `${100_000 + round * 10 + n}` })
        if (body.code === 'account.wrong-code') checked += 1
      }
    }
    expect(checked).toBeLessThanOrEqual(10)
    expect(checked).toBeGreaterThanOrEqual(8)
  })

  test('an unknown e-mail runs dry the same way', async () => {
    const opened = await openApp()
    const guess = () => visitor(opened).ask('POST', '/api/auth/sign-in', { ...wrong, email: 'nobody@demo.invalid' })
    const answers = []
    for (let n = 0; n < 11; n++) answers.push((await guess()).status)
    expect(answers).toEqual([...Array(10).fill(401), 429])
  })

  test('one network address fails sixty times an hour over all accounts', async () => {
    const opened = await openApp()
    const answers = []
    for (let n = 0; n < 61; n++)
      answers.push((await visitor(opened).ask('POST', '/api/auth/invitation', { token: `${n}`, password: 'x' })).status)
    expect(answers.slice(0, 60)).toEqual(Array(60).fill(404))
    expect(answers[60]).toBe(429)
  })
})
