import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DatabaseBusy, type Db, GUARD, GuardFailed, openDb, UNGUARD, UniqueViolation } from '#db/open.ts'

let folder: string
let url: string
let db: Db

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jingtu-open-'))
  url = `file:${join(folder, 'x.db')}`
  db = await openDb(url)
  await db.write([
    'CREATE TABLE guards(ok INTEGER NOT NULL)',
    'CREATE TABLE things(id TEXT PRIMARY KEY, version INTEGER NOT NULL)',
    "INSERT INTO things VALUES ('a', 1)",
  ])
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true, force: true })
})

const versionOf = async () => Number((await db.query('SELECT version FROM things')).rows[0]?.version)
const count = async (table: string) => Number((await db.query(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n)

describe('the one writer', () => {
  test('carries every setting on both connections, and says so', async () => {
    expect(await db.ready()).toEqual({ ok: true })
    const setting = async (name: string) =>
      Object.values((await db.writer.get<object>(sql.raw(`PRAGMA ${name}`))) ?? {})[0]
    expect(await setting('journal_mode')).toBe('wal')
    expect(await setting('synchronous')).toBe(2)
    expect(await setting('secure_delete')).toBe(1)
    expect(await setting('foreign_keys')).toBe(1)
  })

  test('a setting that was lost makes it unready', async () => {
    await db.writer.run('PRAGMA synchronous = NORMAL')
    expect(await db.ready()).toEqual({ ok: false, why: 'database: PRAGMA synchronous is 1, not 2' })
  })

  test('the reading connection cannot write', async () => {
    await expect(db.query('DELETE FROM things')).rejects.toThrow()
    expect(await count('things')).toBe(1)
  })

  test('a batch is all or nothing, and what went wrong is told apart', async () => {
    await expect(
      db.write(["INSERT INTO things VALUES ('b', 1)", "INSERT INTO things VALUES ('a', 1)"]),
    ).rejects.toThrow(UniqueViolation)
    expect(await count('things')).toBe(1)
    const save = { sql: 'UPDATE things SET version = 2 WHERE id = ? AND version = ?', args: ['a', 7] }
    await expect(db.write(["INSERT INTO things VALUES ('c', 1)", save, GUARD, UNGUARD])).rejects.toThrow(GuardFailed)
    expect(await count('things')).toBe(1)
    await db.write([{ ...save, args: ['a', 1] }, GUARD, UNGUARD])
    expect([await versionOf(), await count('guards')]).toEqual([2, 0])
  })

  test('of fifty batches at once none is refused for being busy', async () => {
    const raise = { sql: 'UPDATE things SET version = version + 1', args: [] }
    await Promise.all(Array.from({ length: 50 }, () => db.write([raise])))
    expect(await versionOf()).toBe(51)
  })
})

describe('a file locked by another process', () => {
  /** Holds the write lock, as a foreign process would, until released. */
  async function lock() {
    const other = createClient({ url, concurrency: 1, timeout: 0 })
    await other.execute('PRAGMA journal_mode = wal')
    const held = await other.transaction('write')
    return async () => {
      await held.rollback()
      other.close()
    }
  }

  test('is answered busy at once, and writes go on as soon as it is free', async () => {
    const release = await lock()
    await expect(db.write(['UPDATE things SET version = 2'])).rejects.toThrow(DatabaseBusy)
    await expect(db.write(['UPDATE things SET version = 2'])).rejects.toThrow(DatabaseBusy)
    expect(await versionOf()).toBe(1)
    await release()
    await db.write(['UPDATE things SET version = 3'])
    expect(await versionOf()).toBe(3)
    expect(await db.ready()).toEqual({ ok: true })
  })

  test('never puts what was to be written into the message', async () => {
    const release = await lock()
    const secret = { sql: 'UPDATE things SET id = ?', args: ['canary-value'] }
    const error = await db.write([secret]).catch((caught: Error) => caught)
    expect(String((error as Error).message)).not.toContain('canary')
    await release()
  })
})
