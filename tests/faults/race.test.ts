import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, startServer } from '../server.ts'
import { newTip, post } from './load.ts'

let running: Running
let cookie: string

beforeAll(async () => {
  running = await startServer({ env: { DEMO: '1', INTAKE_LIMIT: '1000000' } })
  const signedIn = await call('POST', '/api/auth/demo', { as: 'qian' })
  cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
})
afterAll(() => running?.stop())

async function call(method: string, path: string, body?: object) {
  const response = await fetch(`${running.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', origin: running.url, ...(cookie && { cookie }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  return { status: response.status, headers: response.headers, body: (await response.json()) as any }
}

test('twenty rounds of fifty moves at once over real connections: one wins each round, forty-nine are told', async () => {
  const { answer } = await post(running.url, newTip())
  const { body } = await call('GET', `/api/cases?q=${answer?.reference}`)
  const id = body.items[0].id
  for (let round = 1; round <= 20; round++) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        call('POST', `/api/cases/${id}/note`, { version: round, text: `第${n}人的备注` }),
      ),
    )
    const won = answers.filter((one) => one.status === 200)
    const told = answers.filter((one) => one.body.code === 'case.moved-first' && one.body.current.version === round + 1)
    expect([won.length, told.length]).toEqual([1, 49])
    expect(won[0]?.body.version).toBe(round + 1)
  }
  const { body: after } = await call('GET', `/api/cases/${id}`)
  expect(after.events.filter((one: { type: string }) => one.type === 'case.noted')).toHaveLength(20)
})

test('twenty parallel posts of one tip under one key are one tip with one receipt', async () => {
  for (let round = 0; round < 5; round++) {
    const tip = newTip()
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(running.url, tip)))
    expect(answers.map((one) => one.status)).toEqual(Array(20).fill(201))
    expect(new Set(answers.map((one) => one.answer?.receipt)).size).toBe(1)
    const { body } = await call('GET', `/api/cases?q=${answers[0]?.answer?.reference}`)
    expect(body.items).toHaveLength(1)
  }
})

test('another body under a used key is refused, and the first tip stays as it is', async () => {
  const tip = newTip()
  const first = await post(running.url, tip)
  expect((await post(running.url, { key: tip.key, body: newTip().body })).status).toBe(422)
  expect((await post(running.url, tip)).answer).toEqual(first.answer)
})
