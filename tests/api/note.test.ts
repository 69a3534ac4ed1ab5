import { beforeAll, expect, test } from 'vitest'
import { drainOutbox } from '#api/jobs/outbox.ts'
import { whyNot } from '#domain/case/guard.ts'
import { printedEvents } from '#domain/case/printing.ts'
import { CASE_STATES } from '#domain/case/state.ts'
import { aCase } from '../fixtures/case.ts'
import { aTip, type Opened, openApp, type Person } from '../setup.ts'

const SECRET = '只有我们知道的演示备注'
let here: Opened
let id: string
let receipt: string
beforeAll(async () => {
  here = await openApp()
  const notify = { email: 'reporter@demo.invalid' }
  const { body } = await here.ask('POST', '/api/tips', aTip({ reporter: { mode: 'anonymous', notify } }))
  receipt = body.receipt
  const { body: list } = await here.ask('GET', `/api/cases?q=${body.reference}`, undefined, await here.as('qian'))
  id = list.items[0].id
})
const decide = async (who: Person, decision: string, body: object = {}) => {
  const { body: before } = await here.ask('GET', `/api/cases/${id}`, undefined, await here.as(who))
  const sent = { version: before.case.version, ...body }
  const { status, body: said } = await here.ask('POST', `/api/cases/${id}/${decision}`, sent, await here.as(who))
  expect(status, `${decision}: ${JSON.stringify(said)}`).toBe(200)
}

test('a note can be added in every state, by everybody who works on the case', () => {
  for (const role of ['clerk', 'handler', 'head'] as const)
    for (const state of CASE_STATES) {
      const actor = { id: 'x', name: 'x', role, org: '410102011' }
      expect(whyNot(aCase({ state, assignee: '410102011' }), 'note', actor, '2026-09-14'), `${role} ${state}`).toBe(
        undefined,
      )
    }
})

test('from receipt to answer, notes stay inside: no receipt, page, mail, table or print for outside has one', async () => {
  const steps: [Person, string, object?][] = [
    ['qian', 'registration'],
    ['qian', 'acceptance'],
    ['qian', 'assignment', { to: '410102011' }],
    ['li', 'investigation', { findings: '查过。', on: '2026-09-14' }],
    ['li', 'closure-proposal', { outcome: 'substantiated', remedied: 'yes', measures: '清走了。' }],
    ['zhao', 'closure'],
    ['qian', 'reply', { text: '已办结。' }],
  ]
  for (const [who, decision, body] of steps) {
    await decide(who, decision, body)
    await decide('sun', 'note', { text: SECRET })
    const { body: told } = await here.ask('POST', '/api/tips/status', { receipt })
    expect(told.ok).toBe(true)
    expect(JSON.stringify(told), decision).not.toContain(SECRET)
  }
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
  const page = await here.ask('POST', '/api/tips/status', new URLSearchParams({ receipt }).toString(), headers)
  expect(page.status).toBe(200)
  const table = await here.ask('GET', '/api/cases/export', undefined, await here.as('qian'))
  const { body: inside } = await here.ask('GET', `/api/cases/${id}`, undefined, await here.as('qian'))
  await drainOutbox(here.env)
  expect(here.mails.length).toBeGreaterThan(0)
  expect(table.body).toContain('清走了。')
  const outside = [
    page.body,
    table.body,
    JSON.stringify(here.mails),
    JSON.stringify(printedEvents(inside.events, 'external')),
  ]
  for (const one of outside) expect(one).not.toContain(SECRET)
  // The control: inside it is there, once for each step.
  expect(JSON.stringify(inside.events).split(SECRET)).toHaveLength(steps.length + 1)
})
