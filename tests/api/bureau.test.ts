import { expect, test } from 'vitest'
import type { KeptChange } from '#domain/bureau/change.ts'
import { aTip, type Opened, openApp, type Person } from '../setup.ts'

const department = {
  kind: 'department',
  name: '地下水管理科',
  remit: '地下水污染的调查和治理',
  kinds: ['soil_groundwater'],
  email: 'water@demo.invalid',
  internal: true,
  validFrom: '2026-09-15',
}
const reason = '演示编制文件第 1 号'

const propose = async (opened: Opened, change: object, by: Person = 'chu', why = reason) =>
  opened.ask('POST', '/api/bureau/changes', { change, reason: why }, await opened.as(by))
const confirm = async (opened: Opened, id: string, by: Person = 'shen') =>
  opened.ask('POST', `/api/bureau/changes/${id}/confirmation`, {}, await opened.as(by))
const seen = async (opened: Opened, by: Person = 'chu') =>
  (await opened.ask('GET', '/api/bureau', undefined, await opened.as(by))).body
const said = ({ status, body }: { status: number; body: { code?: string } }) => [status, body.code]

/** A department of the demo's own, in force from the next day on; its id. */
async function added(opened: Opened, about: object = {}): Promise<string> {
  const { body } = await propose(opened, { ...department, ...about })
  await confirm(opened, body.id)
  return opened.env.bureau.departments.at(-1)?.id as string
}

test('a department is proposed by one administrator and there when another, or the auditor, confirmed it', async () => {
  const opened = await openApp()
  const { status, body } = await propose(opened, department)
  expect(status).toBe(201)
  expect(opened.env.bureau.departments.some((one) => one.name === department.name)).toBe(false)
  expect(said(await confirm(opened, body.id, 'chu'))).toEqual([403, 'bureau.own-proposal'])
  expect(said(await confirm(opened, body.id, 'zhao'))).toEqual([403, 'account.not-allowed'])
  const waiting = (await seen(opened, 'feng')).changes[0]
  expect(waiting).toMatchObject({ state: 'waiting', confirmable: true, proposedByName: '褚管理', reason })
  expect(waiting.shown).toEqual({
    title: '新增部门：地下水管理科',
    differences: [
      { label: '部门名称', before: null, after: '地下水管理科' },
      { label: '职责', before: null, after: '地下水污染的调查和治理' },
      { label: '接收的污染类型', before: null, after: '土壤或地下水' },
      { label: '联系邮箱', before: null, after: 'water@demo.invalid' },
      { label: '归属', before: null, after: '本局内设' },
      { label: '启用日期', before: null, after: '从2026年9月15日起' },
    ],
  })
  expect((await confirm(opened, body.id, 'feng')).status).toBe(200)
  expect(opened.env.bureau.departments.at(-1)).toMatchObject({ name: '地下水管理科', validFrom: '2026-09-15' })
  expect(said(await confirm(opened, body.id, 'shen'))).toEqual([409, 'bureau.not-waiting'])
  const { rows } = await opened.db.query('SELECT type, actor FROM events WHERE subject = ? ORDER BY seq', [
    `bureau:${body.id}`,
  ])
  expect(rows.map((row) => [row.type, row.actor])).toEqual([
    ['bureau.change-proposed', 'demo-chu'],
    ['bureau.changed', 'demo-feng'],
  ])
})

test('only administrators propose, and only they and the auditor see what waits', async () => {
  const opened = await openApp()
  for (const who of ['qian', 'li', 'zhao', 'wang', 'feng', 'yan'] as const)
    expect(said(await propose(opened, department, who)), who).toEqual([403, 'account.not-allowed'])
  for (const who of ['qian', 'zhao', 'wang', 'yan'] as const)
    expect((await opened.ask('GET', '/api/bureau', undefined, await opened.as(who))).status, who).toBe(403)
})

test('everything wrong with a department is told at once, by its field', async () => {
  const opened = await openApp()
  const wrong = { ...department, name: '', remit: '', kinds: ['smell'], email: 'somewhere', validFrom: '2026-02-30' }
  const { body } = await propose(opened, wrong, 'chu', '')
  expect(body.problems.map((one: { path: string }) => one.path).sort()).toEqual(
    ['change.email', 'change.kinds.0', 'change.name', 'change.remit', 'change.validFrom', 'reason'].sort(),
  )
  const fits = await propose(opened, { ...department, name: '大气环境科', validFrom: '2026-09-13' })
  expect(fits.body.problems).toEqual([
    { path: 'change.name', code: 'taken', message: '已经有单位叫这个名称，请换一个，或者修改那一个。' },
    { path: 'change.validFrom', code: 'mismatch', message: '这一天已经过了，请选今天或以后的日期。' },
  ])
  const unknown = await propose(opened, { ...department, id: 'nobody' })
  expect(unknown.body.problems[0].path).toBe('change.id')
})

test('a case goes to a new department from its first day on, and is told its name of the day', async () => {
  const opened = await openApp()
  const id = await added(opened)
  const { body: filed } = await opened.ask('POST', '/api/tips', aTip({ kinds: ['soil_groundwater'] }))
  const ask = async (method: string, path: string, body?: object) =>
    opened.ask(method, `/api/cases${path}`, body, await opened.as('qian'))
  const find = async () => (await ask('GET', `?q=${filed.reference}`)).body.items[0]
  const does = async (decision: string, input: object) => {
    const { id: of, version } = await find()
    return ask('POST', `/${of}/${decision}`, { version, ...input })
  }
  await does('registration', {})
  await does('acceptance', {})
  const early = await does('forwarding', { department: id })
  expect(early.body.problems).toEqual([
    {
      path: 'department',
      code: 'not-in-list',
      message: '地下水管理科还没有启用，请改选现在在用的部门。',
    },
  ])
  opened.at('2026-09-15T09:00:00+08:00')
  const { id: filedId } = await find()
  const { choices } = (await ask('GET', `/${filedId}`)).body
  expect(choices.departments.slice(0, 2), 'those who get the kind come first').toContainEqual({
    id,
    name: '地下水管理科',
  })
  expect((await does('forwarding', { department: id })).status).toBe(200)

  const renamed = await propose(opened, { ...department, id, name: '地下水与土壤科', validFrom: '2026-09-20' })
  await confirm(opened, renamed.body.id)
  opened.at('2026-09-21T09:00:00+08:00')
  const { body: status } = await opened.ask('POST', '/api/tips/status', { receipt: filed.receipt })
  expect(status.steps.at(-1).label, 'as it was called then').toContain('：地下水管理科')
  const { case: current } = (await ask('GET', `/${filedId}`)).body
  expect(current.assigneeName, 'as it is called now').toBe('地下水与土壤科')
})

test('nothing goes to a department that ended, by any door; its cases keep its name', async () => {
  const opened = await openApp()
  const { body } = await propose(opened, { kind: 'department-end', id: 'soil-solid-waste', lastDay: '2026-09-20' })
  await confirm(opened, body.id)
  opened.at('2026-09-21T09:00:00+08:00')
  const { body: filed } = await opened.ask('POST', '/api/tips', aTip())
  const qian = await opened.as('qian')
  const find = async () => (await opened.ask('GET', `/api/cases?q=${filed.reference}`, undefined, qian)).body.items[0]
  const { id } = await find()
  for (const decision of ['registration', 'acceptance'])
    await opened.ask('POST', `/api/cases/${id}/${decision}`, { version: (await find()).version }, qian)
  const { version } = await find()
  const forwarded = await opened.ask(
    'POST',
    `/api/cases/${id}/forwarding`,
    { version, department: 'soil-solid-waste' },
    qian,
  )
  expect(forwarded.status).toBe(422)
  expect(forwarded.body.problems[0].message).toBe(
    '土壤与固体废物科已经停用（最后一天是 2026-09-20），不能再转过去，请改选接手的部门。',
  )
  const role = await opened.ask(
    'POST',
    '/api/staff/demo-li/role',
    { role: 'handler', org: 'soil-solid-waste' },
    await opened.as('chu'),
  )
  expect(role.status).toBe(422)
  const { case: _, choices } = (await opened.ask('GET', `/api/cases/${id}`, undefined, qian)).body
  expect(choices.departments.some((one: { id: string }) => one.id === 'soil-solid-waste')).toBe(false)
  const again = await propose(opened, { kind: 'department-end', id: 'soil-solid-waste', lastDay: '2026-09-30' })
  expect(again.body.problems[0].message).toContain('已经停用')
})

test('two changes of one department never wait together, of two departments they do', async () => {
  const opened = await openApp()
  const change = { ...department, id: 'water-office', name: '水科' }
  const first = await propose(opened, change)
  expect(said(await propose(opened, { ...change, name: '河湖科' }, 'shen'))).toEqual([409, 'bureau.change-waiting'])
  expect((await propose(opened, { ...change, id: 'air-office', name: '大气科' })).status).toBe(201)
  const back = await opened.ask('DELETE', `/api/bureau/changes/${first.body.id}`, undefined, await opened.as('chu'))
  expect(back.status).toBe(200)
  expect((await propose(opened, { ...change, name: '河湖科' }, 'shen')).status).toBe(201)
})

test('what is declined, a week old, or overtaken by its own day takes no effect', async () => {
  const opened = await openApp()
  const [declined, late, overtaken] = [
    (await propose(opened, { ...department, name: '甲科' })).body.id,
    (await propose(opened, { ...department, name: '乙科', validFrom: '2026-12-01' })).body.id,
    (await propose(opened, { ...department, name: '丙科', validFrom: '2026-09-15' })).body.id,
  ]
  await opened.ask('DELETE', `/api/bureau/changes/${declined}`, undefined, await opened.as('feng'))
  expect(said(await confirm(opened, declined))).toEqual([409, 'bureau.not-waiting'])
  opened.at('2026-09-16T09:00:00+08:00')
  const refused = await confirm(opened, overtaken)
  expect(said(refused)).toEqual([409, 'bureau.outdated'])
  expect(refused.body.problems[0].message).toContain('已经过了')
  opened.at('2026-09-22T00:00:00+08:00')
  expect(said(await confirm(opened, late))).toEqual([409, 'bureau.not-waiting'])
  expect(said(await confirm(opened, 'nothing'))).toEqual([404, 'bureau.change-not-found'])
  const { changes } = await seen(opened)
  expect(changes.map((one: KeptChange & { expired: boolean }) => [one.state, one.expired])).toEqual([
    ['waiting', true],
    ['waiting', true],
    ['declined', false],
  ])
})

test('what a suspended administrator proposed is confirmed by nobody', async () => {
  const opened = await openApp()
  const { body } = await propose(opened, department)
  await opened.ask('POST', '/api/staff/demo-chu/suspension', {}, await opened.as('shen'))
  expect(said(await confirm(opened, body.id))).toEqual([409, 'bureau.not-waiting'])
})

test('of twenty confirmations and refusals at one moment one counts', async () => {
  const opened = await openApp()
  const { body } = await propose(opened, department)
  const [shen, feng] = [await opened.as('shen'), await opened.as('feng')]
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      n % 3 === 2
        ? opened.ask('DELETE', `/api/bureau/changes/${body.id}`, undefined, feng)
        : opened.ask('POST', `/api/bureau/changes/${body.id}/confirmation`, {}, n % 3 ? shen : feng),
    ),
  )
  expect(answers.filter((one) => one.status === 200)).toHaveLength(1)
  expect(answers.filter((one) => one.body.code === 'bureau.not-waiting')).toHaveLength(19)
})

test('a change that alters nothing is not one', async () => {
  const opened = await openApp()
  const { id, name, remit, internal, kinds = [] } = opened.env.bureau.departments[0] as never as Record<string, unknown>
  const same = { kind: 'department', id, name, remit, internal, kinds, email: null, validFrom: '2026-10-01' }
  expect(said(await propose(opened, same))).toEqual([409, 'bureau.nothing-new'])
})
