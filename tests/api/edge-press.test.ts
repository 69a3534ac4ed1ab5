import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PhotoStore } from '#api/env.ts'
import { type EdgePress, pressForEdge } from '#api/senders/edge-press.ts'
import { loadSite } from '#api/senders/site.ts'
import { countHomeFigures } from '#db/figures.ts'
import { seedDemo } from '#db/seed.ts'
import { emulatedBuckets, md5sIn, md5sOf } from '../fixtures/bucket.ts'
import { bureau } from '../fixtures/bureau.ts'
import { openApp } from '../setup.ts'
import { differences, plainSite, quickFolder } from '../tree.ts'

const folder = quickFolder('edge-press')
let emulated: Awaited<ReturnType<typeof emulatedBuckets>>
let press: EdgePress
let night: () => void

/** A demo bureau whose photos and reports lie in a bucket. */
beforeAll(async () => {
  emulated = await emulatedBuckets()
  const { files, site } = emulated
  const store: PhotoStore = {
    put: async (key, bytes) => void (await files.put(key, bytes)),
    get: async (key) => new Uint8Array((await (await files.get(key))?.arrayBuffer()) ?? []),
    remove: (key) => files.delete([key]),
  }
  const { db, env, at } = await openApp({ at: '2026-03-02T09:00:00+08:00', store })
  await seedDemo(env, env.now())
  const built = plainSite(join(folder, 'built'))
  press = {
    db,
    folder: join(folder, 'machine-1'),
    buckets: { site, files },
    built: { ...built, ...(await loadSite(built.folder)) },
    about: { bureau, demo: true, origin: env.origin, turnstileSiteKey: null },
    figures: (moment) => countHomeFigures(db, moment),
    now: env.now,
    step: () => {},
  }
  night = () => at('2026-03-03T00:10:00+08:00')
}, 120_000)
afterAll(async () => {
  await emulated.close()
  rmSync(folder, { recursive: true, force: true })
})

test('what the database has sequenced lies in the bucket, filed reports byte for byte, and a second time nothing is put', async () => {
  const first = await pressForEdge(press)
  const site = join(press.folder, 'site')
  expect(first.put.length).toBeGreaterThan(500)
  expect(differences(await md5sIn(emulated.site), md5sOf(site))).toEqual([])
  expect(first.put.filter((path) => path.startsWith('_astro/') || path === 'style.css')).toEqual(['style.css'])

  const { rows } = await press.db.query(
    `SELECT key, disclosure_id AS id, name FROM files JOIN published ON published.id = disclosure_id`,
  )
  expect(rows.length).toBeGreaterThan(1)
  for (const { key, id, name } of rows) {
    const path = first.put.find((one) => one.startsWith(`assessments/${id}/v/`) && one.endsWith(`/${name}`)) ?? ''
    const bytes = async (from: typeof emulated.site, what: string) =>
      Buffer.from(new Uint8Array((await (await from.get(what))?.arrayBuffer()) ?? [])).toString('base64')
    const published = await bytes(emulated.site, path)
    expect(published.length).toBeGreaterThan(1000)
    expect(published).toBe(await bytes(emulated.files, String(key)))
  }
  expect(await pressForEdge(press)).toMatchObject({ put: [], removed: [] })
}, 120_000)

test('another build machine, from nothing but the database, comes to the same bytes; so does the first after it, over a night', async () => {
  const before = await md5sIn(emulated.site)
  const second = { ...press, folder: join(folder, 'machine-2') }
  expect(await pressForEdge(second)).toMatchObject({ put: [], removed: [] })
  expect(await md5sIn(emulated.site)).toEqual(before)
  night()
  expect((await pressForEdge(second)).put).toContain('report/index.html')
  expect(await pressForEdge(press)).toMatchObject({ put: [], removed: [] })
}, 120_000)
