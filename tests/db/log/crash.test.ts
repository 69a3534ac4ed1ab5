import { copyFileSync, cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Db } from '#db/engine.ts'
import { openDb } from '#db/open.ts'
import { readCheckpoint } from '#domain/log/checkpoint.ts'
import { tilePath, tilesOf } from '#domain/log/tile.ts'
import { keptLog, publishFrom } from '../../fixtures/kept-log.ts'
import { expectedLog, logFilesIn } from '../../fixtures/log-folder.ts'
import { World } from '../../fixtures/world.ts'
import { openApp } from '../../setup.ts'
import { quickFolder } from '../../tree.ts'

const folder = quickFolder('log-crash')
afterAll(() => {
  for (const db of dbs) db.close()
  rmSync(folder, { recursive: true, force: true })
})

class Died extends Error {}

/** Whether whoever holds the public checkpoint finds every tile of it, whole or as wide as it was then. */
function isWhole(log: string): boolean {
  if (!existsSync(join(log, 'checkpoint'))) return true
  const note = readFileSync(join(log, 'checkpoint'), 'utf8')
  const { size } = readCheckpoint(note.slice(0, note.indexOf('\n\n') + 1))
  const isThere = (path: string) => existsSync(join(log, path))
  return (
    isThere(`checkpoints/${size}`) &&
    tilesOf(size).every((tile) => isThere(tilePath(tile)) || isThere(tilePath({ ...tile, width: 256 })))
  )
}

/** A database in which 250 versions were published, and no log yet. */
const kept = join(folder, 'kept.db')
const dbs: Db[] = []
async function copied(): Promise<Db> {
  const path = join(folder, `${dbs.length}.db`)
  copyFileSync(kept, path)
  const db = await openDb(`file:${path}`)
  dbs.push(db)
  return db
}

/** 250 leaves, then three, then one by one over the end of a tile; `bring` is called after each. */
async function grow(db: Db, bring: () => Promise<unknown>): Promise<void> {
  const world = new World(21, 1)
  for (let n = 0; n < 250; n++) world.next('2026-09-14')
  for (const count of [0, 3, 1, 1, 1, 1, 2]) {
    await publishFrom(db, world, count)
    await bring()
  }
}

/** Steps of publishing the log, with how often each is passed in `grow`; and what the folder holds in the end. */
const passed = new Map<string, number>()
let files: Map<string, string>
const dataDir = join(folder, 'undisturbed')
const keys = join(dataDir, 'keys')
beforeAll(async () => {
  const empty = await openApp()
  await publishFrom(empty.db, new World(21, 1), 250)
  await empty.db.copyTo(kept)
  const step = (name: string) => {
    passed.set(name, (passed.get(name) ?? 0) + 1)
    expect(isWhole(join(dataDir, 'log'))).toBe(true)
  }
  const db = await copied()
  const log = await keptLog(db, dataDir, { step })
  await grow(db, log.bring)
  expect(log.said).toEqual([])
  files = logFilesIn(join(dataDir, 'log'))
  expect(files).toEqual(await expectedLog(db))
}, 60_000)

test('a log that dies at any step of publishing comes to the same bytes, and no reader meets a checkpoint without its tiles', async () => {
  expect([...passed.keys()].sort()).toEqual(
    ['appended', 'create', 'remove', 'replace', 'staged', 'swapped'].map((name) => `log:${name}`),
  )
  for (const [name, times] of passed)
    for (const at of new Set([1, Math.ceil(times / 2), times])) {
      const dataDir = join(folder, `${name.slice(4)}-${at}`)
      cpSync(keys, join(dataDir, 'keys'), { recursive: true, filter: (path) => !path.endsWith('.mark') })
      const db = await copied()
      let count = 0
      const step = (passing: string) => {
        expect(isWhole(join(dataDir, 'log'))).toBe(true)
        if (passing === name && ++count === at) throw new Died(name)
      }
      let log = await keptLog(db, dataDir, { step })
      let died = 0
      await grow(db, async () => {
        await log.bring()
        if (log.said.length === 0) return
        expect(log.said).toEqual([expect.any(Died)])
        died++
        log = await keptLog(db, dataDir)
        await log.bring()
      })
      expect([name, at, died]).toEqual([name, at, 1])
      expect(logFilesIn(join(dataDir, 'log'))).toEqual(files)
      rmSync(dataDir, { recursive: true })
    }
}, 120_000)

test('a log whose commit was lost, or came through although its answer was lost, comes to the same bytes', async () => {
  for (const comesThrough of [false, true]) {
    const dataDir = join(folder, `commit-${comesThrough}`)
    cpSync(keys, join(dataDir, 'keys'), { recursive: true, filter: (path) => !path.endsWith('.mark') })
    const db = await copied()
    let writes = 0
    const failing: Db = {
      ...db,
      async write(statements) {
        const isLost = writes++ % 2 === 0
        if (!isLost || comesThrough) await db.write(statements)
        if (isLost) throw new Died()
        return []
      },
    }
    const log = await keptLog(failing, dataDir)
    await grow(db, async () => {
      for (let tries = 0; tries < 3; tries++) await log.bring()
    })
    expect(log.said.length).toBeGreaterThan(3)
    expect(logFilesIn(join(dataDir, 'log'))).toEqual(files)
  }
}, 60_000)

test('the check sees a checkpoint that came before its tiles', async () => {
  const dataDir = join(folder, 'early')
  const { db } = await openApp()
  const world = new World(22, 1)
  const log = await keptLog(db, dataDir)
  await publishFrom(db, world, 3)
  await log.bring()
  cpSync(join(dataDir, 'log'), join(dataDir, 'before'), { recursive: true })
  await publishFrom(db, world, 2)
  await log.bring()
  expect([isWhole(join(dataDir, 'before')), isWhole(join(dataDir, 'log'))]).toEqual([true, true])
  cpSync(join(dataDir, 'log', 'checkpoint'), join(dataDir, 'before', 'checkpoint'))
  expect(isWhole(join(dataDir, 'before'))).toBe(false)
})
