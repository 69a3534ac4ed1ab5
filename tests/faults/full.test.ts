import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { startServer } from '../server.ts'
import { fill, memoryDisk, skipLoudly, whyNoMount } from './disk.ts'
import { countLost } from './kill.ts'
import { length } from './length.ts'
import { type Acknowledged, newTip, uploadPhoto } from './load.ts'
import { smallPhoto } from './photos.ts'

/** Posts on the full disk: 60 in `npm test`, 2,000 in `npm run test:gate`. */
const POSTS = length(60, 2_000)
const LIMIT_MS = POSTS * 200 + 120_000
/** Room for the database and the pages of an empty instance. */
const MEGABYTES = 16
const RECOVERS_MS = 2_000

type Answered = { status: number; retryAfter: string | null }

/** Fills the disk under a serving instance, posts, frees it, posts again. */
async function onFullDisk(posts: number, entry?: string) {
  const disk = memoryDisk(MEGABYTES)
  onTestFinished(() => disk.remove())
  const running = await startServer({
    dataDir: disk.path,
    env: { DEMO: '0', INTAKE_LIMIT: '1000000' },
    ...(entry && { entry }),
  })
  const acknowledged: Acknowledged[] = []
  const post = async (): Promise<Answered> => {
    const tip = newTip()
    const response = await fetch(`${running.url}/api/tips`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': tip.key },
      body: tip.body,
    })
    const body = (await response.json()) as { reference: string; receipt: string }
    if (response.status === 201) acknowledged.push({ ...tip, ...body, photo: null })
    return { status: response.status, retryAfter: response.headers.get('retry-after') }
  }
  const photo = await smallPhoto()
  try {
    for (let n = 0; n < 5; n++) await post()
    const before = acknowledged.length
    const ballast = fill(disk)
    const full: Answered[] = []
    const reads: number[] = []
    let photosTaken = 0
    let readiness = 0
    for (let n = 0; n < posts; n++) {
      full.push(await post())
      if (n % 10 !== 0) continue
      if (await uploadPhoto(running.url, photo)) photosTaken += 1
      reads.push((await fetch(`${running.url}/`)).status)
      reads.push((await fetch(`${running.url}/report/`)).status)
    }
    readiness = (await fetch(`${running.url}/readyz`)).status
    const lostWhileFull = await countLost(running.url, acknowledged)
    rmSync(ballast)
    const freed = performance.now()
    let recoveredMs = Number.POSITIVE_INFINITY
    while (performance.now() - freed < 10_000) {
      if ((await post()).status === 201) {
        recoveredMs = performance.now() - freed
        break
      }
      await pause(50)
    }
    const readyAgain = (await fetch(`${running.url}/readyz`)).status
    const lost = await countLost(running.url, acknowledged)
    return { before, full, reads, photosTaken, readiness, lostWhileFull, recoveredMs, readyAgain, lost }
  } finally {
    await running.kill()
  }
}

test(`on a full disk ${POSTS} tips are refused for now, none is acknowledged and lost, pages are read, and with space again it goes on by itself`, {
  timeout: LIMIT_MS,
}, async (context) => {
  const why = whyNoMount()
  if (why) skipLoudly(context, why)
  const seen = await onFullDisk(POSTS)
  const refused = seen.full.filter((one) => one.status === 503)
  console.log(
    `${refused.length} of ${POSTS} refused on a full disk, ${seen.photosTaken} photos taken, ${seen.lost} lost; goes on ${Math.round(seen.recoveredMs)} ms after there is space`,
  )
  expect(new Set(seen.full.map((one) => one.status)).difference(new Set([201, 503]))).toEqual(new Set())
  expect(refused.length).toBeGreaterThan(POSTS / 2)
  expect(refused.every((one) => Number(one.retryAfter) > 0)).toBe(true)
  expect(seen.before).toBe(5)
  expect(new Set(seen.reads)).toEqual(new Set([200]))
  expect([seen.lostWhileFull, seen.lost]).toEqual([0, 0])
  expect(seen.readiness).toBe(503)
  expect(seen.recoveredMs).toBeLessThan(RECOVERS_MS)
  expect(seen.readyAgain).toBe(200)
})

test('the control, which acknowledges before it commits, loses tips on a full disk and is seen to', {
  timeout: LIMIT_MS,
}, async (context) => {
  const why = whyNoMount()
  if (why) skipLoudly(context, why)
  const seen = await onFullDisk(20, join(import.meta.dirname, 'early.ts'))
  console.log(`control: ${seen.lost} acknowledged tips lost on a full disk`)
  expect(seen.lost).toBeGreaterThan(0)
})
