import { beforeAll, expect, test } from 'vitest'
import { fillTextTemplate, textTemplateProblems } from '#domain/case/text-template.ts'
import { TEXT_TEMPLATES } from '#domain/words/zh/text-template.ts'
import { aTip, type Opened, openApp, type Person } from '../setup.ts'

let here: Opened
beforeAll(async () => {
  here = await openApp()
})
const ask = async (who: Person, method: string, path = '', body?: object) =>
  here.ask(method, `/api/text-templates${path}`, body, await here.as(who))
type Listed = { id: string; version: number; name: string; text: string }
const list = async (): Promise<Listed[]> => (await ask('qian', 'GET')).body.items

test('texts of ours are there from the start, each fit to be saved, one for every ground of refusal', async () => {
  expect((await list()).map((one) => [one.id, one.version])).toEqual(TEXT_TEMPLATES.map((one) => [one.id, 0]))
  for (const { ground, id: _, version: __, ...one } of TEXT_TEMPLATES)
    expect(textTemplateProblems({ ...one, ...(ground && { ground }) })).toEqual([])
  const decisions = new Set(TEXT_TEMPLATES.map((one) => one.decision))
  for (const one of [
    'information-request',
    'acceptance',
    'rejection',
    'extension-request',
    'transfer',
    'reply',
  ] as const)
    expect(decisions).toContain(one)
  expect(TEXT_TEMPLATES.filter((one) => one.ground)).toHaveLength(8)
})

test('a head writes one, changes one of ours, and takes one away; each has its event', async () => {
  const sent = { decision: 'reply', name: '答复：已通知', text: '您反映的 {{受理编号}} 已经通知{{承办单位}}。' }
  const added = await ask('zhao', 'POST', '', sent)
  expect(added.status).toBe(201)
  const ours = { decision: 'reply', name: '答复：属实', text: '编号 {{受理编号}}，情况属实。' }
  expect((await ask('zheng', 'PUT', '/reply-substantiated', { ...ours, version: 0 })).body.version).toBe(1)
  expect((await ask('zhao', 'DELETE', '/transfer-not-ours')).status).toBe(200)
  const items = await list()
  expect(items.find((one) => one.id === added.body.id)).toMatchObject({ ...sent, version: 1 })
  expect(items.find((one) => one.id === 'reply-substantiated')).toMatchObject({ ...ours, version: 1 })
  expect(items.map((one) => one.id)).not.toContain('transfer-not-ours')
  const { rows } = await here.db.query(
    "SELECT subject, seq, type FROM events WHERE subject LIKE 'text-template:%' ORDER BY id",
  )
  expect(rows.map((row) => [row.subject, row.seq, row.type])).toEqual([
    [`text-template:${added.body.id}`, 1, 'template.added'],
    ['text-template:reply-substantiated', 1, 'template.changed'],
    ['text-template:transfer-not-ours', 1, 'template.removed'],
  ])
})

test('whoever saw an older one is told, and so is one who looks for what was taken away', async () => {
  const change = { version: 0, decision: 'reply', name: '答复：部分属实', text: '部分属实。' }
  expect((await ask('zhao', 'PUT', '/reply-partly', change)).status).toBe(200)
  const { status, body } = await ask('zheng', 'PUT', '/reply-partly', { ...change, text: '另一个' })
  expect([status, body.code, body.current.version]).toEqual([409, 'template.moved-first', 1])
  await ask('zhao', 'DELETE', '/acceptance-told')
  expect((await ask('zhao', 'DELETE', '/acceptance-told')).body.code).toBe('template.not-found')
  const back = { version: 2, decision: 'acceptance', name: '又来', text: '又来' }
  expect((await ask('zhao', 'PUT', '/acceptance-told', back)).status).toBe(404)
})

test.each([
  ['{{举报人姓名}}，您好', '没有“{{举报人姓名}}”这个变量，请从列表里选一个。'],
  ['编号 {{受理编号', '有一对大括号没有写完整，变量要写成“{{受理编号}}”的样子。'],
  ['编号 受理编号}}', '有一对大括号没有写完整，变量要写成“{{受理编号}}”的样子。'],
  ['{{constructor}}', '没有“{{constructor}}”这个变量，请从列表里选一个。'],
])('a variable nobody knows is a problem: %s', async (text, message) => {
  const { status, body } = await ask('zhao', 'POST', '', { decision: 'reply', name: '试', text })
  expect([status, body.problems]).toEqual([422, [{ path: 'text', code: 'unknown-variable', message }]])
})

test('a ground belongs to a rejection alone', async () => {
  const sent = { decision: 'reply', ground: 'not-remit', name: '试', text: '试' }
  expect((await ask('zhao', 'POST', '', sent)).body.problems[0].path).toBe('ground')
})

test('variables become what is known of the case; the rest stays open, and cannot go out', async () => {
  const { body: tip } = await here.ask('POST', '/api/tips', aTip())
  const clerk = await here.as('qian')
  const { body: found } = await here.ask('GET', `/api/cases?q=${tip.reference}`, undefined, clerk)
  const path = `/api/cases/${found.items[0].id}`
  const { body } = await here.ask('GET', path, undefined, clerk)
  expect(body.textValues).toMatchObject({ reference: tip.reference, received: '2026年9月14日', by: '2026年11月13日' })
  const text = fillTextTemplate('编号 {{受理编号}}，{{ 期限 }}以前，{{承办单位}}办。', body.textValues)
  expect(text).toBe(`编号 ${tip.reference}，2026年11月13日以前，（请填写承办单位）办。`)
  const open = await here.ask('POST', `${path}/acceptance`, { version: 1, text }, clerk)
  expect([open.status, open.body.problems[0].code]).toEqual([422, 'to-fill-in'])
  const whole = text.replace('（请填写承办单位）', '街道')
  expect((await here.ask('POST', `${path}/acceptance`, { version: 1, text: whole }, clerk)).status).toBe(200)
  const { body: told } = await here.ask('POST', '/api/tips/status', { receipt: tip.receipt })
  expect(told.messages.at(-1)).toMatchObject({ from: 'bureau', text: whole })
})
