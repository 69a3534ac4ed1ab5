import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PhotoStore } from '#api/env.ts'
import { type EdgePress, pressForEdge } from '#api/senders/edge-press.ts'
import { burnBoxes } from '#api/senders/photo-node.ts'
import { loadSite } from '#api/senders/site.ts'
import { countHomeFigures } from '#db/figures.ts'
import { findLastCheck } from '#db/log/check.ts'
import { insertPublication } from '#db/publication.ts'
import { seedDemo } from '#db/seed.ts'
import { emulatedBuckets, md5sIn, md5sOf, watched } from '../fixtures/bucket.ts'
import { bureau } from '../fixtures/bureau.ts'
import { World } from '../fixtures/world.ts'
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
  await seedDemo({ ...env, burnBoxes }, env.now())
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
    report: (error) => {
      throw error
    },
  }
  night = () => at('2026-03-03T00:10:00+08:00')
}, 120_000)
afterAll(async () => {
  await emulated.close()
  rmSync(folder, { recursive: true, force: true })
})

test('what the database has sequenced lies in the bucket, filed reports byte for byte, the log is checked, and a second time nothing is put', async () => {
  const first = await pressForEdge(press)
  const site = join(press.folder, 'site')
  expect(first.put.length).toBeGreaterThan(500)
  const below = (name: string) => [...md5sOf(join(press.folder, name))].map(([path, md5]) => [`${name}/${path}`, md5])
  const logged = below('log') as [string, string][]
  expect(differences(await md5sIn(emulated.site), new Map([...md5sOf(site), ...logged]))).toEqual([])
  expect(first.put.filter((path) => path === 'log/checkpoint')).toEqual(['log/checkpoint'])
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
  expect(await findLastCheck(press.db)).toEqual({ on: '2026-03-02', findings: [] })
  expect(await pressForEdge(press)).toMatchObject({ put: [], removed: [] })
}, 120_000)

test('another build machine, from nothing but the database, comes to the same bytes; so does the first after it, over a night', async () => {
  const before = await md5sIn(emulated.site)
  const second = { ...press, folder: join(folder, 'machine-2') }
  cpSync(join(press.folder, 'keys'), join(second.folder, 'keys'), { recursive: true })
  expect(await pressForEdge(second)).toMatchObject({ put: [], removed: [] })
  expect(await md5sIn(emulated.site)).toEqual(before)
  night()
  const { put } = await pressForEdge(second)
  expect(put).toContain('report/index.html')
  expect(await pressForEdge(press)).toMatchObject({ put: [], removed: [] })
}, 120_000)

test('new tiles of the log are put before the pages of the day, and its newest checkpoint after everything', async () => {
  const seen = watched(emulated.site)
  const { rows } = await press.db.query('SELECT max(size) AS size FROM log_checkpoints')
  const { record, year } = new World(1, 1).next('2026-03-03')
  await press.db.write(insertPublication(record, year))
  await pressForEdge({ ...press, buckets: { ...press.buckets, site: seen.bucket } })
  const size = Number(rows[0]?.size) + 1
  expect(seen.puts.at(-1)).toBe('log/checkpoint')
  expect(seen.puts).toContain(`log/checkpoints/${size}`)
  expect(seen.puts.indexOf(`log/checkpoints/${size}`)).toBeLessThan(seen.puts.indexOf('index.html'))
}, 120_000)

test('over an older database the pages go on and the log in the bucket stays as it is, also from a machine that has only the keys', async () => {
  const before = await md5sIn(emulated.site)
  const logOf = (all: Map<string, string>) => [...all].filter(([path]) => path.startsWith('log/'))
  expect(logOf(before).length).toBeGreaterThan(5)
  const older = await openApp({ at: '2026-03-03T09:00:00+08:00' })
  const { record, year } = new World(2, 1).next('2026-03-03')
  await older.db.write(insertPublication(record, year))
  const machine = { ...press, db: older.db, folder: join(folder, 'machine-3') }
  cpSync(join(press.folder, 'keys', 'log'), join(machine.folder, 'keys', 'log'))
  const said: unknown[] = []
  const { removed } = await pressForEdge({ ...machine, report: (error) => void said.push(error) })
  expect(said).toMatchObject([{ why: 'database-older' }])
  expect(removed.length).toBeGreaterThan(100)
  const after = await md5sIn(emulated.site)
  expect(logOf(after)).toEqual(logOf(before))
  expect(after.get('index.html')).not.toBe(before.get('index.html'))

  // With the right database all of it is as it was.
  await pressForEdge(press)
  expect(await md5sIn(emulated.site)).toEqual(before)
}, 120_000)
