import { expect, test } from 'vitest'
import { firstInvitation } from '#db/account.ts'
import { confirmGrant as confirmInDb, findGrant, needsHost } from '#db/grant.ts'
import { aTip, type Opened, openApp, type Person } from '../setup.ts'
import { confirmGrant, enrolled, GOOD_PASSWORD, inviteToken, visitor } from '../visitor.ts'

const newcomer = { email: 'he.tan@demo.invalid', name: '何探路', role: 'clerk', org: 'bureau' }

const propose = async (opened: Opened, path: string, body: object = {}, by: Person = 'chu') =>
  opened.ask('POST', `/api/staff/${path}`, body, await opened.as(by))
const confirm = async (opened: Opened, id: string, by: Person) =>
  opened.ask('POST', `/api/grants/${id}/confirmation`, {}, await opened.as(by))
const said = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code]

test('an invitation opens only after another administrator confirmed it', async () => {
  const opened = await openApp()
  const { body } = await propose(opened, 'invitations', newcomer)
  const token = body.link.split('#invitation=')[1]
  const accept = () => visitor(opened).ask('POST', '/api/auth/invitation', { token, password: GOOD_PASSWORD })
  expect(said(await accept())).toEqual([409, 'account.invitation-waiting'])
  expect(said(await confirm(opened, body.grant.id, 'chu'))).toEqual([403, 'grant.own-proposal'])
  expect(said(await confirm(opened, body.grant.id, 'zhao'))).toEqual([403, 'account.not-allowed'])
  expect((await confirm(opened, body.grant.id, 'shen')).status).toBe(200)
  expect((await accept()).status).toBe(200)
})

test('the auditor confirms where there is one administrator, and sees every grant and every change of an account', async () => {
  const opened = await openApp()
  const { body } = await propose(opened, 'invitations', newcomer)
  expect((await confirm(opened, body.grant.id, 'feng')).status).toBe(200)
  await propose(opened, 'demo-li/suspension')
  const feng = await opened.as('feng')
  const { items } = (await opened.ask('GET', '/api/grants', undefined, feng)).body
  expect(items[0]).toMatchObject({
    name: '何探路',
    proposedByName: '褚管理',
    settledByName: '冯审计',
    state: 'confirmed',
  })
  const events = (await opened.ask('GET', '/api/grants/events', undefined, feng)).body.items
  expect(
    events.map((one: { type: string; actorName: string; name: string }) => [one.type, one.actorName, one.name]),
  ).toEqual([
    ['staff.suspended', '褚管理', '李调查'],
    ['staff.invited', '冯审计', '何探路'],
    ['staff.grant-proposed', '褚管理', '何探路'],
  ])
})

test('another role takes effect when confirmed, ends every session, and nobody confirms their own', async () => {
  const opened = await openApp()
  const li = await opened.as('li')
  const { body } = await propose(opened, 'demo-li/role', { role: 'clerk', org: 'bureau' })
  expect((await opened.ask('GET', '/api/auth/me', undefined, li)).body.actor.role).toBe('handler')
  expect((await confirm(opened, body.grant.id, 'shen')).status).toBe(200)
  expect((await opened.ask('GET', '/api/auth/me', undefined, li)).status).toBe(401)
  const again = await opened.ask('GET', '/api/auth/me', undefined, await opened.as('li'))
  expect(again.body.actor).toMatchObject({ role: 'clerk', org: 'bureau' })

  const forShen = (await propose(opened, 'demo-shen/role', { role: 'head', org: 'bureau' })).body.grant.id
  expect(said(await confirm(opened, forShen, 'shen'))).toEqual([409, 'account.own-account'])
  expect(said(await propose(opened, 'demo-chu/role', { role: 'head', org: 'bureau' }))).toEqual([
    409,
    'account.own-account',
  ])
  expect(said(await propose(opened, 'demo-li/role', { role: 'clerk', org: 'bureau' }))).toEqual([
    409,
    'grant.nothing-new',
  ])
  expect((await propose(opened, 'demo-li/role', { role: 'handler', org: 'bureau' })).status).toBe(422)
})

test('of twenty confirmations and refusals at one moment one counts, and it has one event', async () => {
  const opened = await openApp()
  const id = (await propose(opened, 'demo-li/role', { role: 'clerk', org: 'bureau' })).body.grant.id
  const [shen, feng] = [await opened.as('shen'), await opened.as('feng')]
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      n % 3 === 2
        ? opened.ask('DELETE', `/api/grants/${id}`, undefined, feng)
        : opened.ask('POST', `/api/grants/${id}/confirmation`, {}, n % 3 ? shen : feng),
    ),
  )
  expect(answers.filter((one) => one.status === 200)).toHaveLength(1)
  expect(answers.filter((one) => one.body.code === 'grant.not-waiting')).toHaveLength(19)
  const { rows } = await opened.db.query("SELECT type FROM events WHERE subject = 'staff:demo-li'")
  expect(rows).toHaveLength(2)
})

test('the control, which confirms without looking whether it waits, confirms several times and is seen to', async () => {
  const opened = await openApp()
  const id = (await propose(opened, 'demo-li/role', { role: 'clerk', org: 'bureau' })).body.grant.id
  const grant = await findGrant(opened.db, id)
  if (!grant) throw new Error('no grant')
  const write = opened.db.write.bind(opened.db)
  opened.db.write = (statements) =>
    write(
      statements.map((one) =>
        typeof one === 'object' && 'sql' in one ? { ...one, sql: one.sql.replace("state = 'waiting'", 'true') } : one,
      ),
    )
  const both = ['demo-shen', 'demo-feng'].map((by) => confirmInDb(opened.db, grant, by, opened.env.now()))
  expect((await Promise.allSettled(both)).filter((one) => one.status === 'fulfilled')).toHaveLength(2)
})

test('the database itself takes no grant to oneself and none that one person confirmed', async () => {
  const { db } = await openApp()
  const insert = (userId: string, by: string, state: string, settled: string | null) =>
    db.write([
      {
        sql: `INSERT INTO grants(id, kind, user_id, role, org, name, email, state, proposed_by, proposed_at, expires_on, settled_by)
              VALUES ('x', 'role', ?, 'head', 'bureau', 'x', 'x', ?, ?, '', '', ?)`,
        args: [userId, state, by, settled],
      },
    ])
  await expect(insert('a', 'a', 'waiting', null)).rejects.toThrow('grant_never_to_self')
  for (const settled of [null, 'b', 'a'])
    await expect(insert('a', 'b', 'confirmed', settled)).rejects.toThrow('grant_by_two')
  await insert('a', 'b', 'confirmed', 'c')
})

test('what is declined or taken back opens nothing, and what nobody confirmed in seven days neither', async () => {
  const opened = await openApp({ at: '2026-09-14T10:00:00+08:00' })
  const invite = async (email: string) => (await propose(opened, 'invitations', { ...newcomer, email })).body
  const [declined, late] = [await invite('a@demo.invalid'), await invite('b@demo.invalid')]
  const back = await opened.ask('DELETE', `/api/grants/${declined.grant.id}`, undefined, await opened.as('chu'))
  expect(back.status).toBe(200)
  const token = declined.link.split('#invitation=')[1]
  const accepted = await visitor(opened).ask('POST', '/api/auth/invitation', { token, password: GOOD_PASSWORD })
  expect(said(accepted)).toEqual([404, 'account.invitation-invalid'])
  expect(said(await confirm(opened, declined.grant.id, 'shen'))).toEqual([409, 'grant.not-waiting'])
  opened.at('2026-09-22T00:00:00+08:00')
  expect(said(await confirm(opened, late.grant.id, 'shen'))).toEqual([409, 'grant.not-waiting'])
  expect(said(await confirm(opened, 'nothing', 'shen'))).toEqual([404, 'grant.not-found'])
})

test('proposals of a suspended administrator are void at once', async () => {
  const opened = await openApp()
  const { body } = await propose(opened, 'invitations', newcomer)
  await propose(opened, 'demo-chu/suspension', {}, 'shen')
  expect(said(await confirm(opened, body.grant.id, 'feng'))).toEqual([409, 'grant.not-waiting'])
  const token = body.link.split('#invitation=')[1]
  const accepted = await visitor(opened).ask('POST', '/api/auth/invitation', { token, password: GOOD_PASSWORD })
  expect(accepted.status).toBe(404)
})

test('a first administrator alone brings one who can confirm, and after that stands alone no more', async () => {
  const opened = await openApp({ demo: true })
  // Everybody of the cast but one administrator was never here.
  await opened.db.write([{ sql: "DELETE FROM user WHERE id <> 'demo-chu'", args: [] }])
  expect(await needsHost(opened.db)).toBe(false)
  const clerk = await propose(opened, 'invitations', newcomer)
  expect(clerk.body.grant.state).toBe('waiting')
  const auditor = { ...newcomer, email: 'lu@demo.invalid', name: '路审计', role: 'auditor' }
  const first = (await propose(opened, 'invitations', auditor)).body
  const second = (await propose(opened, 'invitations', { ...auditor, email: 'lu2@demo.invalid' })).body
  expect([first.grant.state, second.grant.state]).toEqual(['alone', 'alone'])
  const accept = (link: string) =>
    visitor(opened).ask('POST', '/api/auth/invitation', {
      token: link.split('#invitation=')[1],
      password: GOOD_PASSWORD,
    })
  expect((await accept(first.link)).status, 'the later link is the one').toBe(404)
  expect((await accept(second.link)).status).toBe(200)
  expect((await propose(opened, 'invitations', { ...auditor, email: 'lu3@demo.invalid' })).body.grant.state).toBe(
    'waiting',
  )

  const { rows } = await opened.db.query("SELECT id FROM user WHERE email = 'lu2@demo.invalid'")
  await propose(opened, `${rows[0]?.id}/suspension`)
  const made = await propose(opened, 'invitations', { ...auditor, email: 'lu4@demo.invalid' })
  expect(made.body.grant.state, 'making room by suspending does not help').toBe('waiting')
  expect(await needsHost(opened.db), 'now only the host can').toBe(true)
  await firstInvitation(opened.db, opened.env, opened.env.now())
})

test('who changed roles works on no case they had a part in before', async () => {
  const opened = await openApp()
  const { body: filed } = await opened.ask('POST', '/api/tips', aTip())
  const find = async (who: Person) =>
    (await opened.ask('GET', `/api/cases?q=${filed.reference}`, undefined, await opened.as(who))).body.items[0]
  const { id } = await find('qian')
  await opened.ask('POST', `/api/cases/${id}/note`, { version: 1, text: '已核实。' }, await opened.as('qian'))
  opened.at('2026-09-14T11:00:00+08:00')
  const role = (await propose(opened, 'demo-qian/role', { role: 'head', org: 'bureau' })).body.grant.id
  await confirmGrant(opened, role)
  const qian = await opened.as('qian')
  const noted = await opened.ask('POST', `/api/cases/${id}/note`, { version: 2, text: '再核实。' }, qian)
  expect(said(noted)).toEqual([403, 'case.other-role'])
  const { moves } = (await opened.ask('GET', `/api/cases/${id}`, undefined, qian)).body
  expect(moves.every((one: { allowed: boolean }) => !one.allowed)).toBe(true)
  const triage = { decision: 'acceptance', cases: [{ id, version: 2 }], input: {} }
  const { results } = (await opened.ask('POST', '/api/cases/triage', triage, qian)).body
  expect(results[0].code).toBe('case.other-role')
  const { body: other } = await opened.ask('POST', '/api/tips', aTip({ description: '另一件，与前一件无关的事情。' }))
  const fresh = (await opened.ask('GET', `/api/cases?q=${other.reference}`, undefined, qian)).body.items[0]
  expect((await opened.ask('POST', `/api/cases/${fresh.id}/note`, { version: 1, text: '新件。' }, qian)).status).toBe(
    200,
  )
})

test('a lost password is renewed by two, like a first invitation', async () => {
  const opened = await openApp()
  const { person } = await enrolled(opened)
  const { id } = (await person.ask('GET', '/api/auth/me')).body.actor
  const { body } = await propose(opened, `${id}/invitation`)
  const accept = () =>
    visitor(opened).ask('POST', '/api/auth/invitation', {
      token: body.link.split('#invitation=')[1],
      password: `${GOOD_PASSWORD}！`,
    })
  expect(said(await accept())).toEqual([409, 'account.invitation-waiting'])
  await confirmGrant(opened, body.grant.id)
  expect((await accept()).status).toBe(200)
  expect(await inviteToken(opened, { email: 'more@demo.invalid' })).toHaveLength(64)
})
