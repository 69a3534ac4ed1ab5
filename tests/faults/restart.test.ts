import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { freshDataDir, startServer } from '../server.ts'
import { reckon } from './kill.ts'
import { length } from './length.ts'
import { type Ledger, newTip, resident } from './load.ts'
import { answerOf, openRaw, requestBytes } from './raw.ts'

/** 5 in `npm test`, 50 in `npm run test:gate`. */
const RESTARTS = length(3, 50)
const LIMIT_MS = RESTARTS * 20_000 + 120_000
const ENV = { DEMO: '0', INTAKE_LIMIT: '1000000' }
const CLIENTS = 8
/** Requests whose body is half sent when the server is told to stop. */
const HALF_SENT = 4

/** Stops the server under load as often as asked; what was cut, how long going took at most, and the ledger. */
async function restartUnderLoad(restarts: number, entry?: string) {
  const dataDir = freshDataDir()
  const server = { dataDir, env: ENV, ...(entry && { entry }) }
  const ledger: Ledger = { acknowledged: [], open: [] }
  let cut = 0
  let slowestMs = 0
  for (let round = 0; round < restarts; round++) {
    const running = await startServer(server)
    let stopped = false
    const clients = Array.from({ length: CLIENTS }, () => resident(running.url, ledger, () => stopped))
    const before = ledger.acknowledged.length
    for (let waited = 0; ledger.acknowledged.length === before && waited < 5000; waited += 10) await pause(10)
    const halves = await Promise.all(Array.from({ length: HALF_SENT }, () => halfSent(running.url)))
    await pause(Math.random() * 100)
    const began = performance.now()
    const gone = running.stop()
    await refusesNewcomers(running.url)
    for (const half of halves) half.finish()
    await gone
    slowestMs = Math.max(slowestMs, performance.now() - began)
    stopped = true
    await Promise.all(clients)
    for (const half of halves) {
      const answer = await half.answer()
      if (answer) ledger.acknowledged.push(answer)
      else cut += 1
    }
  }
  const outcome = await reckon(server, ledger)
  rmSync(dataDir, { recursive: true, force: true })
  return { ...outcome, cut, slowestMs }
}

/** Waits until nobody new gets in: the server has begun to go. */
async function refusesNewcomers(url: string): Promise<void> {
  for (;;) {
    const { socket } = await openRaw(url)
    if (socket.destroyed) return
    socket.destroy()
    await pause(10)
  }
}

/** A tip whose first half has surely reached the server: it has said to go on. */
async function halfSent(url: string) {
  const tip = newTip()
  const headers = { 'content-type': 'application/json', 'idempotency-key': tip.key, expect: '100-continue' }
  const bytes = requestBytes('POST', '/api/tips', headers, tip.body)
  const raw = await openRaw(url)
  raw.socket.write(bytes.subarray(0, bytes.length - 40))
  while (!raw.came().includes('100 Continue') && !raw.socket.destroyed) await pause(5)
  return {
    finish: () => void raw.socket.write(bytes.subarray(bytes.length - 40)),
    async answer() {
      await raw.closed
      const { status, text } = answerOf({ ...raw, came: () => raw.came().replace('HTTP/1.1 100 Continue\r\n\r\n', '') })
      if (status !== 201) return null
      const body = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)
      return { ...tip, ...(JSON.parse(body) as { reference: string; receipt: string }), photo: null }
    },
  }
}

test(`told to stop under load, ${RESTARTS} times: what is under way is answered, the server is gone within ten seconds, and no acknowledged tip is lost`, {
  timeout: LIMIT_MS,
}, async () => {
  const { cut, slowestMs, ...outcome } = await restartUnderLoad(RESTARTS)
  console.log(
    `${RESTARTS} restarts, ${outcome.acknowledged} tips acknowledged, ${outcome.lost} lost, ${cut} requests cut; gone after ${Math.round(slowestMs)} ms at most`,
  )
  expect({ ...outcome, cut }).toMatchObject({ lost: 0, surplus: 0, changed: 0, integrity: 'ok', cut: 0 })
  expect(outcome.acknowledged).toBeGreaterThan(RESTARTS * HALF_SENT)
  expect(slowestMs).toBeLessThan(10_000)
})

test('the control, which goes at once, cuts requests and is seen to', { timeout: LIMIT_MS }, async () => {
  const { cut } = await restartUnderLoad(1, join(import.meta.dirname, 'abrupt.ts'))
  console.log(`control: ${cut} requests cut`)
  expect(cut).toBeGreaterThan(0)
})
