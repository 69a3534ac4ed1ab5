import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openPublisher } from '#api/senders/publisher.ts'
import type { Publishing } from '#api/senders/publishing.ts'
import { loadSite } from '#api/senders/site.ts'
import type { Db } from '#db/engine.ts'
import { publishFigures } from '#db/figures/publish.ts'
import { countHomeFigures } from '#db/figures.ts'
import { openDb } from '#db/open.ts'
import { insertPublication } from '#db/publication.ts'
import { addDays } from '#domain/clock.ts'
import { withdrawalOf } from '#domain/disclosure/publication.ts'
import type { PublicRecord } from '#domain/record.ts'
import { disclosures } from '#site/sample-records.ts'
import { bureau } from '../fixtures/bureau.ts'
import { World } from '../fixtures/world.ts'
import { openApp } from '../setup.ts'
import { answered, does } from '../stories/desk.ts'
import { differences, plainSite, quickFolder, treeOf } from '../tree.ts'

const EDITS = Number(process.env.EDITS ?? 250)
const folder = quickFolder('replay')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const built = plainSite(join(folder, 'built'))
const { render } = await loadSite(built.folder)
let opened = 0

/** A publisher over a database of its own, with a clock the test moves. */
async function openPress(at: string, about: Partial<Publishing> & { db?: Db } = {}) {
  const here = await openApp({ at })
  const { db, at: setClock, env } = here
  const dataDir = join(folder, `data-${opened++}`)
  const of: Publishing = {
    db,
    dataDir,
    built: { ...built, render },
    about: { bureau, demo: true, origin: 'https://example.invalid', turnstileSiteKey: null },
    filed: async () => null,
    figures: (now) => countHomeFigures(db, now),
    now: () => env.now(),
    step: () => {},
    ...about,
  }
  const tree = () => treeOf(join(dataDir, 'site'))
  return { here, db, dataDir, of, publisher: openPublisher(of), at: setClock, tree }
}

test(`after ${EDITS} random publications, corrections and withdrawals, over days, the pages are those of a full build`, {
  timeout: 600_000,
}, async () => {
  const press = await openPress('2026-01-01T09:00:00+08:00')
  await press.publisher.bring()
  const world = new World(20260101)
  let today = '2026-01-01'
  for (let edit = 0; edit < EDITS; edit++) {
    const { record, year } = world.next(today)
    await press.db.write(insertPublication(record, year))
    // Some come one by one, some a few together.
    if (world.random() < 0.7) await press.publisher.replay()
    if (world.random() < 0.1) {
      today = addDays(today, 1)
      press.at(`${today}T00:10:00+08:00`)
      await press.publisher.night()
    }
  }
  await press.publisher.replay()
  press.at(`${addDays(today, 1)}T00:10:00+08:00`)
  await press.publisher.night()
  const incremental = press.tree()
  await press.publisher.rebuild()
  const full = press.tree()
  expect(full.size).toBeGreaterThan(EDITS)
  expect(differences(incremental, full)).toEqual([])
})

/** A month in which five cases were closed, so that its figures change visibly when one is taken up again. */
async function monthClosed(press: Awaited<ReturnType<typeof openPress>>) {
  press.at('2026-10-12T10:00:00+08:00')
  let tip = await answered(press.here)
  for (let n = 1; n < 5; n++)
    tip = await answered(press.here, { place: { address: `西流湖街道演示路${n}号`, street: '410102011' } })
  return tip
}

test('a publication of figures changes every address that shows them at once: none is left with the older ones', async () => {
  const press = await openPress('2026-10-12T09:00:00+08:00')
  const tip = await monthClosed(press)
  await press.publisher.bring()
  const publish = async (at: string) => {
    press.at(at)
    await press.publisher.night()
    const published = await publishFigures(press.db, press.here.env.now(), bureau)
    await press.publisher.replay()
    return published
  }
  expect(await publish('2026-11-05T00:10:00+08:00')).toEqual(['2026-10'])
  const first = press.tree()
  press.at('2026-11-08T10:00:00+08:00')
  await does(press.here, 'qian', tip.id, 'reopening', { reason: '又倒了一次。' })
  expect(await publish('2026-12-05T00:10:00+08:00')).toEqual(['2026-10', '2026-11'])
  const second = press.tree()
  for (const path of ['data/figures.csv', 'data/figures.json', 'data/index.html', 'data.json', 'figures/index.html'])
    expect(first.get(path), path).not.toBe(second.get(path))
  await press.publisher.rebuild()
  expect(differences(second, press.tree())).toEqual([])
})

test('the table of figures is there before a page tells of it, and over a restart in between', async () => {
  const killed = { at: '' }
  const step = (at: string) => {
    if (at === killed.at) throw new Error('killed')
  }
  const press = await openPress('2026-10-12T09:00:00+08:00', { step })
  await monthClosed(press)
  await press.publisher.bring()
  press.at('2026-11-05T00:10:00+08:00')
  await press.publisher.night()
  await publishFigures(press.db, press.here.env.now(), bureau)
  killed.at = 'site:staged'
  await expect(press.publisher.replay()).rejects.toThrow('killed')
  const has = (path: string) => readFileSync(join(press.dataDir, 'site', path), 'utf8').includes('2026-10')
  expect([has('data/figures.csv'), has('data/figures.json'), has('figures/index.html')]).toEqual([true, true, false])
  killed.at = ''
  const next = openPublisher(press.of)
  await next.bring()
  expect(has('figures/index.html')).toBe(true)
  const brought = press.tree()
  await next.rebuild()
  expect(differences(brought, press.tree())).toEqual([])
})

type Filing = PublicRecord<'soil_self_monitoring'>
const yearOf = (one: Filing) => one.data?.period.year ?? null

test('what is withdrawn leaves the bulk tables without waiting for the night, also over a restart', async () => {
  const press = await openPress('2026-01-01T09:00:00+08:00')
  const [first, second] = [disclosures[1], disclosures[2]] as [Filing, Filing]
  for (const one of [first, second]) await press.db.write(insertPublication({ ...one, version: 1 }, yearOf(one)))
  await press.publisher.bring()
  const table = () => readFileSync(join(press.dataDir, 'site/data/disclosures.csv'), 'utf8')
  const has = (one: Filing) => table().includes(`\n${one.id},`)
  expect([has(first), has(second), await press.publisher.tables()]).toEqual([true, true, false])

  const withdraw = async (one: Filing) => {
    const gone = withdrawalOf({ ...one, version: 1 }, '数据有误', '2026-01-01')
    await press.db.write(insertPublication(gone, yearOf(one)))
    await press.publisher.replay()
  }
  await withdraw(first)
  expect(await press.publisher.tables()).toBe(true)
  expect([has(first), has(second), await press.publisher.tables()]).toEqual([false, true, false])

  // The process ends before it comes to the tables: the next one sees that they are behind.
  await withdraw(second)
  const next = openPublisher(press.of)
  await next.bring()
  expect([has(second), await next.tables(), has(second), await next.tables()]).toEqual([true, true, false, false])
  const again = openPublisher(press.of)
  await again.bring()
  expect(await again.tables()).toBe(false)
})

test('over an older copy of the database whole tables that go further are made anew, and a night goes by', async () => {
  const press = await openPress('2026-01-01T09:00:00+08:00')
  const [first, second] = [disclosures[1], disclosures[2]] as [Filing, Filing]
  for (const one of [first, second]) await press.db.write(insertPublication({ ...one, version: 1 }, yearOf(one)))
  await press.publisher.bring()
  const copy = join(press.dataDir, 'older.db')
  await press.db.copyTo(copy)
  await press.db.write(
    insertPublication(withdrawalOf({ ...first, version: 1 }, '数据有误', '2026-01-01'), yearOf(first)),
  )
  await press.publisher.replay()
  const has = () => readFileSync(join(press.dataDir, 'site/data/disclosures.csv'), 'utf8').includes(`\n${first.id},`)
  expect([await press.publisher.tables(), has()]).toEqual([true, false])

  const db = await openDb(`file:${copy}`)
  const older = openPublisher({ ...press.of, db })
  await older.bring()
  press.at('2026-01-02T09:00:00+08:00')
  await older.night()
  expect(has()).toBe(true)
  db.close()
})

test('whoever publishes waits for its page, its list and its feed, not for the pollutants that count it', async () => {
  const press = await openPress('2026-01-01T09:00:00+08:00')
  const [one, other] = [disclosures[1], disclosures[2]] as [Filing, Filing]
  await press.db.write(insertPublication({ ...one, version: 1 }, yearOf(one)))
  await press.publisher.bring()
  await press.db.write(insertPublication({ ...other, version: 1 }, yearOf(other)))
  const before = press.tree()
  const seen = new Promise<ReturnType<typeof press.tree>>((resolve) => {
    press.publisher.replay(() => resolve(press.tree()))
  })
  const shown = differences(before, await seen)
  for (const path of [`${other.id}/index.html`, `${other.id}.json`, 'p/1/index.html', 'index.html', 'feed.xml'])
    expect(shown, path).toContain(`disclosures/${path}`)
  expect(shown.filter((path) => path.startsWith('pollutants/'))).toEqual([])
  await press.publisher.replay()
  const later = differences(await seen, press.tree())
  expect(later.length).toBeGreaterThan(0)
  expect(later.filter((path) => !path.startsWith('pollutants/'))).toEqual([])
})
