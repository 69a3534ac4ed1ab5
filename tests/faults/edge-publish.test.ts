import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '@libsql/client/sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBuckets } from '#api/senders/edge-buckets.ts'
import { migrateDb } from '#db/migrate.ts'
import { openDb } from '#db/open.ts'
import { md5sIn, WRANGLER_TOML } from '../fixtures/bucket.ts'
import { unpackDatabase } from '../fixtures/databases.ts'
import { type Hrana, startHrana } from '../hrana/server.ts'
import { quickFolder } from '../tree.ts'

const ROOT = join(import.meta.dirname, '../..')
const folder = quickFolder('edge-publish')
let server: Hrana
/** Where the buckets of `wrangler dev` lie: one to look at, one to be killed over. */
const states = { whole: join(folder, 'whole'), killed: join(folder, 'killed') }

/** A database with a demo bureau behind a server, and a stand-in for every filed document in the buckets. */
beforeAll(async () => {
  const file = join(folder, 'remote.db')
  unpackDatabase('unreleased', file)
  const db = await openDb(`file:${file}`)
  await migrateDb(db)
  const { rows } = await db.query('SELECT key FROM files')
  db.close()
  server = await startHrana({ file })
  for (const state of Object.values(states)) {
    mkdirSync(state)
    const { files, close } = await openBuckets({
      ...{ config: WRANGLER_TOML, scratch: state },
      remote: false,
      persistTo: state,
    })
    for (const { key } of rows) await files.put(String(key), new TextEncoder().encode('%PDF-1.4 stand-in'))
    await close()
  }
}, 300_000)
afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** The program as a process of its own. What it started ends with it, however it ends. */
async function publish(state: string, env: Record<string, string> = {}, ...args: string[]) {
  const child = spawn(process.execPath, ['api/node.ts', 'publish:edge', '--persist-to', state, ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...{ DATA_DIR: join(folder, 'machine'), ORIGIN: 'https://example.invalid', DEMO: '1' },
      ...{ DATABASE_URL: server.url, DATABASE_AUTH_TOKEN: server.token, FAULT_AT: '' },
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const started = new Set<number>()
  const watch = setInterval(() => childrenOf(child.pid).forEach((pid) => void started.add(pid)), 50)
  let said = ''
  child.stdout.on('data', (part) => (said += part))
  child.stderr.on('data', (part) => (said += part))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearInterval(watch)
  const left = [...started].filter((pid) => existsSync(`/proc/${pid}`) && child.signalCode === 'SIGKILL')
  for (const pid of left) process.kill(pid, 'SIGKILL')
  return { code, killed: child.signalCode === 'SIGKILL', said: said.trim() }
}

function childrenOf(pid: number | undefined): number[] {
  const path = `/proc/${pid}/task/${pid}/children`
  return existsSync(path) ? readFileSync(path, 'utf8').split(' ').filter(Boolean).map(Number) : []
}

async function lookAt(state: string): Promise<Map<string, string>> {
  const { site, close } = await openBuckets({
    ...{ config: WRANGLER_TOML, scratch: state },
    remote: false,
    persistTo: state,
  })
  try {
    return await md5sIn(site)
  } finally {
    await close()
  }
}

test('the program publishes a remote database into the buckets of wrangler dev; killed anywhere and begun anew by another machine, it comes to the same bytes', async () => {
  const first = await publish(states.whole)
  expect(first).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^deployed: \d{3,} put, 0 removed, 0 as they were$/),
  })
  expect(await publish(states.whole)).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^deployed: 0 put, 0 removed/),
  })
  const whole = await lookAt(states.whole)
  expect(whole.size).toBeGreaterThan(400)
  for (const path of ['index.html', 'enterprises.json', 'enterprises/feed.xml', '404.html'])
    expect(whole.has(path)).toBe(true)
  expect([...whole.keys()].filter((path) => path.startsWith('_astro/')).length).toBeGreaterThan(3)

  const machine = { DATA_DIR: join(folder, 'machine-2') }
  for (const at of ['site:staged#1', 'edge:put#60'])
    expect(await publish(states.killed, { ...machine, FAULT_AT: at })).toMatchObject({ killed: true })
  const elsewhere = await publish(states.killed)
  expect([elsewhere.code, elsewhere.said]).toEqual([1, expect.stringMatching(/^jingtu: 构建机 .*--take-over$/)])
  expect(await publish(states.killed, {}, '--take-over')).toMatchObject({ code: 0 })
  expect(await lookAt(states.killed)).toEqual(whole)
}, 600_000)

test('what it cannot work with is told in one line: settings, an older database, one of a later version', async () => {
  const wrong = await publish(states.whole, { ORIGIN: 'example', DEMO: '' })
  expect([wrong.code, wrong.said]).toEqual([1, expect.stringMatching(/^jingtu: .*ORIGIN.*\(see README\)$/)])
  for (const [version, line] of [
    ['0.1.0', /^jingtu: 数据库还是旧版本.*npm run migrate$/],
    ['unreleased', /^jingtu: 数据库属于更新的版本.*later version/],
  ] as const) {
    const file = join(folder, `${version}.db`)
    unpackDatabase(version, file)
    const db = createClient({ url: `file:${file}`, concurrency: 1 })
    if (version === 'unreleased')
      await db.execute("INSERT INTO __drizzle_migrations(hash, created_at) VALUES ('later', 9999999999999)")
    db.close()
    const other = await startHrana({ file })
    const refused = await publish(states.whole, { DATABASE_URL: other.url, DATABASE_AUTH_TOKEN: other.token })
    await other.stop()
    expect([refused.code, refused.said]).toEqual([1, expect.stringMatching(line)])
  }
}, 300_000)
