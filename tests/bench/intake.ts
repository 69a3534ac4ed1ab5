import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createClient, type InStatement, type InValue } from '@libsql/client'
import type { Env } from '#api/env.ts'
import { takeTip } from '#api/intake.ts'
import { shippedBureau } from '#api/senders/bureau.ts'
import type { Db, Statement } from '#db/engine.ts'
import { migrateDb } from '#db/migrate.ts'
import { openDb } from '#db/open.ts'
import { newTip } from '../faults/load.ts'
import { freshDataDir, startServer } from '../server.ts'
import { cpuOf } from './measure.ts'
import { loadFor, type Series, seriesOf } from './series.ts'

/** As `db/open.ts` sets them: the baseline pays for the same durability. */
const PRAGMAS = [
  'journal_mode = wal',
  'synchronous = 2',
  'foreign_keys = 1',
  'secure_delete = 1',
  'trusted_schema = 0',
  'temp_store = 2',
  'cell_size_check = 1',
]

/** The batches the product itself would write for `count` new tips, caught before they are written. */
export async function recordBatches(count: number): Promise<InStatement[][]> {
  const folder = freshDataDir()
  const db = await openDb(`file:${join(folder, 'empty.db')}`)
  await migrateDb(db)
  const batches: InStatement[][] = []
  const write: Db['write'] = async (statements) => {
    batches.push(statements.map(plain))
    return []
  }
  const recorder: Db = { ...db, write }
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const secrets = { receipt: random(32), pepper: random(32), mail: random(32), work: random(32), session: random(32) }
  const env = { db: recorder, bureau: shippedBureau(), secrets, random, now: () => new Date() } as unknown as Env
  for (let n = 0; n < count; n++) {
    const { key, body } = newTip()
    await takeTip(env, JSON.parse(body), { channel: 'web', idempotencyKey: key })
  }
  db.close()
  rmSync(folder, { recursive: true, force: true })
  return batches
}

/** The same batches through the bare client, one durable commit after another, on a database like the product's. */
export async function rawSeries(batches: InStatement[][]): Promise<Charged> {
  const folder = freshDataDir()
  const url = `file:${join(folder, 'raw.db')}`
  const made = await openDb(url)
  await migrateDb(made)
  made.close()
  const client = createClient({ url, concurrency: 1, timeout: 0 })
  for (const pragma of PRAGMAS) await client.execute(`PRAGMA ${pragma}`)
  const times: number[] = []
  const [began, before] = [performance.now(), process.cpuUsage()]
  for (const batch of batches) {
    const start = performance.now()
    await client.batch(batch, 'write')
    times.push(performance.now() - start)
  }
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(before)
  client.close()
  rmSync(folder, { recursive: true, force: true })
  return { ...seriesOf(times, 0, seconds), cpu: (user + system) / 1000 / times.length }
}

/** A series with the processor time the server took for each, in milliseconds. */
export type Charged = Series & { cpu: number }

/** New tips over HTTP into a server of its own process, durable before each 201; by number of clients. */
export async function intakeSeries(seconds: number, clients: number[]): Promise<Map<number, Charged>> {
  const running = await startServer({ env: { DEMO: '0', INTAKE_LIMIT: '1000000' } })
  try {
    const call = () => {
      const { key, body } = newTip()
      return { method: 'POST', path: '/api/tips', headers: { 'idempotency-key': key }, body, expects: 201 }
    }
    await loadFor(running.url, 4, 2, call)
    const found = new Map<number, Charged>()
    const pid = running.child.pid ?? 0
    for (const c of clients) {
      const before = cpuOf(pid)
      const series = await loadFor(running.url, c, seconds, call)
      found.set(c, { ...series, cpu: (cpuOf(pid) - before) / series.done })
    }
    return found
  } finally {
    await running.stop()
  }
}

function plain(statement: Statement): InStatement {
  if (typeof statement !== 'object' || !('toSQL' in statement)) return statement
  const { sql, params } = statement.toSQL()
  return { sql, args: params as InValue[] }
}
