import { beforeAll, expect, test } from 'vitest'
import { SUPERVISION_ARTICLE } from '#domain/case/mark.ts'
import { printedEvents } from '#domain/case/printing.ts'
import { REJECTIONS } from '#domain/case/rejection.ts'
import { aTip, type Opened, openApp, type Person } from '../setup.ts'

let here: Opened
let id: string
let receipt: string
beforeAll(async () => {
  here = await openApp()
  const { body } = await here.ask('POST', '/api/tips', aTip())
  receipt = body.receipt
  const { body: list } = await here.ask('GET', `/api/cases?q=${body.reference}`, undefined, await here.as('qian'))
  id = list.items[0].id
})
const ask = async (who: Person, method: string, path: string, body?: object) =>
  here.ask(method, `/api/cases/${path}`, body, await here.as(who))

test('each print is written down with its copy, whose it is and when, and does not move the case', async () => {
  const first = await ask('qian', 'POST', `${id}/printing`, { kind: 'internal' })
  expect([first.status, first.body]).toEqual([
    201,
    { ok: true, copy: 1, at: '2026-09-14T10:00:00+08:00', kind: 'internal', by: '钱登记' },
  ])
  const both = await Promise.all(
    ['zhao', 'sun'].map((who) => ask(who as Person, 'POST', `${id}/printing`, { kind: 'external' })),
  )
  expect(both.map((one) => one.body.copy).sort()).toEqual([2, 3])
  const { body } = await ask('qian', 'GET', id)
  expect(body.case.version).toBe(1)
  expect(body.printings.map((one: { copy: number; kind: string }) => [one.copy, one.kind])).toEqual([
    [1, 'internal'],
    [2, 'external'],
    [3, 'external'],
  ])
})

test('nobody prints what they may not read, and no other kind', async () => {
  expect((await ask('zhou', 'POST', `${id}/printing`, { kind: 'internal' })).body.code).toBe('case.not-found')
  expect((await ask('qian', 'POST', `${id}/printing`, { kind: 'public' })).status).toBe(422)
})

test('what is for outside holds what the reporter may know: no note, no finding, no proposal', async () => {
  await ask('qian', 'POST', `${id}/note`, { version: 1, text: '只有我们知道的备注' })
  await ask('qian', 'POST', `${id}/acceptance`, { version: 2 })
  await ask('zhao', 'POST', `${id}/supervision`, { version: 3, ground: 'late', text: '督办的内部要求' })
  await ask('qian', 'POST', `${id}/assignment`, { version: 4, to: '410102011' })
  await ask('li', 'POST', `${id}/investigation`, { version: 5, findings: '内部的调查情况', on: '2026-09-14' })
  const { body } = await ask('qian', 'GET', id)
  const outside = JSON.stringify(printedEvents(body.events, 'external'))
  for (const secret of ['只有我们知道的备注', '督办的内部要求', '内部的调查情况', 'case.noted', 'case.supervised'])
    expect(outside).not.toContain(secret)
  const inside = JSON.stringify(printedEvents(body.events, 'internal'))
  for (const word of ['只有我们知道的备注', '督办的内部要求', '内部的调查情况']) expect(inside).toContain(word)
  const { body: told } = await here.ask('POST', '/api/tips/status', { receipt })
  for (const secret of ['只有我们知道的备注', '督办的内部要求', '内部的调查情况'])
    expect(JSON.stringify(told)).not.toContain(secret)
})

test('events name the article they rest on', async () => {
  const { body } = await ask('qian', 'GET', id)
  const article = (type: string) => body.events.find((one: { type: string }) => one.type === type)?.article
  expect(article('case.supervised')).toBe(SUPERVISION_ARTICLE)
  expect(article('case.accepted')).toContain('第15号')
  expect(article('case.noted')).toBeNull()
  const { body: other } = await here.ask('POST', '/api/tips', aTip({ description: '另一件演示举报，事项不同。' }))
  const { body: list } = await here.ask('GET', `/api/cases?q=${other.reference}`, undefined, await here.as('qian'))
  await ask('qian', 'POST', `${list.items[0].id}/rejection`, {
    version: 1,
    ground: 'not-remit',
    tell: '请向城管反映。',
  })
  const { body: refused } = await ask('qian', 'GET', list.items[0].id)
  expect(refused.events.at(-1).article).toBe(REJECTIONS['not-remit'].article)
})
