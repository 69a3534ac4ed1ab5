import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Db } from '#db/engine.ts'
import { readLogState } from '#db/log.ts'
import { keptLog, publishFrom } from '../../fixtures/kept-log.ts'
import { expectedLog, logFilesIn } from '../../fixtures/log-folder.ts'
import { World } from '../../fixtures/world.ts'
import { openApp } from '../../setup.ts'
import { quickFolder } from '../../tree.ts'

const folder = quickFolder('log-several')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A log of twenty leaves, and the data folder of another process with the same key. */
async function twoProcesses(name: string) {
  const dataDir = join(folder, name)
  const { db } = await openApp()
  const world = new World(31, 1)
  const log = await keptLog(db, dataDir)
  await publishFrom(db, world, 20)
  await log.bring()
  const here = join(folder, `${name}-here`)
  cpSync(join(dataDir, 'keys', 'log'), join(here, 'keys', 'log'))
  return { dataDir, db, world, log, here }
}

test('two processes over one database append every version once and come to the same files', async () => {
  const { dataDir, db, world, log, here } = await twoProcesses('several')
  const guards: number[] = []
  const watched: Db = {
    ...db,
    write: (statements) =>
      db.write(statements).catch((error) => {
        guards.push(1)
        throw error
      }),
  }
  const other = await keptLog(watched, here)
  for (let n = 0; n < 20; n++) {
    await publishFrom(db, world, 2)
    await Promise.all([log.bring(), other.bring()])
  }
  await Promise.all([log.bring(), other.bring()])
  expect([log.said, other.said]).toEqual([[], []])
  expect((await readLogState(db))?.size).toBe(60)
  expect(logFilesIn(join(dataDir, 'log'))).toEqual(await expectedLog(db))
  expect(logFilesIn(join(here, 'log'))).toEqual(await expectedLog(db))
  // They did meet.
  expect(guards.length).toBeGreaterThan(0)
})

test('what another process appends between two readings of ours is no damage', async () => {
  const { dataDir, db, world, log, here } = await twoProcesses('between')
  // Each reading of leaves in turn is preceded by somebody else's leaf.
  let [reading, meddling] = [0, 0]
  const meddled: Db = {
    ...db,
    async query(sql, args) {
      if (/FROM log_leaves WHERE idx >=/.test(sql) && ++reading === meddling) {
        await publishFrom(db, world, 1)
        await log.bring()
      }
      return db.query(sql, args)
    },
  }
  const other = await keptLog(meddled, here)
  await other.bring()
  for (meddling = 1; meddling <= 4; meddling++) {
    await publishFrom(db, world, 1)
    reading = 0
    await other.bring()
    expect(reading).toBeGreaterThanOrEqual(meddling)
  }
  await log.bring()
  expect([log.said, other.said]).toEqual([[], []])
  expect(logFilesIn(join(dataDir, 'log'))).toEqual(await expectedLog(db))
})
