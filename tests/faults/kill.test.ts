import { join } from 'node:path'
import { expect, test } from 'vitest'
import { killDuringIntake } from './kill.ts'
import { length } from './length.ts'

/** 6 in `npm test`, 300 in `npm run test:gate`. */
const KILLS = length(6, 300)
/** The control loses a handful at every kill: a few show that the harness can see a loss. */
const CONTROL_KILLS = length(4, 60)
/** Restarts cost about a second each on two cores. */
const LIMIT_MS = (KILLS + CONTROL_KILLS) * 5_000 + 120_000

test(`kill −9 during intake, ${KILLS} times: no acknowledged tip is lost and none is there twice`, {
  timeout: LIMIT_MS,
}, async () => {
  const { readyMs, ...outcome } = await killDuringIntake(KILLS)
  const ready = readyMs.sort((a, b) => a - b)
  console.log(
    `${KILLS} kills, ${outcome.acknowledged} tips acknowledged, ${outcome.lost} lost; ready again after` +
      ` ${Math.round(ready[Math.floor(ready.length / 2)] ?? 0)} ms (median), ${Math.round(ready.at(-1) ?? 0)} ms (most)`,
  )
  expect(outcome.acknowledged).toBeGreaterThan(KILLS)
  expect(outcome).toMatchObject({ lost: 0, surplus: 0, changed: 0, photosLost: 0, integrity: 'ok' })
})

test('the control, which acknowledges before it commits, loses tips and is seen to', {
  timeout: LIMIT_MS,
}, async () => {
  const outcome = await killDuringIntake(CONTROL_KILLS, join(import.meta.dirname, 'early.ts'))
  console.log(`control: ${CONTROL_KILLS} kills, ${outcome.acknowledged} tips acknowledged, ${outcome.lost} lost`)
  expect(outcome.lost).toBeGreaterThan(0)
})
