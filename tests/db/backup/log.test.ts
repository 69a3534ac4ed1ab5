import { cp, mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backup } from '#db/backup.ts'
import { copyDatabase } from '#db/copy.ts'
import type { Db } from '#db/engine.ts'
import { openDb } from '#db/open.ts'
import { restore } from '#db/restore.ts'
import { instance, type Places, places } from '../../fixtures/instance.ts'
import { keptLog, publishFrom } from '../../fixtures/kept-log.ts'
import { logFilesIn } from '../../fixtures/log-folder.ts'
import { runRestore } from '../../fixtures/programs.ts'
import { World } from '../../fixtures/world.ts'

const place = places()
const MADE = new Date('2026-09-14T10:00:00+08:00')

/** An instance whose log has ten leaves, backed up at eight of them; `last` is its public checkpoint. */
async function backedUp(): Promise<{ at: Places; last: string; now: Map<string, string> }> {
  const at = place()
  const { db, release } = await instance(at.data)
  const world = new World(41, 1)
  const log = await keptLog(db, at.data)
  await publishFrom(db, world, 8)
  await log.bring()
  await backup(at.data, at.to, { folder: at.keys }, MADE)
  await publishFrom(db, world, 2)
  await log.bring()
  const last = await readFile(join(at.data, 'log/checkpoint'), 'utf8')
  db.close()
  release()
  return { at, last, now: logFilesIn(join(at.data, 'log')) }
}

async function goneOn(dataDir: string): Promise<{ db: Db; log: Awaited<ReturnType<typeof keptLog>> }> {
  const db = await openDb(`file:${join(dataDir, 'jingtu.db')}`)
  const log = await keptLog(db, dataDir)
  await log.bring()
  return { db, log }
}

test('a backup carries the keys of the log and not its mark; the log is made anew from the database, byte for byte', async () => {
  const { at, now } = await backedUp()
  expect((await filesIn(at.keys)).sort()).toEqual(['log', 'mail', 'pepper', 'promise', 'receipt', 'session', 'work'])
  await restore(at.to, at.keys, at.again)
  expect((await stat(join(at.again, 'keys/log'))).mode & 0o777).toBe(0o600)
  const { db, log } = await goneOn(at.again)
  expect(log.standing()).toEqual({ ok: true })
  const again = logFilesIn(join(at.again, 'log'))
  expect(again.size).toBeGreaterThan(3)
  for (const [path, bytes] of again) if (path !== 'checkpoint') expect([path, now.get(path)]).toEqual([path, bytes])
  db.close()
})

test('an older copy that is told the last public checkpoint keeps its log at a standstill', async () => {
  const { at, last } = await backedUp()
  await restore(at.to, at.keys, at.again, null, last)
  const { db, log } = await goneOn(at.again)
  const otherwise = new World(41, 1)
  for (let n = 0; n < 8; n++) otherwise.next('2026-09-14')
  await publishFrom(db, otherwise, 5, '2026-09-20')
  await log.bring()
  expect(log.standing()).toEqual({ ok: false, why: 'database-older' })
  expect(logFilesIn(join(at.again, 'log'))).toEqual(new Map())
  expect((await db.query('SELECT size FROM log_state')).rows[0]?.size).toBe(8)
  db.close()
})

test('a checkpoint of somebody else, or one that was altered, is refused and nothing is restored', async () => {
  const { at, last } = await backedUp()
  const other = await backedUp()
  for (const wrong of [other.last, last.replace('\n10\n', '\n9\n'), 'nothing of the kind', ''])
    await expect(restore(at.to, at.keys, at.again, null, wrong)).rejects.toThrow("no checkpoint of this instance's log")
  expect(await filesIn(at.again)).toEqual([])
})

test('a database that is moved takes its log along', async () => {
  const { at, now } = await backedUp()
  const there = `file:${join(at.again, 'jingtu.db')}`
  await mkdir(at.again)
  await copyDatabase({ url: `file:${join(at.data, 'jingtu.db')}` }, { url: there })
  await cp(join(at.data, 'keys'), join(at.again, 'keys'), { recursive: true })
  const { db, log } = await goneOn(at.again)
  expect(log.standing()).toEqual({ ok: true })
  expect(logFilesIn(join(at.again, 'log'))).toEqual(now)
  db.close()
})

test('the program takes the checkpoint from its address, and says how the log goes on', async () => {
  const { at, last } = await backedUp()
  const plain = runRestore(at.again, '--from', at.to, '--keys-from', at.keys)
  expect(await plain.code).toBe(0)
  expect(plain.printed()).toContain('the log has 8 leaves: if a later checkpoint was ever public')

  const server = createServer((_, answer) => answer.end(last))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const url = `http://127.0.0.1:${port}/log/checkpoint`
  const told = runRestore(`${at.again}-told`, '--from', at.to, '--keys-from', at.keys, '--checkpoint', url)
  expect(await told.code).toBe(0)
  expect(told.printed()).toContain('this copy has 8 of the 10 leaves that are public')
  server.close()
  expect(await readFile(`${at.again}-told/keys/log.mark`, 'utf8')).toMatch(/^jingtu\.example\/log\n10\n/)
})

async function filesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}
