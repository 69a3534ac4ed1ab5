import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '@libsql/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Statement } from '#db/engine.ts'
import { client } from '../client.ts'
import { type Running, startServer } from '../server.ts'
import { aTip, openApp } from '../setup.ts'
import { watchLag } from './lag.ts'
import { length } from './length.ts'
import { newTip, post } from './load.ts'
import { mutate, sqlOf } from './mutant.ts'

/** Rounds of clerks at one case: 20 in `npm test`, 1,000 in `npm run test:gate`. */
const ROUNDS = length(20, 1_000)
/** Tips posted twenty times at once under one key: 5 in `npm test`, 100 in `npm run test:gate`. */
const DUPLICATES = length(5, 100)
/** How long 64 people write at once: 5 s in `npm test`, 2 min in `npm run test:gate`. */
const WRITERS_MS = length(5_000, 120_000)
const WRITERS = 64
const LIMIT_MS = ROUNDS * 3_000 + WRITERS_MS * 2 + 300_000

let running: Running
let here: ReturnType<typeof client>
let clerk: Record<string, string>

beforeAll(async () => {
  running = await startServer({ env: { DEMO: '1', INTAKE_LIMIT: '1000000' } })
  here = client(running.url)
  clerk = await here.as('qian')
})
afterAll(() => running?.stop())

/** A case of its own, by its id. */
async function newCase(): Promise<string> {
  const { answer } = await post(running.url, newTip())
  const { body } = await here.ask('GET', `/api/cases?q=${answer?.reference}`, undefined, clerk)
  return body.items[0].id
}

test(`${ROUNDS} rounds of two to fifty clerks at one case over real connections: one wins each round, the others are told`, {
  timeout: LIMIT_MS,
}, async () => {
  const id = await newCase()
  for (let round = 1; round <= ROUNDS; round++) {
    const clerks = 2 + ((round * 17) % 49)
    const answers = await Promise.all(
      Array.from({ length: clerks }, (_, n) =>
        here.ask('POST', `/api/cases/${id}/note`, { version: round, text: `第${n}人的备注` }, clerk),
      ),
    )
    const won = answers.filter((one) => one.status === 200)
    const told = answers.filter((one) => one.body.code === 'case.moved-first' && one.body.current.version === round + 1)
    expect([won.length, told.length]).toEqual([1, clerks - 1])
    expect(won[0]?.body.version).toBe(round + 1)
    // A clerk is signed out after fifteen minutes without a call, never while working; but a cookie is renewed.
    if (round % 200 === 0) clerk = await here.as('qian')
  }
  const { body: after } = await here.ask('GET', `/api/cases/${id}`, undefined, clerk)
  expect(after.events.filter((one: { type: string }) => one.type === 'case.noted')).toHaveLength(ROUNDS)
})

test('the control, which saves without looking at the version, has several winners and is seen to', async () => {
  const { ask, as, env } = await openApp()
  const { body: filed } = await ask('POST', '/api/tips', aTip())
  const qian = await as('qian')
  const { body } = await ask('GET', `/api/cases?q=${filed.reference}`, undefined, qian)
  mutate(env.db, (statement) => {
    if (/guards/.test(sqlOf(statement))) return []
    return [{ ...statement, sql: sqlOf(statement).replace('INSERT INTO events', 'INSERT OR IGNORE INTO events') }]
  })
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      ask('POST', `/api/cases/${body.items[0].id}/note`, { version: 1, text: `第${n}人的备注` }, qian),
    ),
  )
  const won = answers.filter((one) => one.status === 200).length
  console.log(`control: ${won} of 20 clerks won`)
  expect(won).toBeGreaterThan(1)
})

/** 64 people write tips, messages and notes for a while; how many of each answer they got. */
async function writeAtOnce(ask: typeof here.ask, headers: Record<string, string>, cases: string[], forMs: number) {
  const answers = new Map<number, number>()
  const until = performance.now() + forMs
  const receipts: string[] = []
  const one = async (n: number, turn: number) => {
    const receipt = receipts[(n * 31 + turn) % Math.max(1, receipts.length)]
    const what = (n + turn) % 3
    if (what === 0 || !receipt) {
      const tip = newTip()
      const said = await ask('POST', '/api/tips', JSON.parse(tip.body), { 'idempotency-key': tip.key })
      if (said.status === 201) receipts.push(said.body.receipt)
      return said
    }
    if (what === 1) return ask('POST', '/api/tips/messages', { receipt, text: `补充第${turn}条，第${n}人。` })
    const id = cases[n % cases.length]
    const { body } = await ask('GET', `/api/cases/${id}`, undefined, headers)
    return ask('POST', `/api/cases/${id}/note`, { version: body.case.version, text: `第${n}人` }, headers)
  }
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, n) => {
      for (let turn = 0; performance.now() < until; turn++) {
        const { status } = await one(n, turn)
        answers.set(status, (answers.get(status) ?? 0) + 1)
        await pause(0)
      }
    }),
  )
  return answers
}

test(`64 people write tips, messages and decisions at once for ${WRITERS_MS / 1000} s, and nobody hears that the database is busy`, {
  timeout: LIMIT_MS,
}, async () => {
  clerk = await here.as('qian')
  const cases = await Promise.all(Array.from({ length: 16 }, newCase))
  const lag = watchLag(running.url)
  const answers = await writeAtOnce(here.ask, clerk, cases, WRITERS_MS)
  console.log(`64 writers: ${JSON.stringify([...answers])}; others waited ${Math.round(await lag.stop())} ms (99 %)`)
  expect([...answers.keys()].filter((status) => ![200, 201, 409].includes(status))).toEqual([])
  expect(answers.get(201)).toBeGreaterThan(WRITERS)
  expect(answers.get(200)).toBeGreaterThan(0)
})

test('the control, which writes in transactions of several connections, has people hear it and is seen to', async () => {
  const { ask, as, env, folder } = await openApp()
  const qian = await as('qian')
  const other = createClient({ url: `file:${folder}/jingtu.db` })
  const cases: string[] = []
  for (let n = 0; n < 4; n++) {
    const { body } = await ask('POST', '/api/tips', JSON.parse(newTip().body))
    cases.push((await ask('GET', `/api/cases?q=${body.reference}`, undefined, qian)).body.items[0].id)
  }
  env.db.write = async (statements: Statement[]) => {
    const transaction = await other.transaction('write')
    try {
      const results = []
      for (const statement of statements) {
        const plain = 'toSQL' in (statement as object) ? (statement as { toSQL(): never }).toSQL() : statement
        results.push(await transaction.execute(plain as never))
      }
      await transaction.commit()
      return results
    } finally {
      transaction.close()
    }
  }
  const answers = await writeAtOnce(ask as never, qian, cases, 500)
  other.close()
  const refused = [...answers].filter(([status]) => status >= 500).reduce((sum, [, count]) => sum + count, 0)
  console.log(`control: ${refused} heard that the database is busy: ${JSON.stringify([...answers])}`)
  expect(refused).toBeGreaterThan(0)
})

test(`twenty parallel posts of one tip under one key are one tip with one receipt, ${DUPLICATES} times`, {
  timeout: LIMIT_MS,
}, async () => {
  clerk = await here.as('qian')
  for (let round = 0; round < DUPLICATES; round++) {
    const tip = newTip()
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(running.url, tip)))
    expect(answers.map((one) => one.status)).toEqual(Array(20).fill(201))
    expect(new Set(answers.map((one) => one.answer?.receipt)).size).toBe(1)
    const { body } = await here.ask('GET', `/api/cases?q=${answers[0]?.answer?.reference}`, undefined, clerk)
    expect(body.items).toHaveLength(1)
  }
})

test('the control, which names no key, makes twenty tips of one and is seen to', async () => {
  const tip = JSON.parse(newTip().body)
  const answers = await Promise.all(Array.from({ length: 20 }, () => here.ask('POST', '/api/tips', tip)))
  const receipts = new Set(answers.map((one) => one.body.receipt)).size
  console.log(`control: ${receipts} receipts of one tip`)
  expect(receipts).toBe(20)
})

test('another body under a used key is refused, and the first tip stays as it is', async () => {
  const tip = newTip()
  const first = await post(running.url, tip)
  expect((await post(running.url, { key: tip.key, body: newTip().body })).status).toBe(422)
  expect((await post(running.url, tip)).answer).toEqual(first.answer)
})
