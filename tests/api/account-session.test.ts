import { expect, test } from 'vitest'
import { PEOPLE } from '#db/cast/people.ts'
import { openApp } from '../setup.ts'
import { enrolled, GOOD_PASSWORD, visitor } from '../visitor.ts'

test('fifteen minutes without a call end a session: 14:59 is in time, 15:01 is not', async () => {
  const opened = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const qian = await opened.as('qian')
  const me = () => opened.ask('GET', '/api/auth/me', undefined, qian)
  opened.at('2026-09-14T10:14:59+08:00')
  expect((await me()).status).toBe(200)
  opened.at('2026-09-14T10:29:58+08:00')
  expect((await me()).status).toBe(200)
  opened.at('2026-09-14T10:44:59+08:00')
  const late = await me()
  expect([late.status, late.body.code]).toEqual([401, 'account.not-signed-in'])
  opened.at('2026-09-14T10:30:00+08:00')
  expect((await me()).status, 'a session that ended stays ended').toBe(401)
})

test('uses within one minute count too, although only one of them is saved', async () => {
  const opened = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const qian = await opened.as('qian')
  const me = () => opened.ask('GET', '/api/auth/me', undefined, qian)
  opened.at('2026-09-14T10:00:50+08:00')
  expect((await me()).status).toBe(200)
  opened.at('2026-09-14T10:15:49+08:00')
  expect((await me()).status).toBe(200)
})

test('eight hours end a session however busy it is', async () => {
  const opened = await openApp({ at: '2026-09-14T08:00:00+08:00' })
  const qian = await opened.as('qian')
  const me = () => opened.ask('GET', '/api/auth/me', undefined, qian)
  const start = Date.parse('2026-09-14T08:00:00+08:00')
  for (let minutes = 10; minutes < 480; minutes += 10) {
    opened.at(new Date(start + minutes * 60_000).toISOString())
    expect((await me()).status).toBe(200)
  }
  opened.at('2026-09-14T15:59:59+08:00')
  expect((await me()).status).toBe(200)
  opened.at('2026-09-14T16:00:00+08:00')
  expect((await me()).status).toBe(401)
})

test('a session saved before a restart goes on after it', async () => {
  const opened = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const qian = await opened.as('qian')
  const rows = await opened.db.query('SELECT created_at, updated_at, strong FROM session')
  expect(rows.rows[0]).toMatchObject({ created_at: Date.parse('2026-09-14T10:00:00+08:00'), strong: 1 })
  opened.at('2026-09-14T10:10:00+08:00')
  await opened.ask('GET', '/api/auth/me', undefined, qian)
  const saved = (await opened.db.query('SELECT updated_at FROM session')).rows[0]
  expect(saved?.updated_at).toBe(Date.parse('2026-09-14T10:10:00+08:00'))
})

test('sessions that ran out are forgotten when somebody else signs in', async () => {
  const opened = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  await opened.as('qian')
  opened.at('2026-09-14T11:00:00+08:00')
  await opened.as('li')
  const { rows } = await opened.db.query('SELECT user_id FROM session')
  expect(rows.map((row) => row.user_id)).toEqual(['demo-li'])
})

test('a cookie somebody made up, or changed, is nobody', async () => {
  const opened = await openApp()
  const { cookie = '', origin = '' } = await opened.as('qian')
  for (const forged of ['jingtu.session_token=abc', cookie.replace(/=./, '=A'), `${cookie.slice(0, -4)}AAA%3D`])
    expect((await opened.ask('GET', '/api/auth/me', undefined, { cookie: forged, origin })).status).toBe(401)
})

test('cookies are for our pages only, out of reach of scripts, and for https only where we have it', async () => {
  const plain = await openApp({ demo: true })
  const open = await plain.ask('POST', '/api/auth/demo', { as: 'qian' })
  const secure = await openApp({ origin: 'https://jingtu.example.invalid' })
  const shut = await secure.ask('POST', '/api/auth/demo', { as: 'qian' })
  for (const [answer, https] of [
    [open, false],
    [shut, true],
  ] as const) {
    const [cookie = '', ...more] = answer.headers.getSetCookie()
    expect(more).toEqual([])
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Strict/)
    expect(cookie).toMatch(/; Path=\//)
    expect(/; Secure/.test(cookie)).toBe(https)
    expect(cookie.startsWith('__Secure-')).toBe(https)
    expect(cookie).not.toMatch(/Domain/)
  }
})

test('neither address nor browser stands in any row of any table, whichever door was used', async () => {
  const opened = await openApp()
  const marks = { 'user-agent': 'Canary-Agent/9.9', 'x-forwarded-for': '198.51.100.77', 'x-real-ip': '198.51.100.78' }
  const { code, email } = await enrolled(opened)
  const person = visitor(opened)
  await person.ask('POST', '/api/auth/sign-in', { email, password: 'not-the-password-9' }, marks)
  await person.ask('POST', '/api/auth/sign-in', { email, password: GOOD_PASSWORD }, marks)
  await person.ask('POST', '/api/auth/totp', { code: '000000' }, marks)
  await person.ask('POST', '/api/auth/totp', { code: code(0) }, marks)
  await person.ask('GET', '/api/auth/me', undefined, marks)
  await visitor(opened).ask('POST', '/api/auth/demo', { as: 'sun' }, marks)
  await visitor(opened).ask('POST', '/api/auth/passkey/sign-in-options', {}, marks)
  const tables = await opened.db.query(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'",
  )
  let rowsSeen = 0
  for (const { name } of tables.rows) {
    const { rows } = await opened.db.query(`SELECT * FROM "${name}"`)
    rowsSeen += rows.length
    for (const text of rows.map((row) => JSON.stringify(Object.values(row))))
      expect(text).not.toMatch(/Canary|198\.51\.100|192\.0\.2\.7/)
  }
  expect(rowsSeen).toBeGreaterThan(15)
  expect(JSON.stringify(opened.logs)).not.toMatch(/Canary|198\.51\.100|192\.0\.2\.7|demo\.invalid/)
})

test('the demo door is there only in a demo, and elsewhere looks like nothing at all', async () => {
  const demo = await openApp()
  const { body } = await demo.ask('GET', '/api/auth/demo')
  expect(body.members.map(({ as }: { as: string }) => as)).toEqual(PEOPLE.map(({ as }) => as))
  expect(body.members[0]).toEqual({
    as: 'qian',
    role: 'clerk',
    name: '钱登记',
    org: 'bureau',
    orgName: expect.any(String),
  })
  const entered = await demo.ask('POST', '/api/auth/demo', { as: 'zhao' })
  expect(entered.body).toMatchObject({ ok: true, actor: { name: '赵审批', role: 'head' }, enrolled: true, demo: true })
  expect((await demo.ask('POST', '/api/auth/demo', { as: 'nobody' })).status).toBe(401)

  const real = await openApp({ demo: false })
  const bytes = async (method: string, path: string) => {
    const { status, response } = await real.ask(method, path, method === 'POST' ? { as: 'qian' } : undefined)
    return [status, (await response.text()).replace(/"request":"\w+"/, '')]
  }
  expect(await bytes('GET', '/api/auth/demo')).toEqual(await bytes('GET', '/api/auth/no-such-door'))
  expect(await bytes('POST', '/api/auth/demo')).toEqual(await bytes('POST', '/api/auth/no-such-door'))
  await expect(real.env.accounts.enterDemo('demo-qian')).rejects.toThrow('request.not-found')
})
