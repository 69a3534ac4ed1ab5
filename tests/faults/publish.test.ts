import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Killing, killAtSteps, prepare } from './publish.ts'

/** Every step in `npm run test:gate`; in `npm test` one of each sort, and these many kills of the control. */
const EVERY = process.env.PUBLISH_STEPS === 'every'
const CONTROL_KILLS = 2
const LIMIT_MS = 3_600_000

let prepared: Awaited<ReturnType<typeof prepare>>
beforeAll(async () => {
  prepared = await prepare()
}, LIMIT_MS)
afterAll(() => rmSync(prepared.base, { recursive: true, force: true }))

/** The last of each sort of step: the deepest into the work. */
function oneOfEach(steps: readonly string[]): string[] {
  return [...new Map(steps.map((step) => [step.split('#')[0], step])).values()]
}

function tell({ kills, requests, down, bad }: Killing): string {
  return `${kills.length} kills, ${requests} requests, ${down} of them to a dead server, ${bad.length} bad answers`
}

test(`killed at ${EVERY ? 'every step' : 'a step of each sort'} of publishing, no reader meets a dead link, half a file or a fault, and starting again gives the same pages`, {
  timeout: LIMIT_MS,
}, async () => {
  expect(prepared.steps.length).toBeGreaterThan(100)
  const steps = EVERY ? prepared.steps : oneOfEach(prepared.steps)
  const killing = await killAtSteps(prepared, steps)
  console.log(tell(killing))
  expect(killing.bad).toEqual([])
  expect(killing.kills.filter((kill) => kill.wrong.length > 0)).toEqual([])
  expect(killing.requests - killing.down).toBeGreaterThan(steps.length * 5)
})

test('the control, which writes in place and links first, is seen by the readers and on the disk', {
  timeout: LIMIT_MS,
}, async () => {
  const steps = prepared.steps.filter((step) => step.startsWith('site:swapped#')).slice(0, CONTROL_KILLS)
  const killing = await killAtSteps(prepared, steps, join(import.meta.dirname, 'torn.ts'))
  console.log(`control: ${tell(killing)}`)
  const seen = [...killing.bad, ...killing.kills.flatMap((kill) => kill.wrong)]
  expect(seen.filter((one) => one.includes('half a file')).length).toBeGreaterThan(0)
  expect(seen.filter((one) => /linked, not there|: 404/.test(one)).length).toBeGreaterThan(0)
})
