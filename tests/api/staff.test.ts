import { expect, test } from 'vitest'
import { firstInvitation } from '#db/account.ts'
import { PEOPLE } from '#db/cast/people.ts'
import { openApp } from '../setup.ts'
import { confirmGrant, enrolled, GOOD_PASSWORD, inviteToken, visitor } from '../visitor.ts'

test('the administrator sees who works here, and who has a second factor', async () => {
  const opened = await openApp()
  await visitor(opened).ask('POST', '/api/auth/invitation', {
    token: await inviteToken(opened),
    password: GOOD_PASSWORD,
  })
  const { status, body } = await opened.ask('GET', '/api/staff', undefined, await opened.as('chu'))
  expect(status).toBe(200)
  expect(body.items).toHaveLength(PEOPLE.length + 1)
  expect(body.items.find((one: { id: string }) => one.id === 'demo-li')).toEqual({
    id: 'demo-li',
    name: '李调查',
    email: 'li@demo.invalid',
    role: 'handler',
    org: '410102011',
    orgName: expect.stringMatching(/\p{Script=Han}/u),
    suspended: false,
    ties: [],
    enrolled: true,
  })
  expect(body.items.find((one: { name: string }) => one.name === '何探路')).toMatchObject({ enrolled: false })
})

test('an invitation names a role and a place that exist, and an e-mail nobody has', async () => {
  const opened = await openApp()
  const chu = await opened.as('chu')
  const invite = (about: object) =>
    opened.ask(
      'POST',
      '/api/staff/invitations',
      { email: 'a@demo.invalid', name: '何探路', role: 'clerk', org: 'bureau', ...about },
      chu,
    )
  const { status, body } = await invite({})
  expect(status).toBe(201)
  expect(body.link).toMatch(/^http:\/\/localhost:8787\/sign-in\/#invitation=[0-9a-f]{64}$/)
  expect((await invite({ email: 'LI@demo.invalid' })).body.code).toBe('account.email-taken')
  expect((await invite({ org: 'nowhere' })).body.problems[0]).toMatchObject({ path: 'org', code: 'not-in-list' })
  expect((await invite({ role: 'handler' })).body.problems[0].path).toBe('org')
  expect((await invite({ role: 'handler', org: '410102011' })).status).toBe(201)
  expect((await invite({ role: 'nobody' })).body.problems[0].path).toBe('role')
  expect((await invite({ role: 'signer' })).body.problems[0]).toMatchObject({ path: 'org', code: 'not-in-list' })
  expect((await invite({ email: 'x', name: '' })).body.problems.map((one: { path: string }) => one.path)).toEqual([
    'email',
    'name',
  ])
})

test('only the hash of a token is kept, and a second invitation voids the first', async () => {
  const opened = await openApp()
  const first = await inviteToken(opened)
  const second = await inviteToken(opened)
  const { rows } = await opened.db.query('SELECT * FROM invitations')
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(second)
  const accept = (token: string) =>
    visitor(opened).ask('POST', '/api/auth/invitation', { token, password: GOOD_PASSWORD })
  expect((await accept(first)).status).toBe(404)
  expect((await accept(second)).status).toBe(200)
})

test('a suspended person’s next call is refused, and so are all doors, until it is lifted', async () => {
  const opened = await openApp()
  const chu = await opened.as('chu')
  const { person, code, email } = await enrolled(opened)
  const { id } = (await person.ask('GET', '/api/auth/me')).body.actor
  expect((await person.ask('GET', '/api/cases')).status).toBe(200)

  expect((await opened.ask('POST', `/api/staff/${id}/suspension`, {}, chu)).body).toEqual({ ok: true })
  expect((await person.ask('GET', '/api/cases')).status).toBe(401)
  expect((await opened.db.query('SELECT 1 FROM session WHERE user_id = ?', [id])).rows).toHaveLength(0)
  const no = await visitor(opened).ask('POST', '/api/auth/sign-in', { email, password: GOOD_PASSWORD })
  expect([no.status, no.body.code]).toEqual([401, 'account.wrong-credentials'])

  const proposed = await opened.ask('DELETE', `/api/staff/${id}/suspension`, undefined, chu)
  expect([proposed.status, proposed.body.grant.state]).toEqual([201, 'waiting'])
  await person.ask('POST', '/api/auth/sign-in', { email, password: GOOD_PASSWORD })
  expect((await person.ask('GET', '/api/cases')).status, 'nobody confirmed yet').toBe(401)
  await confirmGrant(opened, proposed.body.grant.id)
  expect((await person.ask('GET', '/api/cases')).status, 'the old session stays ended').toBe(401)
  await person.ask('POST', '/api/auth/sign-in', { email, password: GOOD_PASSWORD })
  expect((await person.ask('POST', '/api/auth/totp', { code: code(0) })).status).toBe(200)
  expect((await person.ask('GET', '/api/cases')).status).toBe(200)
})

test('a suspended demo person leaves the demo door too', async () => {
  const opened = await openApp()
  await opened.ask('POST', '/api/staff/demo-li/suspension', {}, await opened.as('chu'))
  expect((await opened.ask('POST', '/api/auth/demo', { as: 'li' })).status).toBe(401)
})

test('nobody suspends or re-invites themself, and what is not there is not found', async () => {
  const opened = await openApp()
  const chu = await opened.as('chu')
  for (const path of ['/api/staff/demo-chu/suspension', '/api/staff/demo-chu/invitation']) {
    const { status, body } = await opened.ask('POST', path, {}, chu)
    expect([status, body.code]).toEqual([409, 'account.own-account'])
  }
  expect((await opened.ask('POST', '/api/staff/nobody/suspension', {}, chu)).status).toBe(404)
  expect((await opened.ask('DELETE', '/api/staff/nobody/suspension', undefined, chu)).status).toBe(404)
})

test('who lost password or device is invited anew: another password, enrolment from the start, old sessions gone', async () => {
  const opened = await openApp()
  const { person, email } = await enrolled(opened)
  const { id } = (await person.ask('GET', '/api/auth/me')).body.actor
  const { status, body } = await opened.ask('POST', `/api/staff/${id}/invitation`, {}, await opened.as('chu'))
  expect(status).toBe(201)
  await confirmGrant(opened, body.grant.id)
  expect((await person.ask('GET', '/api/auth/me')).status, 'nothing changes until it is accepted').toBe(200)
  const token = body.link.split('#invitation=')[1]
  const password = '另一把雨伞与三只甜石榴，晾干'
  const anew = visitor(opened)
  expect((await anew.ask('POST', '/api/auth/invitation', { token, password })).body.next).toBe('enrol')
  expect((await anew.ask('GET', '/api/auth/me')).body).toMatchObject({ actor: { id }, enrolled: false })
  expect((await person.ask('GET', '/api/auth/me')).status).toBe(401)
  expect((await visitor(opened).ask('POST', '/api/auth/sign-in', { email, password: GOOD_PASSWORD })).status).toBe(401)
  expect((await visitor(opened).ask('POST', '/api/auth/sign-in', { email, password })).body.next).toBe('enrol')
})

test('every step of a person’s membership is in the history, with who did it', async () => {
  const opened = await openApp()
  const { person } = await enrolled(opened)
  const { id } = (await person.ask('GET', '/api/auth/me')).body.actor
  const chu = await opened.as('chu')
  await opened.ask('POST', `/api/staff/${id}/suspension`, {}, chu)
  const { body } = await opened.ask('DELETE', `/api/staff/${id}/suspension`, undefined, chu)
  await confirmGrant(opened, body.grant.id, 'feng')
  const { rows } = await opened.db.query('SELECT seq, type, actor FROM events WHERE subject = ? ORDER BY seq', [
    `staff:${id}`,
  ])
  expect(rows.map((row) => [row.seq, row.type, row.actor])).toEqual([
    [1, 'staff.grant-proposed', 'demo-chu'],
    [2, 'staff.invited', 'demo-shen'],
    [3, 'staff.joined', id],
    [4, 'staff.suspended', 'demo-chu'],
    [5, 'staff.grant-proposed', 'demo-chu'],
    [6, 'staff.reinstated', 'demo-feng'],
  ])
})

test('the first administrator says who they are, and an earlier first link is void', async () => {
  const opened = await openApp({ demo: false })
  const { db, env } = opened
  const old = await firstInvitation(db, env, env.now())
  const link = await firstInvitation(db, env, env.now())
  const token = link.split('#invitation=')[1]
  const person = visitor(opened)
  const accept = (about: object) =>
    person.ask('POST', '/api/auth/invitation', { token, password: GOOD_PASSWORD, ...about })
  const asked = await accept({})
  expect(asked.status).toBe(422)
  expect(asked.body.problems.map((one: { path: string }) => one.path)).toEqual(['name', 'email'])
  expect(
    (await person.ask('POST', '/api/auth/invitation', { token: old.split('=')[1], password: GOOD_PASSWORD })).status,
  ).toBe(404)
  expect((await accept({ name: '段管理', email: 'duan@demo.invalid' })).body.next).toBe('enrol')
  expect((await person.ask('GET', '/api/auth/me')).body.actor).toMatchObject({
    name: '段管理',
    role: 'admin',
    org: 'bureau',
  })
  expect((await person.ask('GET', '/api/staff')).body.code).toBe('account.second-factor-required')
})
