import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readVkey } from '#domain/log/note.ts'
import { freshDataDir } from '../server.ts'
import { Auditor } from './log-auditor.ts'

const ROOT = join(import.meta.dirname, '../..')
const PRESS = join(import.meta.dirname, 'log-press.ts')
const ROUNDS = 3
/** Between two copies that are put back, and how long after it was made one is. */
const KEPT_FOR = 3
const DATABASE = ['jingtu.db', 'jingtu.db-wal', 'jingtu.db-shm']

export type Ended = { killed: boolean; printed: string; complaints: string }
export type Damage = { kills: number; restores: number; sizes: number; steps: string[]; wrong: string[] }

/** Runs the press to its end, to the step it dies at, or for so many milliseconds after it is ready. */
export async function press(dataDir: string, rounds: number, about: { faultAt?: string; killAfter?: number } = {}) {
  const child: ChildProcess = spawn(process.execPath, [PRESS, String(rounds)], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: join(ROOT, 'tests/.artifacts/compiled'),
      DATA_DIR: dataDir,
      FAULT_AT: about.faultAt ?? '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [printed, complaints] = ['', '']
  const { killAfter } = about
  child.stdout?.on('data', (part) => {
    const isFirst = !printed.includes('ready')
    printed += part
    if (killAfter !== undefined && isFirst && printed.includes('ready'))
      setTimeout(() => child.kill('SIGKILL'), killAfter)
  })
  child.stderr?.on('data', (part) => (complaints += part))
  await new Promise<void>((resolve) => child.once('close', () => resolve()))
  const killed = child.signalCode === 'SIGKILL'
  if (!killed && !/^done$/m.test(printed)) throw new Error(`the press ended with ${child.exitCode}: ${complaints}`)
  return { killed, printed, complaints } satisfies Ended
}

/** An instance whose log has some leaves, and the steps of a few rounds in order, once each sort and number. */
export async function begin(): Promise<{ dataDir: string; auditor: Auditor; steps: string[] }> {
  const dataDir = freshDataDir()
  const { complaints } = await press(dataDir, ROUNDS, { faultAt: 'list' })
  const steps = [...complaints.matchAll(/^step (.+)$/gm)].map((line) => line[1] as string)
  const vkey = readFileSync(join(dataDir, 'log/vkey'), 'utf8').trim()
  return { dataDir, auditor: new Auditor(dataDir, [readVkey(vkey)]), steps }
}

/**
 * Kills the press again and again, at each sort of step and at moments of no step, and now and then puts an older copy of
 * the database back, while a reader keeps every checkpoint it ever sees.
 */
export async function killAndRestore(kills: number, restores: number): Promise<Damage> {
  const { dataDir, auditor, steps } = await begin()
  const wrong: string[] = []
  const died: string[] = []
  const every = Math.max(KEPT_FOR + 1, Math.floor(kills / Math.max(1, restores)))
  let restored = 0
  const copies = freshDataDir()
  auditor.watch()
  for (let kill = 0; kill < kills; kill++) {
    if (kill % every === 0) copyDatabase(dataDir, copies)
    const atStep = kill % 3 !== 2
    // Each sort of step in turn, at one of the times it is passed.
    const step = stepFor(steps, kill)
    const { killed } = await press(dataDir, ROUNDS, atStep ? { faultAt: step } : { killAfter: Math.random() * 250 })
    if (killed) died.push(atStep ? step : 'any moment')
    wrong.push(...auditor.look().map((one) => `after ${atStep ? step : 'a moment'}: ${one}`))
    if (kill % every === KEPT_FOR && restored < restores) {
      restored += 1
      wrong.push(...(await putBack(dataDir, copies, auditor, restored)))
    }
  }
  const { printed } = await press(dataDir, ROUNDS)
  if (!/^round signed$/m.test(printed)) wrong.push(`in the end the log stands still: ${printed}`)
  await auditor.stop()
  wrong.push(...auditor.look(), ...(await auditor.contradictions()))
  for (const folder of [dataDir, copies]) rmSync(folder, { recursive: true, force: true })
  return { kills: died.length, restores: restored, sizes: auditor.seen.size, steps: [...new Set(died)], wrong }
}

function stepFor(steps: readonly string[], kill: number): string {
  const sorts = [...new Set(steps.map((step) => step.split('#')[0]))]
  const sort = sorts[kill % sorts.length]
  const times = steps.filter((step) => step.split('#')[0] === sort)
  return times[Math.floor(kill / sorts.length) % times.length] ?? ''
}

/**
 * Runs the press on an older copy of the database; then the newer one is back. Every third time the mark is lost too, and
 * every third what was published: one of the two is enough.
 */
async function putBack(dataDir: string, copies: string, auditor: Auditor, nth: number): Promise<string[]> {
  const newer = freshDataDir()
  copyDatabase(dataDir, newer)
  const lost = [null, 'keys/log.mark', 'log/checkpoint'][nth % 3] ?? null
  if (lost) rmSync(join(dataDir, lost), { force: true })
  copyDatabase(copies, dataDir)
  const before = Math.max(...auditor.seen.keys())
  const { printed } = await press(dataDir, ROUNDS)
  auditor.look()
  const wrong: string[] = []
  const rounds = [...printed.matchAll(/^round (.+)$/gm)].map((line) => line[1])
  // The site goes on; the log does not.
  if (rounds.length !== ROUNDS || rounds.some((one) => one !== 'database-older' && one !== 'other-root'))
    wrong.push(`on an older database (without ${lost ?? 'nothing'}): ${rounds.join(', ')}`)
  if (Math.max(...auditor.seen.keys()) > before) wrong.push('an older database signed more')
  copyDatabase(newer, dataDir)
  rmSync(newer, { recursive: true, force: true })
  return wrong
}

/** The files of a database nobody has open. */
function copyDatabase(from: string, to: string): void {
  for (const name of DATABASE) {
    rmSync(join(to, name), { force: true })
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name))
  }
}

/**
 * The control: a signer that remembers nothing (no mark beside its key, nothing published that it could read) gets an
 * older copy of its database. @returns what the reader says of it
 */
export async function forgetAndRestore(): Promise<string[]> {
  const { dataDir, auditor } = await begin()
  const copies = freshDataDir()
  copyDatabase(dataDir, copies)
  auditor.look()
  auditor.watch()
  await press(dataDir, ROUNDS)
  await pause(20)
  auditor.look()
  for (const known of ['keys/log.mark', 'log']) rmSync(join(dataDir, known), { recursive: true, force: true })
  copyDatabase(copies, dataDir)
  await press(dataDir, ROUNDS)
  await auditor.stop()
  auditor.look()
  const wrong = await auditor.contradictions()
  for (const folder of [dataDir, copies]) rmSync(folder, { recursive: true, force: true })
  return wrong
}
