import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { freePort, freshDataDir } from '../server.ts'
import { differences, treeOf } from '../tree.ts'
import { startReaders, wrongOnDisk } from './readers.ts'

const ROOT = join(import.meta.dirname, '../..')
const PRESS = join(import.meta.dirname, 'press.ts')
/** Published before anything is killed, and meanwhile: a new register entry, filings, a correction, a withdrawal. */
const BEFORE = 47
const MEANWHILE = 6
const WORK = [String(MEANWHILE), 'night', 'rebuild']

export type Kill = { step: string; wrong: string[] }
export type Killing = { kills: Kill[]; requests: number; down: number; bad: string[] }

/** Runs the press on a folder to its end, or to the step it is to die at. */
async function press(dataDir: string, work: string[], about: { port?: number; faultAt?: string; entry?: string } = {}) {
  const child: ChildProcess = spawn(process.execPath, [about.entry ?? PRESS, ...work], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_COMPILE_CACHE: join(ROOT, 'tests/.artifacts/compiled'),
      DATA_DIR: dataDir,
      PORT: String(about.port ?? 0),
      FAULT_AT: about.faultAt ?? '',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  let complaints = ''
  child.stdout?.on('data', (part) => (printed += part))
  child.stderr?.on('data', (part) => (complaints += part))
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const done = new Promise<void>((resolve) => child.stdout?.on('data', () => /^done$/m.test(printed) && resolve()))
  await Promise.race([gone, done])
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
  await gone
  const killed = child.signalCode === 'SIGKILL'
  if (!killed && !/^done$/m.test(printed)) throw new Error(`the press ended with ${child.exitCode}: ${complaints}`)
  return { killed, printed, complaints }
}

/** A folder with a district that has published for a while, and the steps of what it publishes next, in order. */
export async function prepare(): Promise<{ base: string; steps: string[]; trees: Map<number, Map<string, string>> }> {
  const base = freshDataDir()
  await press(base, [String(BEFORE)])
  const trees = new Map<number, Map<string, string>>()
  const step = copyOf(base)
  for (let position = BEFORE; position <= BEFORE + MEANWHILE; position++) {
    await press(step, [position === BEFORE ? '0' : '1'])
    trees.set(position, pagesOf(step))
  }
  const listed = copyOf(base)
  const { complaints } = await press(listed, WORK, { faultAt: 'list' })
  for (const folder of [step, listed]) rmSync(folder, { recursive: true, force: true })
  return { base, steps: [...complaints.matchAll(/^step (.+)$/gm)].map((line) => line[1] as string), trees }
}

/**
 * Kills the press at each of the steps while readers read, looks at what lies on the disk, starts it again, and holds
 * the pages against those of a district that was never killed.
 */
export async function killAtSteps(
  { base, trees }: Awaited<ReturnType<typeof prepare>>,
  steps: readonly string[],
  entry?: string,
): Promise<Killing> {
  const port = await freePort()
  const readers = startReaders(`http://127.0.0.1:${port}`)
  const kills: Kill[] = []
  for (const step of steps) {
    const dataDir = copyOf(base)
    const { killed } = await press(dataDir, WORK, { port, faultAt: step, ...(entry && { entry }) })
    const wrong = killed ? wrongOnDisk(join(dataDir, 'site')) : ['it was not killed']
    await press(dataDir, ['0'], { port })
    const pages = pagesOf(dataDir)
    const least = Math.min(...[...trees.values()].map((tree) => differences(tree, pages).length))
    if (least > 0) wrong.push(`started again, ${least} files are other than without the kill`)
    wrong.push(...wrongOnDisk(join(dataDir, 'site')).map((one) => `started again: ${one}`))
    kills.push({ step, wrong })
    rmSync(dataDir, { recursive: true, force: true })
  }
  await readers.stop()
  return { kills, requests: readers.requests, down: readers.down, bad: readers.bad }
}

/** All pages but the bulk tables, which are those of the last night. */
function pagesOf(dataDir: string): Map<string, string> {
  return new Map([...treeOf(join(dataDir, 'site'))].filter(([path]) => !/^data[/.]/.test(path)))
}

function copyOf(folder: string): string {
  const copy = freshDataDir()
  cpSync(folder, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}
