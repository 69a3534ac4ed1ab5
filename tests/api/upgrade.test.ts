import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client/sqlite3'
import { afterAll, expect, test } from 'vitest'
import { keptVersions, unpackDatabase } from '../fixtures/databases.ts'
import { startServer } from '../server.ts'
import { visitor } from '../visitor.ts'

const ROOT = join(import.meta.dirname, '../..')
const root = mkdtempSync(join(tmpdir(), 'jingtu-upgrade-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** A demo instance that a version left: its database, a mark, keys, and a stand-in for every photo and report. */
async function instanceOf(version: string) {
  const dataDir = mkdtempSync(join(root, 'data-'))
  for (const name of ['keys', 'photos']) mkdirSync(join(dataDir, name), { mode: 0o700 })
  for (const key of ['receipt', 'pepper', 'mail', 'work', 'session'])
    writeFileSync(join(dataDir, 'keys', key), randomBytes(32), { mode: 0o600 })
  writeFileSync(join(dataDir, 'mark.json'), '{"demo":true}\n')
  const path = join(dataDir, 'jingtu.db')
  unpackDatabase(version, path)
  const db = createClient({ url: `file:${path}`, concurrency: 1 })
  const tables = (await db.execute("SELECT name FROM sqlite_schema WHERE name IN ('attachments', 'files')")).rows
  for (const { name } of tables)
    for (const { key } of (await db.execute(`SELECT key FROM ${name}`)).rows)
      writeFileSync(join(dataDir, 'photos', String(key)), '%PDF-1.4 stand-in')
  return { dataDir, db }
}

test.each(keptVersions())(
  'an instance that %s left starts, shows its cases, and takes a tip',
  async (version) => {
    const { dataDir, db } = await instanceOf(version)
    const cases = Number((await db.execute('SELECT count(*) FROM cases')).rows[0]?.[0])
    db.close()
    const server = await startServer({ dataDir })
    try {
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
      const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
        const sent = { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
        const answer = await fetch(`${server.url}${path}`, sent)
        return { status: answer.status, headers: answer.headers, body: await answer.json() }
      }
      const clerk = visitor({ ask, env: { origin: server.url } } as unknown as Parameters<typeof visitor>[0])
      await clerk.ask('POST', '/api/auth/demo', { as: 'qian' })
      const tip = { kinds: ['soil_groundwater'], description: '夜里有车往河边倒黑色的泥。', place: { address: '北门' } }
      const taken = await ask('POST', '/api/tips', { ...tip, reporter: { mode: 'anonymous' } })
      expect([taken.status, taken.body.ok]).toEqual([201, true])
      const count = await clerk.ask('GET', '/api/cases/count')
      expect([count.status, count.body.total]).toEqual([200, cases + 1])
      const page = await fetch(`${server.url}/enterprises/`)
      expect([page.status, (await page.text()).includes('演示')]).toEqual([200, true])
    } finally {
      await server.stop()
    }
  },
  120_000,
)

test.each(['serve', 'migrate', 'seed', 'publish'])(
  '%s refuses a database that a later version has been in, in one line',
  async (program) => {
    const { dataDir, db } = await instanceOf('unreleased')
    await db.execute("INSERT INTO __drizzle_migrations(hash, created_at) VALUES ('later', 9999999999999)")
    db.close()
    const { status, stderr } = spawnSync(process.execPath, ['api/node.ts', program], {
      cwd: ROOT,
      env: { ...process.env, PORT: '0', DATA_DIR: dataDir },
      encoding: 'utf8',
      timeout: 60_000,
    })
    expect(status).toBe(1)
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^jingtu: 数据库属于更新的版本.* \/ .*later version/),
    ])
  },
  60_000,
)
