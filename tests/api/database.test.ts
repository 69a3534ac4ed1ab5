import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#api/senders/config.ts'
import { openDataDir } from '#api/senders/data-dir.ts'
import { bringDatabase, openCurrent, openDatabase } from '#api/senders/database.ts'
import { openMemory } from '#api/senders/programs.ts'
import { folderStore } from '#api/senders/store-node.ts'
import { type Hrana, startHrana } from '../hrana/server.ts'

const root = mkdtempSync(join(tmpdir(), 'jingtu-database-'))
let server: Hrana
beforeAll(async () => {
  server = await startHrana()
})
afterAll(async () => {
  await server.stop()
  rmSync(root, { recursive: true, force: true })
})

/** A process with a data folder of this name, on the server's database. */
async function process(name: string, demo = true) {
  const dataDir = join(root, name)
  const config = readConfig({ DATABASE_URL: server.url, DATABASE_AUTH_TOKEN: server.token, DATA_DIR: dataDir })
  const data = await openDataDir(dataDir, demo)
  data.lock.release()
  const store = folderStore(join(dataDir, 'photos'))
  return { config, data, store, open: () => openCurrent(config, data, store).then((db) => db.close()) }
}

test('a remote database is made by who is asked to, and only its own keys, mark and photos may serve it', async () => {
  const first = await process('first')
  await expect(first.open()).rejects.toThrow('run npm run migrate first')
  const db = await openDatabase(first.config)
  await bringDatabase(db, first.config, first.data, first.store)
  await bringDatabase(db, first.config, first.data, first.store)
  await first.open()
  expect((await db.query('SELECT count(*) AS n FROM instance')).rows[0]?.n).toBe(1)

  // A start fills nothing; who is asked to does.
  const { db: opened, seeded } = await openMemory(first.config, first.data)
  opened.close()
  expect(seeded).toBe(0)

  const stranger = await process('stranger')
  await expect(stranger.open()).rejects.toThrow('belongs to other keys')
  await expect(bringDatabase(db, stranger.config, stranger.data, stranger.store)).rejects.toThrow('other keys')

  cpSync(join(root, 'first/keys'), join(root, 'real/keys'), { recursive: true })
  await expect((await process('real', false)).open()).rejects.toThrow('marked demo')

  cpSync(join(root, 'first/keys'), join(root, 'second/keys'), { recursive: true })
  const second = await process('second')
  await expect(second.open()).rejects.toThrow("is not the folder of this database's photos")
  cpSync(join(root, 'first/photos'), join(root, 'second/photos'), { recursive: true })
  await second.open()

  await db.write([
    'DELETE FROM __drizzle_migrations WHERE created_at = (SELECT max(created_at) FROM __drizzle_migrations)',
  ])
  await expect(first.open()).rejects.toThrow('not at this version yet')
  db.close()
})

test('a server that is not there, or has another token, is named in one line', async () => {
  const one = await process('third')
  for (const change of [{ databaseUrl: 'http://127.0.0.1:9' }, { databaseToken: 'wrong' }]) {
    const failure = await openCurrent({ ...one.config, ...change }, one.data, one.store).catch((error) => error)
    expect(failure.name).toBe('StartRefused')
    expect(failure.message).not.toMatch(/\n/)
    expect(failure.message).toContain("the database can't be used")
  }
})
