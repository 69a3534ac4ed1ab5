import { expect, test } from 'vitest'
import { byBackup, byCopying, drill, type Round } from './drill.ts'
import { length } from './length.ts'

/** 2 in `npm test`, 20 in `npm run test:gate`. */
const DRILLS = length(1, 20)
const LIMIT_MS = DRILLS * 60_000 + 120_000

test(`backup, kill, restore, start, ${DRILLS} times under constant intake: what was acknowledged before is there`, {
  timeout: LIMIT_MS,
}, async () => {
  const { rounds, oldest } = await drill(DRILLS, byBackup, (round) => console.log(saying(round)))
  const most = (pick: (one: Round) => number) => Math.max(...rounds.map(pick)).toFixed(0)
  console.log(`RPO at most ${most((one) => one.rpoMs)} ms, RTO at most ${most((one) => one.rtoMs)} ms`)
  expect(rounds).toHaveLength(DRILLS)
  for (const round of rounds) expect(round).toMatchObject({ lost: 0, photosLost: 0 })
  expect(rounds.at(-1)?.before).toBeGreaterThan(DRILLS * 10)
  expect(rounds.reduce((sum, one) => sum + one.after, 0)).toBeGreaterThan(0)
  // The first backup comes back as well as the last, as it was then, and says from when it is.
  console.log(`the oldest copy again: ${oldest.before} tips, ${oldest.lost} lost, RTO ${oldest.rtoMs.toFixed(0)} ms`)
  expect(oldest).toMatchObject({ lost: 0, photosLost: 0 })
  if (DRILLS > 1) expect(oldest.gone).toBeGreaterThan(0)
  expect(oldest.said).toMatch(/made: \d{4}-\d\d-\d\dT.*（\d+ 分钟/)
})

test('the control, which copies files as they lie, loses tips or does not come back, and is seen to', {
  timeout: 120_000,
}, async () => {
  const tell = (round: Round) => console.log(`control: ${saying(round)}`)
  const outcome = await drill(1, byCopying, tell).catch((error: Error) => error)
  if (outcome instanceof Error) console.log(`control: ${outcome.message}`)
  // Only the copy may be to blame: it loses, or the server does not start from it.
  if (outcome instanceof Error) expect(outcome.message).toMatch(/^the server ended .*(malformed|not a database)/s)
  else expect(outcome.rounds[0]?.lost).toBeGreaterThan(0)
})

function saying({ before, lost, photosLost, rpoMs, after, gone, rtoMs }: Round): string {
  return (
    `${before} tips before the copy, ${lost} lost, ${photosLost} photos lost; RPO ${rpoMs.toFixed(0)} ms` +
    ` (${after} tips since it began, ${gone} gone); RTO ${rtoMs.toFixed(0)} ms`
  )
}
