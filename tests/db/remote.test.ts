import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DatabaseUnreachable, type Db, GUARD, GuardFailed, UNGUARD, UniqueViolation } from '#db/engine.ts'
import { migrateDb } from '#db/migrate.ts'
import { openRemote } from '#db/remote.ts'
import { type Hrana, startHrana } from '../hrana/server.ts'

let server: Hrana
let db: Db

beforeEach(async () => {
  server = await startHrana()
  db = openRemote(server)
  await db.write([
    'CREATE TABLE guards(ok INTEGER NOT NULL)',
    'CREATE TABLE things(id TEXT PRIMARY KEY, version INTEGER NOT NULL, bytes BLOB)',
    "INSERT INTO things VALUES ('a', 1, NULL)",
  ])
})
afterEach(async () => {
  db.close()
  await server.stop()
})

const versionOf = async () => Number((await db.query('SELECT version FROM things')).rows[0]?.version)
const count = async (table: string) => Number((await db.query(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n)

describe('a database over HTTP', () => {
  test('is ready when it answers and keeps foreign keys, and says why when not', async () => {
    expect(await db.ready()).toEqual({ ok: true })
    const foreign = openRemote({ url: server.url, token: 'wrong' })
    expect(await foreign.ready()).toMatchObject({ ok: false, why: expect.stringContaining('token') })
  })

  test('a batch is all or nothing, and what went wrong is told apart', async () => {
    const b = "INSERT INTO things VALUES ('b', 1, NULL)"
    await expect(db.write([b, "INSERT INTO things VALUES ('a', 1, NULL)"])).rejects.toThrow(UniqueViolation)
    const save = { sql: 'UPDATE things SET version = 2 WHERE id = ? AND version = ?', args: ['a', 7] }
    await expect(db.write([b, save, GUARD, UNGUARD])).rejects.toThrow(GuardFailed)
    expect(await count('things')).toBe(1)
    await db.write([{ ...save, args: ['a', 1] }, GUARD, UNGUARD])
    expect([await versionOf(), await count('guards')]).toEqual([2, 0])
  })

  test('values come back as they went', async () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, i) => i % 256)
    await db.write([{ sql: 'INSERT INTO things VALUES (?, ?, ?)', args: ['净土 😀', 9007199254740991n, bytes] }])
    const { rows } = await db.query('SELECT * FROM things WHERE id = ?', ['净土 😀'])
    expect(rows[0]?.version).toBe(9007199254740991)
    expect(new Uint8Array(rows[0]?.bytes as ArrayBuffer)).toEqual(bytes)
  })

  test('of fifty batches at once none is refused for being busy', async () => {
    await Promise.all(Array.from({ length: 50 }, () => db.write(['UPDATE things SET version = version + 1'])))
    expect(await versionOf()).toBe(51)
  })

  test('the reading side cannot write, by plain SQL or by the builder', async () => {
    for (const text of ['DELETE FROM things', 'WITH x AS (SELECT 1) DELETE FROM things'])
      await expect(db.query(text)).rejects.toThrow('only reads')
    await expect(db.read.run(sql.raw('DELETE FROM things'))).rejects.toThrow()
    expect(await count('things')).toBe(1)
  })

  test('the tables of this version are made over it, once', async () => {
    await db.write(['DROP TABLE guards', 'DROP TABLE things'])
    await migrateDb(db)
    await migrateDb(db)
    expect(await count('cases')).toBe(0)
  })

  test('is not copied into a file', async () => {
    await expect(db.copyTo('/tmp/x.db')).rejects.toThrow('remote database')
  })
})

describe('a server that does not answer', () => {
  test('a write whose reply is lost is reported as such and never sent again', async () => {
    server.faults.dropped = 1
    await expect(db.write(['UPDATE things SET version = version + 1'])).rejects.toThrow(DatabaseUnreachable)
    expect(await versionOf()).toBe(2)
  })

  test('a write that was refused with 503 is not sent again either', async () => {
    server.faults.unavailable = 1
    await expect(db.write(['UPDATE things SET version = version + 1'])).rejects.toThrow(DatabaseUnreachable)
    expect(server.faults.seen.unavailable).toBe(1)
    server.faults.unavailable = 0
    expect(await versionOf()).toBe(1)
  })

  test('a reading is asked again', async () => {
    server.faults.unavailable = 0.5
    for (let i = 0; i < 10; i++) await versionOf().catch(() => {})
    expect(server.faults.seen.unavailable).toBeGreaterThan(3)
    server.faults.unavailable = 1
    await expect(db.query('SELECT 1')).rejects.toThrow(DatabaseUnreachable)
  })

  test('a server that is not there is unreachable', async () => {
    await server.stop()
    await expect(db.write(['SELECT 1'])).rejects.toThrow(DatabaseUnreachable)
    server = await startHrana()
  })
})
