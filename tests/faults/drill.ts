import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { generateIdentity, identityToRecipient } from 'age-encryption'
import sharp from 'sharp'
import { filesUnder } from '#db/backup/tree.ts'
import { runBackup, runRestore } from '../fixtures/programs.ts'
import { freshDataDir, type Running, startServer } from '../server.ts'
import { type Acknowledged, type Ledger, resident, sha256 } from './load.ts'

const CLIENTS = 4
/** Tips and photos in before a backup begins. */
const BEFORE = 12
const ENV = { DEMO: '0', INTAKE_LIMIT: '1000000' }

/** What a way to copy a running instance gives: its copy as a new data folder, and what it said on the way. */
export type Way = (dataDir: string, here: string) => Promise<{ bringBack(to: string): Promise<string> }>

export type Round = {
  /** Tips acknowledged before the copy began, and those of them whose receipt opens nothing afterwards. */
  before: number
  lost: number
  photosLost: number
  /** Tips acknowledged from then to the kill, and those of them that are gone: what the copy cannot have. */
  after: number
  gone: number
  /** From the moment the copy began to the kill: recovery point objective, milliseconds. */
  rpoMs: number
  /** From the first command of the restore to ready: recovery time objective, milliseconds. */
  rtoMs: number
}

/** The programs, keys encrypted: what the README says to do. */
export const byBackup: Way = async (dataDir, here) => {
  const identity = await generateIdentity()
  writeFileSync(join(here, 'identity'), identity)
  const to = join(here, 'backup')
  await succeed(runBackup(dataDir, '--to', to, '--keys-recipient', await identityToRecipient(identity)))
  return {
    bringBack: (again) => succeed(runRestore(again, '--from', to, '--identity', join(here, 'identity'))),
  }
}

/** The control: the files as they lie, without what the database has not written back yet. */
export const byCopying: Way = async (dataDir, here) => {
  const copy = join(here, 'copy')
  mkdirSync(copy)
  for (const name of ['jingtu.db', 'mark.json', 'photos', 'keys'])
    cpSync(join(dataDir, name), join(copy, name), { recursive: true })
  return {
    async bringBack(again) {
      cpSync(copy, again, { recursive: true })
      return ''
    },
  }
}

/**
 * As often as asked: residents file tips without a pause, the instance is copied, the server killed, the copy brought
 * back into a new folder and started there; the next round goes on with that one. At the end the first copy once more.
 */
export async function drill(
  rounds: number,
  way: Way,
  tell: (round: Round) => void,
): Promise<{ rounds: Round[]; oldest: Round & { said: string } }> {
  const root = freshDataDir()
  const photo = new Uint8Array(
    await sharp({ create: { width: 48, height: 32, channels: 3, background: '#663300' } })
      .jpeg()
      .toBuffer(),
  )
  const found: Round[] = []
  let known: Acknowledged[] = []
  let first: { bringBack(to: string): Promise<string>; known: Acknowledged[] } | null = null
  let running = await startServer({ dataDir: join(root, '0'), env: ENV })
  try {
    for (let n = 1; n <= rounds; n++) {
      const ledger: Ledger = { acknowledged: [], open: [] }
      let stopped = false
      const clients = Array.from({ length: CLIENTS }, (_, n) =>
        resident(running.url, ledger, () => stopped, n === 0 ? photo : undefined),
      )
      while (ledger.acknowledged.length < BEFORE) await pause(5)
      const here = join(root, `copy-${n}`)
      mkdirSync(here)
      const before = [...known, ...ledger.acknowledged]
      const began = performance.now()
      const copy = await way(running.dataDir, here)
      await pause(Math.random() * 100)
      await running.kill()
      const killed = performance.now()
      stopped = true
      await Promise.all(clients)
      const again = join(root, String(n))
      await copy.bringBack(again)
      running = await startServer({ dataDir: again, env: ENV })
      const rtoMs = performance.now() - killed
      const after = ledger.acknowledged.filter((one) => !before.includes(one))
      const gone = await lostOf(running, after)
      const reckoned = await reckon(running, before)
      const round = { ...reckoned, after: after.length, gone: gone.length, rpoMs: killed - began, rtoMs }
      found.push(round)
      tell(round)
      first ??= { ...copy, known: before }
      known = [...before, ...after.filter((one) => !gone.includes(one))]
    }
    await running.stop()
    const again = join(root, 'oldest')
    const began = performance.now()
    const said = (await first?.bringBack(again)) ?? ''
    running = await startServer({ dataDir: again, env: ENV })
    const rtoMs = performance.now() - began
    const after = known.filter((one) => !first?.known.includes(one))
    const gone = (await lostOf(running, after)).length
    const oldest = {
      ...(await reckon(running, first?.known ?? [])),
      after: after.length,
      gone,
      rpoMs: Number.NaN,
      rtoMs,
      said,
    }
    return { rounds: found, oldest }
  } finally {
    await running.stop()
    rmSync(root, { recursive: true, force: true })
  }
}

async function reckon(running: Running, before: Acknowledged[]) {
  const lost = (await lostOf(running, before)).length
  const folder = join(running.dataDir, 'photos')
  const stored = (await filesUnder(folder)).map((path) => sha256(readFileSync(join(folder, path))))
  const photosLost = before.filter(({ photo }) => {
    if (photo === null) return false
    const at = stored.indexOf(photo)
    if (at >= 0) stored.splice(at, 1)
    return at < 0
  }).length
  return { before: before.length, lost, photosLost }
}

/** Those whose receipt opens nothing, or another's tip. */
async function lostOf(running: Running, all: Acknowledged[]): Promise<Acknowledged[]> {
  const lost: Acknowledged[] = []
  const left = [...all]
  const asking = Array.from({ length: CLIENTS }, async () => {
    for (let one = left.pop(); one; one = left.pop()) {
      const response = await fetch(`${running.url}/api/tips/status`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ receipt: one.receipt }),
      })
      const { reference } = (await response.json()) as { reference?: string }
      if (response.status !== 200 || reference !== one.reference) lost.push(one)
    }
  })
  await Promise.all(asking)
  return lost
}

async function succeed(program: { code: Promise<number | null>; printed(): string }): Promise<string> {
  if ((await program.code) !== 0) throw new Error(program.printed())
  return program.printed()
}
