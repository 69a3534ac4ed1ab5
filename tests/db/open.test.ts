import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type InStatement } from '@libsql/client'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DatabaseBusy, type Db, GUARD, GuardFailed, UNGUARD, UniqueViolation } from '#db/engine.ts'
import { openDb } from '#db/open.ts'

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

describe('batches of one moment', () => {
  const pages = async () => statSync(join(folder, 'x.db-wal')).size / 4096
  const add = (id: string, version = 1) => [
    { sql: 'INSERT INTO things VALUES (?, ?) RETURNING id', args: [id, version] },
    { sql: 'UPDATE things SET version = version + 1 WHERE id = ?', args: [id] },
  ]

  test('share a commit, and each is answered with its own rows', async () => {
    const before = await pages()
    const found = await Promise.all(Array.from({ length: 50 }, (_, n) => db.write(add(`n${n}`))))
    expect(found.map(([added, raised]) => [added?.rows[0]?.id, raised?.rowsAffected])).toEqual(
      Array.from({ length: 50 }, (_, n) => [`n${n}`, 1]),
    )
    // One commit writes each page it changed once; fifty would write at least a page each.
    expect((await pages()) - before).toBeLessThan(10)
    for (let n = 0; n < 50; n++) await db.write(add(`m${n}`))
    expect((await pages()) - before).toBeGreaterThan(50)
  })

  test('stand when one of twenty-one is refused, which alone hears of it, whatever refuses it', async () => {
    const stale = { sql: "UPDATE things SET version = 2 WHERE id = 'a' AND version = 7", args: [] }
    const guilty: [string, InStatement[], object][] = [
      ['unique', add('a'), expect.any(UniqueViolation)],
      ['guard', [...add('lost'), stale, GUARD, UNGUARD], expect.any(GuardFailed)],
      ['anything', [...add('lost'), 'INSERT INTO things(id) VALUES (NULL)'], expect.any(Error)],
      ['nonsense', [...add('lost'), 'INSERT INTO nowhere VALUES (1)'], expect.any(Error)],
    ]
    for (const [name, statements, error] of guilty) {
      const good = Array.from({ length: 20 }, (_, n) => add(`${name}${n}`))
      const all = [...good.slice(0, 10), statements, ...good.slice(10)]
      const settled = await Promise.allSettled(all.map((one) => db.write(one)))
      const refused = settled.filter((one) => one.status === 'rejected')
      expect(refused.map((one) => one.reason)).toEqual([error])
      expect(settled[10]).toBe(refused[0])
      const { rows } = await db.query('SELECT count(*) AS n FROM things WHERE id LIKE ? AND version = 2', [`${name}%`])
      expect(rows[0]?.n).toBe(20)
    }
    expect((await db.query("SELECT id FROM things WHERE id = 'lost'")).rows).toHaveLength(0)
    expect([await count('guards'), await db.ready()]).toEqual([0, { ok: true }])
  })

  test('are written in the order they came, also when they have to go alone', async () => {
    for (const last of ['UPDATE things SET version = version * 2', "INSERT INTO things VALUES ('a', 1)"]) {
      await db.write(['UPDATE things SET version = 1'])
      const steps = ['UPDATE things SET version = version + 3', 'UPDATE things SET version = version * 5', last]
      const later = Promise.allSettled(steps.map((one) => db.write([one])))
      setImmediate(() => db.write(['UPDATE things SET version = version - 1']))
      await later
      await db.write(['UPDATE things SET version = version'])
      expect(await versionOf()).toBe(last.startsWith('UPDATE') ? 39 : 19)
    }
  })

  test('are in the file when they are answered', async () => {
    const other = createClient({ url })
    await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        await db.write(add(`n${n}`))
        const { rows } = await other.execute({ sql: 'SELECT 1 FROM things WHERE id = ?', args: [`n${n}`] })
        expect(rows).toHaveLength(1)
      }),
    )
    other.close()
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

  test('is told to all who wrote at once, and nothing of theirs stands', async () => {
    const release = await lock()
    const settled = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => db.write([{ sql: 'INSERT INTO things VALUES (?, 1)', args: [`n${n}`] }])),
    )
    expect(settled.map((one) => one.status === 'rejected' && one.reason instanceof DatabaseBusy)).toEqual(
      Array(20).fill(true),
    )
    await release()
    await db.write(['UPDATE things SET version = 3'])
    expect([await count('things'), await versionOf()]).toEqual([1, 3])
  })

  test('never puts what was to be written into the message', async () => {
    const release = await lock()
    const secret = { sql: 'UPDATE things SET id = ?', args: ['canary-value'] }
    const error = await db.write([secret]).catch((caught: Error) => caught)
    expect(String((error as Error).message)).not.toContain('canary')
    await release()
  })
})
