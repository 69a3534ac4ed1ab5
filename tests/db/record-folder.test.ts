import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openRecord } from '#api/senders/record-reader.ts'
import { recordStore } from '#api/senders/record-store.ts'
import { archiveOf } from '#db/archive.ts'
import type { Db } from '#db/engine.ts'
import { insertPublication, lastPosition } from '#db/publication.ts'
import { keepRecord, RecordDiffers } from '#db/record.ts'
import type { Archive } from '#domain/archive.ts'
import { linksOf } from '#domain/links.ts'
import { RECORD_KINDS, RELATIONS } from '#domain/record.ts'
import { World } from '../fixtures/world.ts'
import { openApp } from '../setup.ts'
import { quickFolder } from '../tree.ts'

const root = quickFolder('record')
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function publishSome(db: Db, count: number, seed: number): Promise<World> {
  const world = new World(seed, 3)
  for (let n = 0; n < count; n++) {
    const { record, year } = world.next(`2026-0${1 + Math.floor((n * 6) / count)}-1${n % 10}`)
    await db.write(insertPublication(record, year))
  }
  return world
}

/** Every question an archive can be asked about a world, with its answer. */
async function answersOf(archive: Archive, world: World): Promise<unknown[]> {
  const answers: unknown[] = []
  const targets = new Set([...world.newest.values()].flatMap(({ record }) => linksOf(record).map((one) => one.target)))
  for (const kind of RECORD_KINDS) {
    const ids = [...(world.of.get(kind) ?? []), 'never']
    for (const id of ids) answers.push(await archive.find(kind, id), await archive.versions(kind, id))
    for (const id of ids) answers.push(await archive.ordinal(kind, id))
    answers.push(await archive.count(kind), await archive.page(kind, 2, 5), await archive.page(kind, 1, 1000))
    answers.push(await archive.latest(7, kind))
    for (const relation of RELATIONS)
      for (const target of targets) {
        answers.push(await archive.linked(kind, relation, target), await archive.countLinked(kind, relation, target))
        answers.push(await archive.linked(kind, relation, target, 2))
      }
  }
  for (const target of targets)
    answers.push(await archive.withdrawnBy(target, 1), await archive.withdrawnBy(target, 99))
  for (const limit of [1, 10, 1000]) answers.push(await archive.latest(limit))
  for (const day of ['2025-03-16', '2026-03-15', '2026-03-16', '2027-01-01'])
    answers.push(await archive.late(day, 5), await archive.late(day, 1000))
  return answers
}

test('the record folder answers every question as the database does, corrections and withdrawals included', async () => {
  const { db } = await openApp()
  const world = await publishSome(db, 250, 11)
  const store = recordStore(join(root, 'one'), join(root, 'staging'))
  const position = await keepRecord(db, store, async () => null)
  expect(position).toBe(250)
  const bySql = await answersOf(archiveOf(db), world)
  const byFolder = await answersOf(openRecord(join(root, 'one'), position), world)
  expect(bySql.length).toBeGreaterThan(1000)
  expect(byFolder).toEqual(bySql)
}, 120_000)

test('a folder read up to a position knows nothing of what came after, and one kept again grows by what is new', async () => {
  const { db } = await openApp()
  const world = await publishSome(db, 60, 12)
  const store = recordStore(join(root, 'two'), join(root, 'staging'))
  await keepRecord(db, store, async () => null)
  const early = openRecord(join(root, 'two'), 30)
  const counts = await Promise.all(RECORD_KINDS.map((kind) => early.count(kind)))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(30)
  expect(() => openRecord(join(root, 'two'), 61)).toThrow('ends before position 61')
  const { record, year } = world.next('2026-08-01')
  await db.write(insertPublication(record, year))
  expect(await keepRecord(db, store, async () => null)).toBe(61)
  expect((await openRecord(join(root, 'two'), 61).latest(1, record.kind))[0]).toEqual(record)
})

test('keeping what is new looks up only what is new, however much there is', async () => {
  const { db } = await openApp()
  await publishSome(db, 5, 31)
  const asked: [string, (string | number)[]][] = []
  const watched = {
    ...db,
    query: (sql: string, args: (string | number)[] = []) => {
      asked.push([sql, args])
      return db.query(sql, args)
    },
  } as Db
  await keepRecord(watched, recordStore(join(root, 'four'), join(root, 'staging')), async () => null)
  expect(asked.length).toBeGreaterThan(1)
  for (const [sql, args] of asked) {
    const { rows } = await db.query(`EXPLAIN QUERY PLAN ${sql}`, args)
    const plan = rows.map((row) => String(row.detail)).join('; ')
    // Through the whole of a table, or through all records of a kind.
    expect(plan, sql).not.toMatch(/SCAN|\(kind=\?\)/)
  }
})

test('a folder that tells another story than the database is refused', async () => {
  const { db } = await openApp()
  await publishSome(db, 20, 13)
  const store = recordStore(join(root, 'three'), join(root, 'staging'))
  await keepRecord(db, store, async () => null)
  const other = await openApp()
  await publishSome(other.db, 20, 14)
  expect(await lastPosition(other.db)).toBe(20)
  await expect(keepRecord(other.db, store, async () => null)).rejects.toThrow(RecordDiffers)
  expect(readdirSync(join(root, 'three'))).toContain('order.jsonl')
})
