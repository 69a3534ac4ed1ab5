import { expect, test } from 'vitest'
import { length } from './length.ts'
import { forgetAndRestore, killAndRestore } from './log-kills.ts'

/** 15 and 3 in `npm test`, 300 and 20 in `npm run test:gate`. */
const KILLS = length(15, 300)
const RESTORES = length(3, 20)
/** A start costs about a second on two cores. */
const LIMIT_MS = (KILLS + RESTORES) * 8_000 + 120_000

test(`killed −9 ${KILLS} times around append, sign and publish, and on older databases ${RESTORES} times, the log never says two things at one size`, {
  timeout: LIMIT_MS,
}, async () => {
  const damage = await killAndRestore(KILLS, RESTORES)
  console.log(
    `${damage.kills} kills at ${damage.steps.length} places, ${damage.restores} restores, ${damage.sizes} checkpoints seen`,
  )
  expect(damage.wrong).toEqual([])
  expect(damage.restores).toBe(RESTORES)
  expect(damage.kills).toBeGreaterThan(KILLS * 0.8)
  expect(damage.steps.length).toBeGreaterThan(8)
  expect(damage.sizes).toBeGreaterThan(KILLS)
})

test('the control, a signer that remembers nothing of what it signed, forks and is seen to', {
  timeout: 120_000,
}, async () => {
  const wrong = await forgetAndRestore()
  console.log(`control: ${wrong[0]}`)
  expect(wrong.some((one) => /^size \d+ has 2 roots$/.test(one))).toBe(true)
})
