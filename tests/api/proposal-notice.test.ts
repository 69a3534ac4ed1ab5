import { beforeEach, expect, test } from 'vitest'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { type Opened, openApp, type Person } from '../setup.ts'

let here: Opened
beforeEach(async () => {
  here = await openApp({ at: '2026-09-14T10:00:00+08:00' })
})

const NEWCOMER = { email: 'he.tan@demo.invalid', name: '何探路', role: 'clerk', org: 'bureau' }
const DEPARTMENT = {
  kind: 'department',
  name: '地下水管理科',
  remit: '地下水污染的调查和治理',
  kinds: ['soil_groundwater'],
  email: 'water@demo.invalid',
  internal: true,
  validFrom: '2026-09-15',
}
const ask = async (path: string, body: object, by: Person = 'chu', method = 'POST') =>
  here.ask(method, path, body, await here.as(by))
const propose = async (path: string, body: object) => {
  const { status, body: said } = await ask(path, body)
  expect(status, JSON.stringify(said)).toBe(201)
  return said
}
const addressed = () => here.mails.map(({ to }) => to).sort()

test('whoever may confirm a grant is told by mail of its kind and until when, and neither whom nor what it gives', async () => {
  await propose('/api/staff/invitations', NEWCOMER)
  expect(await drainOutbox(here.env)).toBe(2)
  expect(addressed()).toEqual(['feng@demo.invalid', 'shen@demo.invalid'])
  const [mail] = here.mails
  expect(mail?.subject).toBe('有一项授权等您确认')
  expect(mail?.text).toContain('事项：邀请加入\n最迟 2026年9月21日确认')
  expect(mail?.text).toContain('http://localhost:8787/desk/#/grants')
  const said = JSON.stringify([mail, (await here.db.query('SELECT * FROM outbox')).rows])
  for (const word of [...Object.values(NEWCOMER), '受理员', '褚管理', 'demo-chu']) expect(said).not.toContain(word)
})

test('nobody is told of a grant that is their own, nor whoever was suspended', async () => {
  await propose('/api/staff/demo-shen/role', { role: 'head', org: 'bureau' })
  await drainOutbox(here.env)
  expect(addressed()).toEqual(['feng@demo.invalid'])
  here.mails.length = 0
  await ask('/api/staff/demo-feng/suspension', {})
  await propose('/api/staff/demo-li/role', { role: 'clerk', org: 'bureau' })
  await drainOutbox(here.env)
  expect(addressed()).toEqual(['shen@demo.invalid'])
})

test('a change of the bureau is told the same way, with its kind alone', async () => {
  await propose('/api/bureau/changes', { change: DEPARTMENT, reason: '演示编制文件第 1 号' })
  expect(await drainOutbox(here.env)).toBe(2)
  expect(addressed()).toEqual(['feng@demo.invalid', 'shen@demo.invalid'])
  const said = JSON.stringify([here.mails, (await here.db.query('SELECT * FROM outbox')).rows])
  expect(said).toContain('事项：新增或修改部门')
  expect(said).toContain('http://localhost:8787/desk/#/grants')
  for (const word of ['地下水', '演示编制文件', 'water@', '褚管理', 'demo-chu']) expect(said).not.toContain(word)
})

test('what was settled, or lapsed, before the mail went out is not told any more', async () => {
  const { grant } = await propose('/api/staff/invitations', NEWCOMER)
  await ask(`/api/grants/${grant.id}/confirmation`, {}, 'shen')
  const { id } = await propose('/api/bureau/changes', { change: DEPARTMENT, reason: '演示' })
  await ask(`/api/bureau/changes/${id}`, {}, 'chu', 'DELETE')
  expect(await drainOutbox(here.env)).toBe(0)
  await propose('/api/staff/demo-li/role', { role: 'clerk', org: 'bureau' })
  here.at('2026-09-22T00:00:00+08:00')
  expect(await drainOutbox(here.env)).toBe(0)
  expect(here.mails).toEqual([])
})
