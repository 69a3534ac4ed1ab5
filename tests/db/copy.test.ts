import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { burnBoxes } from '#api/senders/photo-node.ts'
import { copyDatabase } from '#db/copy.ts'
import { exportDigest, exportLines, openExact } from '#db/export.ts'
import { holdLock } from '#db/lock.ts'
import { migrateDb } from '#db/migrate.ts'
import { openDb } from '#db/open.ts'
import { openRemote } from '#db/remote.ts'
import { seedDemo } from '#db/seed.ts'
import { bureau } from '../fixtures/bureau.ts'
import { type Hrana, startHrana } from '../hrana/server.ts'

const root = mkdtempSync(join(tmpdir(), 'jingtu-copy-'))
const at = (name: string) => ({ url: `file:${join(root, name, 'jingtu.db')}` })
const key = (fill: number) => new Uint8Array(32).fill(fill)
const secrets = { receipt: key(1), pepper: key(2), mail: key(3), work: key(4), session: key(5) }
const store = { put: async () => {}, get: async () => null, remove: async () => {} }
let server: Hrana

const digest = async (url: string, token?: string) => {
  const client = openExact(url, token)
  return exportDigest(client).finally(() => client.close())
}

beforeAll(async () => {
  server = await startHrana()
  for (const name of ['home', 'back', 'other']) mkdirSync(join(root, name))
  const db = await openDb(at('home').url)
  await migrateDb(db)
  await seedDemo({ db, store, burnBoxes, secrets, bureau }, new Date('2026-11-24T09:00:00+08:00'))
  // What JSON and JavaScript would blur: a REAL that is whole, a whole number beyond 2^53, bytes, signs beyond the plane.
  await db.write([
    { sql: "INSERT INTO attempts(key, count, since) VALUES ('净土 😀 ''', 9007199254740993, 1)", args: [] },
    "UPDATE tips SET notify_email = x'00ff10' WHERE id = (SELECT min(id) FROM tips)",
  ])
  db.close()
})
afterAll(async () => {
  await server.stop()
  rmSync(root, { recursive: true, force: true })
})

describe('a database moves', () => {
  test('from a file to a server and back, and every row is the same, found by the same words', async () => {
    const home = await openDb(at('home').url)
    // Lists that show things as they came in: a copy in the order of ids would mix them.
    const tips = (await home.query('SELECT id FROM tips ORDER BY rowid')).rows.map((row) => row[0])
    expect(tips).not.toEqual([...tips].sort())
    home.close()
    const before = await digest(at('home').url)
    expect(await copyDatabase(at('home'), server)).toBe(before)
    expect(await copyDatabase(server, at('back'))).toBe(before)
    expect(await digest(at('back').url)).toBe(before)
    const [there, back] = [openRemote(server), await openDb(at('back').url)]
    for (const db of [there, back]) {
      const count = async (sql: string) => Number((await db.query(sql)).rows[0]?.[0])
      expect(await count('SELECT count(*) FROM cases')).toBeGreaterThan(30)
      expect(await count("SELECT count(*) FROM record_search WHERE record_search MATCH '演示'")).toBeGreaterThan(0)
      const order = await db.query('SELECT id FROM tips ORDER BY rowid')
      expect(order.rows.map((row) => row[0])).toEqual(tips)
      // What triggers keep is kept on.
      expect(await count("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'")).toBe(2)
    }
    expect((await back.query('PRAGMA integrity_check')).rows[0]?.[0]).toBe('ok')
    expect((await back.query('PRAGMA foreign_key_check')).rows).toEqual([])
    there.close()
    back.close()
  })

  test('never onto one that holds anything, from one in use, or from one that is not there', async () => {
    await expect(copyDatabase(at('home'), server)).rejects.toThrow('is not empty')
    const lock = await holdLock(join(root, 'home/lock.db'))
    await expect(copyDatabase(at('home'), at('other'))).rejects.toThrow('another process is using')
    lock?.release()
    await expect(copyDatabase(at('nowhere-yet'), at('other'))).rejects.toThrow()
    await expect(copyDatabase({ url: `file:${join(root, 'other/none.db')}` }, at('back'))).rejects.toThrow(
      'no database',
    )
  })

  test('one changed value, type or row changes the export', async () => {
    const client = openExact(at('back').url)
    const before = await exportDigest(client)
    const lines: string[] = []
    for await (const line of exportLines(client)) lines.push(line)
    expect(lines).toContainEqual(expect.stringContaining('{"int":"9007199254740993"}'))
    expect(lines).toContainEqual(expect.stringContaining('{"blob":"00ff10"}'))
    expect(lines.filter((line) => /search_(data|idx|docsize)|__drizzle/.test(line))).toEqual([])
    for (const [change, undo] of [
      ["UPDATE attempts SET since = '1x'", 'UPDATE attempts SET since = 1'],
      ['UPDATE attempts SET count = count - 1', 'UPDATE attempts SET count = count + 1'],
      ['DELETE FROM case_search WHERE rowid = 1', null],
    ] as const) {
      await client.execute(change)
      expect(await exportDigest(client), change).not.toBe(before)
      if (undo) await client.execute(undo)
      if (undo) expect(await exportDigest(client), undo).toBe(before)
    }
    client.close()
  })

  test('a source that was written to meanwhile is noticed', async () => {
    const source = openRemote(server)
    const target = await startHrana()
    const copying = copyDatabase(server, target)
    const write = async (n: number) =>
      source.write([{ sql: 'INSERT INTO attempts(key, count, since) VALUES (?, 1, 1)', args: [`0-${n}`] }])
    let done = false
    const outcome = copying.then(
      () => 'copied',
      (error: Error) => error.message,
    )
    outcome.finally(() => {
      done = true
    })
    for (let n = 0; !done; n++) await write(n)
    expect(await outcome).toMatch(/not the same as the source/)
    source.close()
    await target.stop()
  })
})
