import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startServer } from '../server.ts'
import { watchLag } from './lag.ts'
import { length } from './length.ts'
import { newTip } from './load.ts'

/** Once for two seconds in `npm test`, 20 times for seven in `npm run test:gate`. */
const LOCKS = length(1, 20)
const HOLD_MS = length(2_000, 7_000)
const LIMIT_MS = LOCKS * (HOLD_MS + 15_000) + 120_000
const RECOVERS_MS = 2_000
const WRITERS = 4

/** Another process holds the write lock while tips are posted; what they were told, how long everything else waited. */
async function underLock(locks: number, entry?: string) {
  const running = await startServer({
    env: { DEMO: '0', INTAKE_LIMIT: '1000000' },
    ...(entry && { entry: join(import.meta.dirname, entry) }),
  })
  const answers: { status: number; retryAfter: string | null }[] = []
  const recoveries: number[] = []
  const lags: number[] = []
  const post = async () => {
    const tip = newTip()
    const response = await fetch(`${running.url}/api/tips`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': tip.key },
      body: tip.body,
    })
    await response.text()
    answers.push({ status: response.status, retryAfter: response.headers.get('retry-after') })
    return response.status
  }
  try {
    for (let round = 0; round < locks; round++) {
      await post()
      const holder = await hold(join(running.dataDir, 'jingtu.db'))
      const lag = watchLag(running.url)
      let held = true
      const writers = Array.from({ length: WRITERS }, async () => {
        while (held) {
          await post()
          await pause(20)
        }
      })
      await holder.released
      const released = performance.now()
      held = false
      let recoveredMs = Number.POSITIVE_INFINITY
      while (recoveredMs === Number.POSITIVE_INFINITY && performance.now() - released < RECOVERS_MS * 2)
        if ((await post()) === 201) recoveredMs = performance.now() - released
      await Promise.all(writers)
      lags.push(await lag.stop())
      recoveries.push(recoveredMs)
    }
  } finally {
    await running.kill()
  }
  return { answers, recoveredMs: Math.max(...recoveries), lagMs: Math.max(...lags) }
}

async function hold(path: string): Promise<{ released: Promise<void> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'holder.ts'), path, String(HOLD_MS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said = (word: string) =>
    new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk) => String(chunk).includes(word) && resolve())
      child.once('exit', () => reject(new Error(`the holder ended before it ${word} the lock`)))
    })
  const released = said('released')
  await said('held')
  return { released }
}

test(`another process locks the database for ${HOLD_MS / 1000} s, ${LOCKS} times: tips are refused for now, everything else is answered, and it goes on after`, {
  timeout: LIMIT_MS,
}, async () => {
  const { answers, recoveredMs, lagMs } = await underLock(LOCKS)
  const refused = answers.filter((one) => one.status === 503)
  console.log(
    `${LOCKS} locks: ${refused.length} of ${answers.length} refused; a write succeeds ${Math.round(recoveredMs)} ms after release, others waited ${Math.round(lagMs)} ms (99 %)`,
  )
  expect(new Set(answers.map((one) => one.status))).toEqual(new Set([201, 503]))
  expect(refused.every((one) => Number(one.retryAfter) > 0)).toBe(true)
  expect(recoveredMs).toBeLessThan(RECOVERS_MS)
  expect(lagMs).toBeLessThan(HOLD_MS / 2)
})

test('the control that waits for the lock holds up everybody, and is seen to', { timeout: LIMIT_MS }, async () => {
  const { lagMs } = await underLock(1, 'waiting.ts')
  console.log(`control: others waited ${Math.round(lagMs)} ms (99 %)`)
  expect(lagMs).toBeGreaterThan(HOLD_MS / 2)
})

test('the control that cannot make its connection anew never writes again, and is seen to', {
  timeout: LIMIT_MS,
}, async () => {
  const { recoveredMs } = await underLock(1, 'stuck.ts')
  console.log(`control: a write succeeds ${recoveredMs} ms after release`)
  expect(recoveredMs).toBeGreaterThan(RECOVERS_MS)
})
