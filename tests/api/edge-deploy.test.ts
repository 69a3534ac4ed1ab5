import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { App } from '#api/env.ts'
import { servePublished, typeOf } from '#api/published.ts'
import { type Bucket, holdBucket, inOrder } from '#api/senders/edge-deploy.ts'
import { openPublisher } from '#api/senders/publisher.ts'
import { loadSite } from '#api/senders/site.ts'
import { countHomeFigures } from '#db/figures.ts'
import { insertPublication } from '#db/publication.ts'
import { addDays } from '#domain/clock.ts'
import { emulatedBuckets, md5sIn, md5sOf, objectsIn } from '../fixtures/bucket.ts'
import { bureau } from '../fixtures/bureau.ts'
import { World } from '../fixtures/world.ts'
import { openApp } from '../setup.ts'
import { differences, plainSite, quickFolder, treeOf } from '../tree.ts'

const EDITS = 20
const now = new Date('2026-03-01T09:00:00+08:00')
const one = { id: '1', name: 'build-1' }
const other = { id: '2', name: 'build-2' }
const folder = quickFolder('deploy')
let emulated: Awaited<ReturnType<typeof emulatedBuckets>>
let bucket: Bucket
beforeAll(async () => {
  emulated = await emulatedBuckets()
  bucket = emulated.site
})
afterAll(async () => {
  await emulated.close()
  rmSync(folder, { recursive: true, force: true })
})

const built = plainSite(join(folder, 'built'))
const { render } = await loadSite(built.folder)

/** A district that publishes into a folder, and deploys it. */
async function openPress() {
  const { db, at, env } = await openApp({ at: '2026-01-01T09:00:00+08:00' })
  const dataDir = join(folder, 'data')
  const publisher = openPublisher({
    db,
    dataDir,
    built: { ...built, render },
    about: { bureau, demo: true, origin: 'https://example.invalid', turnstileSiteKey: null },
    filed: async () => null,
    figures: (moment) => countHomeFigures(db, moment),
    now: env.now,
    step: () => {},
  })
  const site = join(dataDir, 'site')
  const deploy = async (full = false) => (await holdBucket(bucket, one, { now })).deploy(site, { full })
  return { db, at, publisher, site, deploy, tree: () => treeOf(site) }
}

test(`after ${EDITS} random publications, corrections and withdrawals the bucket is the folder, each put only what changed, and putting everything anew changes no byte`, {
  timeout: 300_000,
}, async () => {
  const press = await openPress()
  const world = new World(20260302, 3)
  for (let n = 0; n < 30; n++) {
    const { record, year } = world.next('2026-01-01')
    await press.db.write(insertPublication(record, year))
  }
  await press.publisher.bring()
  let before = press.tree()
  const first = await press.deploy()
  expect([...first.put].sort()).toEqual([...before.keys()])
  expect(differences(await md5sIn(bucket), md5sOf(press.site))).toEqual([])

  const counts: number[] = []
  let withdrawals = 0
  for (let edit = 0; edit < EDITS; edit++) {
    const { record, year } = world.next('2026-01-02')
    if (record.withdrawn) withdrawals += 1
    await press.db.write(insertPublication(record, year))
    if (edit === 12) {
      press.at(`${addDays('2026-01-01', 1)}T00:10:00+08:00`)
      await press.publisher.night()
    } else await press.publisher.replay()
    const after = press.tree()
    const changed = differences(before, after)
    const { put, removed, same } = await press.deploy()
    expect([...put, ...removed].sort()).toEqual(changed)
    expect(removed).toEqual(removed.filter((path) => !after.has(path)))
    expect(same + put.length).toBe(after.size)
    counts.push(put.length + removed.length)
    before = after
  }
  console.log(`${before.size} files; put and removed per publication: ${counts.join(' ')}`)
  expect(withdrawals).toBeGreaterThan(0)
  const deployed = await md5sIn(bucket)
  expect(differences(deployed, md5sOf(press.site))).toEqual([])

  expect(await press.deploy()).toEqual({ put: [], removed: [], same: before.size })
  const full = await press.deploy(true)
  expect([full.put.length, full.removed]).toEqual([before.size, []])
  expect(differences(await md5sIn(bucket), deployed)).toEqual([])
})

test('every object has its type; a tombstone says so and why, and its address answers 410', async () => {
  const isGone = (path: string) => /\/gone\.(html|json)$/.test(path)
  const objects = await objectsIn(bucket)
  const gone = objects.map((each) => each.key).filter(isGone)
  expect(gone.length).toBeGreaterThan(1)
  for (const { key, httpMetadata, customMetadata } of objects) {
    expect([key, httpMetadata.contentType]).toEqual([key, typeOf(key)])
    if (!isGone(key)) expect([key, customMetadata]).toEqual([key, { status: '200' }])
    else {
      expect([key, customMetadata.status]).toEqual([key, '410'])
      expect(decodeURIComponent(customMetadata.basis ?? '')).toMatch(/\p{Script=Han}/u)
    }
  }
  const read = async (path: string) => {
    const found = await bucket.get(path)
    return found && new Uint8Array(await found.arrayBuffer())
  }
  const app = new Hono<App>()
  app.use(async (c, next) => {
    c.set('request', 'x')
    await next()
  })
  const serve = servePublished({ read })
  app.notFound(async (c) => (await serve(c)) ?? c.text('nothing here', 404))
  const address = `/${gone[0]?.replace(/gone\.\w+$/, '')}`
  for (const path of [address, `${address.slice(0, -1)}.json`, `${address}v/1/`])
    expect([path, (await app.request(path, { headers: { accept: 'text/html' } })).status]).toEqual([path, 410])
  expect((await app.request('/.deployed.json')).status).toBe(404)
})

test('of two build machines one deploys; the other stops with one line, or takes over, and then the first stops', async () => {
  const site = plainSite(join(folder, 'small')).folder
  const mine = await holdBucket(bucket, one, { now })
  const line = /构建机 build-1 自 2026-03-01T01:00:00.000Z 起正在部署.* \/ the build machine build-1 .*--take-over$/
  await expect(holdBucket(bucket, other, { now })).rejects.toThrow(line)
  const taken = await holdBucket(bucket, other, { now, takeOver: true })
  const before = await md5sIn(bucket)
  await expect(mine.deploy(site)).rejects.toThrow(/another build machine|build machine build-2/)
  expect(await md5sIn(bucket)).toEqual(before)
  expect((await taken.deploy(site)).removed.length).toBeGreaterThan(100)
  await (await holdBucket(bucket, one, { now })).deploy(site)

  // At the very same moment, on a bucket that nobody has held yet.
  await bucket.delete(['.deploying.json', '.deployed.json'])
  const both = await Promise.allSettled([one, other].map((each) => holdBucket(bucket, each, { now })))
  expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(String(both.find((each) => each.status === 'rejected')?.reason)).toMatch(/build-[12] has been deploying/)
})

test('a bucket that refuses now and then, and answers that get lost, change nothing about the outcome', async () => {
  await bucket.delete(['.deploying.json'])
  const site = plainSite(join(folder, 'again')).folder
  let asked = 0
  const moody: Bucket = {
    ...{ list: (about) => bucket.list(about), delete: (keys) => bucket.delete(keys) },
    async get(key) {
      if (++asked % 4 === 0) throw new Error('503')
      return bucket.get(key)
    },
    async put(key, body, options) {
      if (++asked % 3 === 0) throw new Error('503')
      const put = await bucket.put(key, body, options)
      if (asked % 3 === 1) throw new Error('the answer was lost')
      return put
    },
  }
  await (await holdBucket(moody, one, { now })).deploy(site, { full: true })
  expect(differences(await md5sIn(bucket), md5sOf(site))).toEqual([])
  expect(await (await holdBucket(bucket, other, { now })).deploy(site)).toMatchObject({ put: [], removed: [] })
})

test('what is new comes first, the deeper before what links to it, data before pages, the front page last', () => {
  const there = ['index.html', 'disclosures/index.html', 'disclosures/p/1/index.html', 'disclosures.json']
  const fresh = ['disclosures/d1/index.html', 'disclosures/d1/v/1/index.html', 'disclosures/d1.csv']
  expect(inOrder([...there, ...fresh], (path) => there.includes(path))).toEqual([
    ['disclosures/d1.csv'],
    ['disclosures/d1/v/1/index.html'],
    ['disclosures/d1/index.html'],
    ['disclosures.json'],
    ['disclosures/p/1/index.html'],
    ['disclosures/index.html'],
    ['index.html'],
  ])
})
