import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '@libsql/client'
import { freshDataDir, startServer } from '../server.ts'
import { type Acknowledged, type Ledger, post, resident, sha256 } from './load.ts'
import { smallPhoto } from './photos.ts'

export type Outcome = {
  acknowledged: number
  /** Acknowledged tips whose receipt opens nothing. */
  lost: number
  /** Rows that no client asked for twice: tips in the database beyond those filed. */
  surplus: number
  /** Repeats under the same key that got another receipt. */
  changed: number
  /** Photos of acknowledged tips that are gone or not what was acknowledged. */
  photosLost: number
  integrity: string
  /** Milliseconds from start to ready, over all restarts. */
  readyMs: number[]
}

const CLIENTS = 8
const ENV = { DEMO: '0', INTAKE_LIMIT: '1000000' }

/**
 * Files tips from several residents at once, kills the server at a random moment, starts it again on the same folder,
 * as often as asked; then counts what is left against what was acknowledged. Two instances take turns at the two cores:
 * while one starts, the other is under load.
 */
export async function killDuringIntake(kills: number, entry?: string): Promise<Outcome> {
  const [one, other] = await Promise.all([killOne(Math.ceil(kills / 2), entry), killOne(Math.floor(kills / 2), entry)])
  return {
    acknowledged: one.acknowledged + other.acknowledged,
    lost: one.lost + other.lost,
    surplus: Math.max(one.surplus, other.surplus),
    changed: one.changed + other.changed,
    photosLost: one.photosLost + other.photosLost,
    integrity: one.integrity === 'ok' ? other.integrity : one.integrity,
    readyMs: [...one.readyMs, ...other.readyMs],
  }
}

async function killOne(kills: number, entry?: string): Promise<Outcome> {
  const dataDir = freshDataDir()
  const server = { dataDir, env: ENV, ...(entry && { entry }) }
  const ledger: Ledger = { acknowledged: [], open: [] }
  const readyMs: number[] = []
  const photo = await smallPhoto()
  for (let round = 0; round < kills; round++) {
    const began = performance.now()
    const running = await startServer(server)
    readyMs.push(performance.now() - began)
    let stopped = false
    const clients = Array.from({ length: CLIENTS }, (_, n) =>
      resident(running.url, ledger, () => stopped, n === 0 ? photo : undefined),
    )
    // Under way first: the moment of the kill is random from the first acknowledgement on.
    const before = ledger.acknowledged.length
    for (let waited = 0; ledger.acknowledged.length === before && waited < 5000; waited += 10) await pause(10)
    await pause(Math.random() * 180)
    await running.kill()
    stopped = true
    await Promise.all(clients)
  }
  const outcome = await reckon(server, ledger)
  rmSync(dataDir, { recursive: true, force: true })
  return { ...outcome, readyMs }
}

/** Counts what a folder holds against a ledger: by its receipts over the server, then in a copy of its database. */
export async function reckon(
  server: Parameters<typeof startServer>[0] & { dataDir: string },
  ledger: Ledger,
): Promise<Omit<Outcome, 'readyMs'>> {
  const running = await startServer(server)
  const lost = await countLost(running.url, ledger.acknowledged)
  let changed = 0
  // What was never answered may or may not be there: sent again under its key, it is there once.
  for (const one of ledger.open) await post(running.url, one)
  for (const one of ledger.acknowledged.slice(-50)) {
    const { answer } = await post(running.url, one)
    if (answer?.receipt !== one.receipt) changed += 1
  }
  await running.stop()
  const copy = freshDataDir()
  cpSync(server.dataDir, copy, { recursive: true })
  const db = createClient({ url: `file:${join(copy, 'jingtu.db')}` })
  const tips = Number((await db.execute('SELECT count(*) FROM tips')).rows[0]?.[0])
  const integrity = String((await db.execute('PRAGMA integrity_check')).rows[0]?.[0])
  const bound = await db.execute('SELECT sha256 FROM attachments WHERE tip_id IS NOT NULL')
  db.close()
  const digests = bound.rows.map((row) => String(row.sha256)).sort()
  const wanted = ledger.acknowledged.flatMap((one) => (one.photo ? [one.photo] : []))
  const stored = new Map<string, number>()
  for (const digest of folderDigests(join(copy, 'photos'))) stored.set(digest, (stored.get(digest) ?? 0) + 1)
  const photosLost = wanted.filter((digest) => {
    const left = stored.get(digest) ?? 0
    stored.set(digest, left - 1)
    return left <= 0 || !digests.includes(digest)
  }).length
  rmSync(copy, { recursive: true, force: true })
  const filed = ledger.acknowledged.length + ledger.open.length
  return { acknowledged: ledger.acknowledged.length, lost, surplus: tips - filed, changed, photosLost, integrity }
}

/** How many receipts open nothing, or something else. */
export async function countLost(url: string, acknowledged: readonly Acknowledged[]): Promise<number> {
  let lost = 0
  let next = 0
  const ask = async () => {
    for (let one = acknowledged[next++]; one; one = acknowledged[next++]) {
      const response = await fetch(`${url}/api/tips/status`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ receipt: one.receipt }),
      })
      const { reference } = (await response.json()) as { reference?: string }
      if (response.status !== 200 || reference !== one.reference) lost += 1
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, ask))
  return lost
}

function folderDigests(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => sha256(readFileSync(join(entry.parentPath, entry.name))))
}
