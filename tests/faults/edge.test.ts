import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdBucket } from '#api/senders/edge-deploy.ts'
import { openPublisher } from '#api/senders/publisher.ts'
import { builtHash } from '#api/senders/site.ts'
import { insertPublication } from '#db/publication.ts'
import { emulatedBuckets, md5sIn, md5sOf, watched } from '../fixtures/bucket.ts'
import { bureau } from '../fixtures/bureau.ts'
import { World } from '../fixtures/world.ts'
import { openApp } from '../setup.ts'
import { folder as built, render } from '../site/build.ts'
import { differences, quickFolder } from '../tree.ts'
import { wrongAmong } from './readers.ts'

/** Every step in `npm run test:gate`; in `npm test` every eightieth put and all other sorts. */
const EVERY = process.env.PUBLISH_STEPS === 'every'
/** Published before anything is deployed, and meanwhile: a register entry, filings, a correction, a withdrawal. */
const BEFORE = 47
const MEANWHILE = 6

const now = new Date('2026-03-01T09:00:00+08:00')
const machine = { id: '1', name: 'build-1' }
const folder = quickFolder('edge')
const [older, newer] = [join(folder, 'older'), join(folder, 'newer')]
let emulated: Awaited<ReturnType<typeof emulatedBuckets>>
let seen: ReturnType<typeof watched>

beforeAll(async () => {
  emulated = await emulatedBuckets()
  seen = watched(emulated.site)
  const { db, env } = await openApp({ at: now.toISOString() })
  const figures = { week: '2026-W09', weekEndsOn: '2026-03-01', open: '7', answered: '9', overdue: '0' }
  const publisher = openPublisher({
    db,
    dataDir: folder,
    built: { folder: built, hash: await builtHash(built), render },
    about: { bureau, demo: true, origin: 'https://example.invalid', turnstileSiteKey: null },
    filed: async () => null,
    figures: async () => figures,
    now: env.now,
    step: () => {},
  })
  const world = new World(7, 3)
  for (const [until, copy] of [
    [BEFORE, older],
    [BEFORE + MEANWHILE, newer],
  ] as const) {
    while ((await db.query('SELECT 1 FROM publications')).rows.length < until) {
      const { record, year } = world.next('2026-03-01')
      await db.write(insertPublication(record, year))
    }
    await publisher.bring()
    cpSync(join(folder, 'site'), copy, { recursive: true, dereference: true })
  }
  await deploy(older)
})
afterAll(async () => {
  await emulated.close()
  rmSync(folder, { recursive: true, force: true })
})

class Killed extends Error {}

/** Deploys; at the n-th passing of a step nothing more is asked of the bucket, as when the process dies there. */
async function deploy(site: string, at?: string): Promise<string[]> {
  const steps: string[] = []
  const times = new Map<string, number>()
  const step = (name: string) => {
    times.set(name, (times.get(name) ?? 0) + 1)
    if (at && steps.at(-1) === at) throw new Killed()
    steps.push(`${name}#${times.get(name)}`)
    if (steps.at(-1) === at) throw new Killed()
  }
  try {
    await (await holdBucket(seen.bucket, machine, { now, step })).deploy(site)
  } catch (error) {
    if (!(error instanceof Killed)) throw error
  }
  // What was on its way when it died arrives.
  await seen.settled()
  return steps
}

/** What a reader of the bucket would meet: links that lead nowhere. */
const wrongIn = (there: ReadonlyMap<string, Uint8Array>) =>
  wrongAmong(
    [...there.keys()].map((path) => `/${path}`),
    (path) => there.get(path.slice(1)) as Uint8Array,
  )

test(`killed at ${EVERY ? 'every step' : 'steps of each sort'} of a deployment, readers meet no dead link, and running it again gives the same bytes`, {
  timeout: 1_800_000,
}, async () => {
  expect(wrongIn(seen.there)).toEqual([])
  const all = await deploy(newer)
  expect(all.length).toBeGreaterThan(40)
  const some = all.filter((step, at) => !step.startsWith('edge:put#') || at % 80 === 0)
  const wrong: string[] = []
  for (const at of EVERY ? all : some) {
    await deploy(older)
    const passed = await deploy(newer, at)
    if (passed.at(-1) !== at) wrong.push(`${at}: was not killed`)
    wrong.push(...wrongIn(seen.there).map((one) => `${at}: ${one}`))
    await deploy(newer)
    if (differences(await md5sIn(emulated.site), md5sOf(newer)).length > 0) wrong.push(`${at}: not cured`)
  }
  console.log(`${(EVERY ? all : some).length} kills of ${all.length} steps`)
  expect(wrong).toEqual([])
})

test('killed while it adds, and what it added withdrawn meanwhile: nothing of it is left', {
  timeout: 300_000,
}, async () => {
  await deploy(older)
  seen.puts.splice(0)
  await deploy(newer, 'edge:put#20')
  const added = seen.puts.filter((path) => !md5sOf(older).has(path))
  expect(added.length).toBeGreaterThan(3)
  await deploy(older)
  expect(differences(await md5sIn(emulated.site), md5sOf(older))).toEqual([])
})

test('the control, which puts the same files in the order of the alphabet, is seen to link to what is not there', async () => {
  await deploy(older)
  seen.puts.splice(0)
  await deploy(newer)
  const changed = [...new Set(seen.puts)].sort()
  await deploy(older)
  const there = new Map(seen.there)
  const found: string[] = []
  for (const path of changed) found.push(...wrongIn(there.set(path, readFileSync(join(newer, path)))))
  expect(found.filter((one) => one.endsWith('linked, not there')).length).toBeGreaterThan(10)
})
