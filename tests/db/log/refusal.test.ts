import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { rotateLogKey } from '#api/senders/log-signer.ts'
import type { Db } from '#db/engine.ts'
import { standingBeside } from '#db/log/signer.ts'
import { readLogState } from '#db/log.ts'
import { openDb } from '#db/open.ts'
import { keptLog, publishFrom } from '../../fixtures/kept-log.ts'
import { expectedLog, leavesOf, logFilesIn } from '../../fixtures/log-folder.ts'
import { World } from '../../fixtures/world.ts'
import { openApp } from '../../setup.ts'
import { quickFolder } from '../../tree.ts'

const folder = quickFolder('log-refusal')
const open: Db[] = []
afterAll(() => {
  for (const db of open) db.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A log of twenty leaves in a folder of its own, and a copy of the database from before the last five. */
async function aLog(name: string) {
  const dataDir = join(folder, name)
  const { db } = await openApp()
  const world = new World(31, 1)
  const log = await keptLog(db, dataDir)
  await publishFrom(db, world, 15)
  await log.bring()
  const older = join(folder, `${name}.db`)
  await db.copyTo(older)
  await publishFrom(db, world, 5)
  await log.bring()
  expect(log.said).toEqual([])
  const restore = async () => {
    const copy = await openDb(`file:${older}`)
    open.push(copy)
    return copy
  }
  /** What could have been published after those fifteen instead. */
  const otherwise = new World(31, 1)
  for (let n = 0; n < 15; n++) otherwise.next('2026-09-14')
  return { dataDir, db, world, log, restore, otherwise }
}

test('over an older database the log stands still for good: nothing is signed, nothing that is public changes', async () => {
  const { dataDir, restore, otherwise } = await aLog('older')
  const before = logFilesIn(join(dataDir, 'log'))
  const db = await restore()
  for (const kept of ['both', 'mark', 'checkpoint']) {
    const here = join(folder, `older-${kept}`)
    cpSync(dataDir, here, { recursive: true })
    if (kept === 'mark') rmSync(join(here, 'log'), { recursive: true })
    if (kept === 'checkpoint') rmSync(join(here, 'keys', 'log.mark'))
    const files = logFilesIn(join(here, 'log'))
    const log = await keptLog(db, here)
    expect(await log.bring()).toBe(false)
    expect(log.standing()).toEqual({ ok: false, why: 'database-older' })
    // Other things are published since: it never grows past what is public.
    await publishFrom(db, otherwise, 10, '2026-09-20')
    expect(await log.bring()).toBe(false)
    expect(await log.batch()).toBe(false)
    expect((await readLogState(db))?.size).toBe(15)
    expect(logFilesIn(join(here, 'log'))).toEqual(files)
    // Said once, not each time.
    expect(log.said.length).toBe(1)
  }
  expect(logFilesIn(join(dataDir, 'log'))).toEqual(before)
})

test('a copy of the newest state goes on, also into a folder that has nothing but the keys', async () => {
  const { dataDir, db, world, log } = await aLog('newest')
  const before = logFilesIn(join(dataDir, 'log'))
  await db.copyTo(join(folder, 'copy.db'))
  const copy = await openDb(`file:${join(folder, 'copy.db')}`)
  open.push(copy)
  const here = join(folder, 'newest-copy')
  cpSync(join(dataDir, 'keys'), join(here, 'keys'), { recursive: true })
  const again = await keptLog(copy, here)
  await again.bring()
  expect(logFilesIn(join(here, 'log'))).toEqual(before)
  await publishFrom(copy, world, 1)
  await again.bring()
  expect(again.standing()).toEqual({ ok: true })
  expect(logFilesIn(join(here, 'log'))).toEqual(await expectedLog(copy))
  expect(log.standing()).toEqual({ ok: true })
})

test('another history of the same length, or a longer one, is refused by its root', async () => {
  for (const more of [5, 9]) {
    const { dataDir, restore, otherwise } = await aLog(`fork-${more}`)
    const before = logFilesIn(join(dataDir, 'log'))
    const db = await restore()
    // Somebody who lost the mark and the files goes on from the older copy: to him it is a log like any other.
    const elsewhere = join(folder, `fork-${more}-elsewhere`)
    cpSync(join(dataDir, 'keys', 'log'), join(elsewhere, 'keys', 'log'))
    const forked = await keptLog(db, elsewhere)
    await publishFrom(db, otherwise, more, '2026-09-20')
    await forked.bring()
    expect(forked.said).toEqual([])
    const log = await keptLog(db, dataDir)
    expect(await log.bring()).toBe(false)
    expect(log.standing()).toEqual({ ok: false, why: 'other-root' })
    expect(logFilesIn(join(dataDir, 'log'))).toEqual(before)
  }
})

test('no leaf is added to leaves that were changed', async () => {
  const edits = {
    entry: `UPDATE log_leaves SET entry = CAST(replace(CAST(entry AS TEXT), 'sha256:', 'sha256;') AS BLOB) WHERE idx = 7`,
    hash: `UPDATE log_leaves SET hash = zeroblob(32) WHERE idx = 3`,
    gone: `DELETE FROM log_leaves WHERE idx = 19`,
    'gone before': `DELETE FROM log_leaves WHERE idx = 2`,
    checkpoint: `DELETE FROM log_checkpoints WHERE size = 20`,
    root: `UPDATE log_checkpoints SET root = zeroblob(32) WHERE size = 20`,
  }
  for (const [name, sql] of Object.entries(edits)) {
    const { dataDir, db, world, log } = await aLog(`altered ${name}`)
    const before = logFilesIn(join(dataDir, 'log'))
    await db.write([sql])
    await publishFrom(db, world, 1)
    await log.bring()
    expect([name, log.standing().ok]).toEqual([name, false])
    expect(logFilesIn(join(dataDir, 'log'))).toEqual(before)
    expect((await db.query('SELECT count(*) FROM log_checkpoints WHERE size > 20')).rows[0]?.[0]).toBe(0)
  }
})

test('a public checkpoint that is damaged is written anew, while the mark says how far the log went', async () => {
  const { dataDir, db, log } = await aLog('damaged')
  const before = logFilesIn(join(dataDir, 'log'))
  const path = join(dataDir, 'log', 'checkpoint')
  for (const damage of ['', 'x', `${(await readLogState(db))?.note}`.replace('\n20\n', '\n90\n')]) {
    writeFileSync(path, damage)
    expect(await log.bring()).toBe(true)
    expect(logFilesIn(join(dataDir, 'log'))).toEqual(before)
  }
  rmSync(join(dataDir, 'keys', 'log.mark'))
  writeFileSync(path, 'x')
  expect(await log.bring()).toBe(false)
  expect(log.standing()).toEqual({ ok: false, why: 'published-unreadable' })
})

test('without its key, or with another one, nothing is signed; what another process signed is still brought to files', async () => {
  for (const why of ['key-missing', 'other-key'] as const) {
    const { dataDir, db, world, log } = await aLog(why)
    const here = join(folder, `${why}-here`)
    if (why === 'other-key') {
      cpSync(join(dataDir, 'keys', 'log'), join(here, 'keys', 'log'))
      writeFileSync(join(here, 'keys', 'log'), new Uint8Array(32).fill(7))
    }
    const other = await keptLog(db, here)
    await publishFrom(db, world, 1)
    expect(await other.bring()).toBe(true)
    expect(other.standing()).toEqual({ ok: false, why })
    expect((await readLogState(db))?.size).toBe(20)
    await log.bring()
    expect(await other.bring()).toBe(true)
    expect((await readLogState(db))?.size).toBe(21)
    expect(logFilesIn(join(here, 'log'))).toEqual(logFilesIn(join(dataDir, 'log')))
  }
})

test('a new key is announced by a leaf, signs beside the old one for thirty days and then alone', async () => {
  const { dataDir, db, world } = await aLog('rotation')
  await rotateLogKey(join(dataDir, 'keys'))
  const old = (await readLogState(db))?.vkey
  let now = '2026-10-01T09:00:00+08:00'
  const log = await keptLog(db, dataDir, { now: () => new Date(now) })
  await log.bring()
  const state = await readLogState(db)
  expect(state?.vkey).not.toBe(old)
  expect((await leavesOf(db)).at(-1)).toEqual({ t: 'key', vkey: state?.vkey, until: '2026-10-31' })
  const signatures = async () => (await readLogState(db))?.note.match(/^— \S+ /gm)?.length
  expect(await signatures()).toBe(2)
  now = '2026-10-31T23:59:00+08:00'
  await publishFrom(db, world, 1)
  await log.bring()
  expect(await signatures()).toBe(2)
  now = '2026-11-01T00:00:00+08:00'
  await publishFrom(db, world, 1)
  await log.bring()
  expect(await signatures()).toBe(1)
  expect(log.said).toEqual([])
  expect(logFilesIn(join(dataDir, 'log'))).toEqual(await expectedLog(db, [`${old}`]))
})

test('who signs nothing can tell that the database is behind what readers get', async () => {
  const { db, restore, otherwise } = await aLog('beside')
  const older = await restore()
  const note = (await readLogState(db))?.note ?? ''
  const before = (await readLogState(older))?.note ?? ''
  expect(await standingBeside(db, note)).toEqual({ ok: true })
  expect(await standingBeside(db, before)).toEqual({ ok: true })
  expect(await standingBeside(older, null)).toEqual({ ok: true })
  expect(await standingBeside(older, note)).toEqual({ ok: false, why: 'database-older' })
  expect(await standingBeside(db, 'no checkpoint')).toEqual({ ok: false, why: 'published-unreadable' })
  cpSync(join(folder, 'beside', 'keys', 'log'), join(folder, 'beside-elsewhere', 'keys', 'log'))
  const forked = await keptLog(older, join(folder, 'beside-elsewhere'))
  await publishFrom(older, otherwise, 6, '2026-09-20')
  await forked.bring()
  expect(await standingBeside(older, note)).toEqual({ ok: false, why: 'other-root' })
})

test('only paths a log can have are read of its folder', async () => {
  const { log, dataDir } = await aLog('paths')
  writeFileSync(join(dataDir, 'log', 'secret'), 'x')
  for (const path of ['checkpoint', 'vkey', 'checkpoints/20', 'tile/0/000.p/20', 'tile/entries/000.p/15'])
    expect([path, (await log.read(path))?.length ?? 0]).toEqual([path, expect.any(Number)])
  expect((await log.read('checkpoints/20'))?.length).toBeGreaterThan(100)
  const never = [
    'secret',
    '../keys/log',
    'tile/../../keys/log',
    'checkpoints/020',
    'tile/0/0',
    'tile',
    '',
    'tile/0/000',
  ]
  for (const path of never) expect([path, await log.read(path)]).toEqual([path, null])
})
