import { type ChildProcess, spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { buildShare, type Job, type Share } from './build-share.ts'

const PROGRAM = fileURLToPath(new URL('build-share.ts', import.meta.url))

/** Fewer publications than this are quicker made here than in processes that have to start first. */
export const FEW = 1000
/** What one process may take; it needs some 300 MiB however many records there are. */
const MEMORY = ['--max-old-space-size=320', '--max-semi-space-size=8']

/** Makes every page of a record folder, in processes of their own when there are many. */
export async function buildAll(share: Share, processes = processesFor(share.position)): Promise<void> {
  const next = jobs()
  if (processes === 0) {
    await buildShare(share, async () => next())
    return
  }
  const called = new AbortController()
  const shares = Array.from({ length: processes }, () => runShare(share, next, called.signal))
  // One that fails takes the others with it; all are waited for, so that none writes on.
  for (const share of shares) share.catch(() => called.abort())
  await Promise.allSettled(shares)
  await Promise.all(shares)
}

/** Makes the bulk tables alone, into a folder that is being read. */
export async function buildBulk(share: Share, processes = processesFor(share.position)): Promise<void> {
  const once: Job[] = ['bulk']
  const next = () => once.shift() ?? null
  if (processes === 0) await buildShare(share, async () => next())
  else await runShare(share, next, new AbortController().signal)
}

function processesFor(position: number): number {
  return position < FEW ? 0 : Math.min(2, availableParallelism())
}

/** The longest job first, then block after block, without end: whoever comes to the last one stops by itself. */
function jobs(): () => Job {
  let block = -1
  return () => {
    block += 1
    return block === 0 ? 'bulk' : block - 1
  }
}

function runShare(share: Share, next: () => Job, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = spawn(process.execPath, [...MEMORY, PROGRAM, JSON.stringify(share)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      signal,
    })
    child.on('message', () => child.send({ job: next() }))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`couldn't build the pages: a process for it ended with ${code}`))
    })
  })
}
