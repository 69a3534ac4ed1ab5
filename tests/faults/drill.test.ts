import { expect, test } from 'vitest'
import { byBackup, byCopying, drill, type Round } from './drill.ts'
import { length } from './length.ts'

/** 2 in `npm test`, 20 in `npm run test:gate`. */
const DRILLS = length(2, 20)
const LIMIT_MS = DRILLS * 30_000 + 120_000

test(`backup, kill, restore, start, ${DRILLS} times under constant intake: what was acknowledged before is there`, {
  timeout: LIMIT_MS,
}, async () => {
  const { rounds, oldest } = await drill(DRILLS, byBackup)
  console.log(table(rounds))
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
  const outcome = await drill(1, byCopying).catch((error: Error) => error)
  console.log(outcome instanceof Error ? `control: ${outcome.message}` : `control:\n${table(outcome.rounds)}`)
  // Only the copy may be to blame: it loses, or the server does not start from it.
  if (outcome instanceof Error) expect(outcome.message).toMatch(/^the server ended .*(malformed|not a database)/s)
  else expect(outcome.rounds[0]?.lost).toBeGreaterThan(0)
})

function table(rounds: Round[]): string {
  const ms = (value: number) => `${value.toFixed(0)} ms`
  const lines = rounds.map(
    (one, n) =>
      `round ${n + 1}: ${one.before} tips before the backup, ${one.lost} lost, ${one.photosLost} photos lost;` +
      ` RPO ${ms(one.rpoMs)} (${one.after} tips since it began, ${one.gone} gone); RTO ${ms(one.rtoMs)}`,
  )
  const most = (pick: (one: Round) => number) => Math.max(...rounds.map(pick))
  return [...lines, `RPO at most ${ms(most((one) => one.rpoMs))}, RTO at most ${ms(most((one) => one.rtoMs))}`].join(
    '\n',
  )
}
