import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '@libsql/client'
import sharp from 'sharp'
import { freshDataDir, startServer } from '../server.ts'
import { type Ledger, post, resident, sha256 } from './load.ts'

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
 * as often as asked; then counts what is left against what was acknowledged.
 */
export async function killDuringIntake(kills: number, entry?: string): Promise<Outcome> {
  const dataDir = freshDataDir()
  const server = { dataDir, env: ENV, ...(entry && { entry }) }
  const ledger: Ledger = { acknowledged: [], open: [] }
  const readyMs: number[] = []
  const photo = new Uint8Array(
    await sharp({ create: { width: 48, height: 32, channels: 3, background: '#663300' } })
      .jpeg()
      .toBuffer(),
  )
  await (await startServer(server)).stop()
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

async function reckon(server: { dataDir: string }, ledger: Ledger): Promise<Omit<Outcome, 'readyMs'>> {
  const running = await startServer(server)
  let lost = 0
  let changed = 0
  for (const one of ledger.acknowledged) {
    const response = await fetch(`${running.url}/api/tips/status`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ receipt: one.receipt }),
    })
    const { reference } = (await response.json()) as { reference?: string }
    if (response.status !== 200 || reference !== one.reference) lost += 1
  }
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

function folderDigests(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => sha256(readFileSync(join(entry.parentPath, entry.name))))
}
