import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { onPath } from '../browser/chromium.ts'
import { startServer } from '../server.ts'
import { skipLoudly } from './disk.ts'
import { length } from './length.ts'
import { newTip, post, uploadPhoto } from './load.ts'
import { smallPhoto } from './photos.ts'

/** Tips whose syscalls are watched: 10 in `npm test` where strace is at hand, 100 in `npm run test:gate`. */
const TIPS = length(10, 100)
const LIMIT_MS = 180_000
const CALLS = 'fsync,fdatasync,rename,renameat,renameat2,write,writev,pwrite64,sendmsg,sendto'

/** What the kernel is asked for, in order: the few things durability is about. */
type Step = 'wal-write' | 'wal-sync' | 'photo-write' | 'photo-sync' | 'rename' | 'folder-sync' | '201'

const STEPS: readonly [Step, RegExp][] = [
  ['201', /(?:write|writev|sendmsg|sendto)\(.*HTTP\/1\.1 201/],
  ['wal-sync', /(?:fsync|fdatasync)\(\d+<[^>]*jingtu\.db-wal>/],
  ['wal-write', /pwrite64\(\d+<[^>]*jingtu\.db-wal>/],
  ['photo-sync', /(?:fsync|fdatasync)\(\d+<[^>]*\/photos\/[0-9a-f]{32}\.part>/],
  ['photo-write', /(?:write|pwrite64)\(\d+<[^>]*\/photos\/[0-9a-f]{32}\.part>/],
  ['rename', /rename\w*\(.*\/photos\/[0-9a-f]{32}\.part"/],
  ['folder-sync', /(?:fsync|fdatasync)\(\d+<[^>]*\/photos>/],
]

/** Files tips one after another, each with a photo, under strace; the steps of each, up to its 201. */
async function watched(tips: number, entry?: string): Promise<{ photo: Step[]; tip: Step[] }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jingtu-strace-'))
  const log = join(folder, 'log')
  const running = await startServer({ env: { DEMO: '0', INTAKE_LIMIT: '1000000' }, ...(entry && { entry }) })
  const strace = spawn(
    'strace',
    ['-f', '-y', '-s', '32', '-e', `trace=${CALLS}`, '-o', log, '-p', String(running.child.pid)],
    {
      stdio: 'ignore',
    },
  )
  const ended = new Promise((resolve) => strace.once('exit', resolve))
  const photo = await smallPhoto()
  try {
    while (!tryRead(log).includes('jingtu.db-wal')) {
      // Until it has seen a commit it is not yet attached.
      await post(running.url, newTip())
      await pause(100)
    }
    await pause(500)
    const began = readFileSync(log, 'utf8').length
    for (let n = 0; n < tips; n++) {
      const uploaded = await uploadPhoto(running.url, photo)
      expect((await post(running.url, newTip([uploaded?.id ?? '']))).status).toBe(201)
    }
    await pause(500)
    strace.kill('SIGTERM')
    await ended
    return exchanges(readFileSync(log, 'utf8').slice(began))
  } finally {
    strace.kill('SIGKILL')
    await running.kill()
    rmSync(folder, { recursive: true, force: true })
    rmSync(running.dataDir, { recursive: true, force: true })
  }
}

function tryRead(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** The steps between one 201 and the next; photos and tips take turns. A call counts when it has returned. */
function exchanges(log: string): { photo: Step[]; tip: Step[] }[] {
  const open = new Map<string, string>()
  const parts: Step[][] = [[]]
  for (const line of log.split('\n')) {
    const [, thread = '', call = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    let whole = call
    if (call.endsWith('<unfinished ...>')) {
      open.set(thread, call)
      // An answer is on its way as soon as it is asked for.
      if (!call.includes('HTTP/1.1 201')) continue
    } else if (call.startsWith('<...')) {
      whole = open.get(thread) ?? ''
      open.delete(thread)
      if (whole.includes('HTTP/1.1 201')) continue
    }
    const step = STEPS.find(([, pattern]) => pattern.test(whole))?.[0]
    if (!step) continue
    parts.at(-1)?.push(step)
    if (step === '201') parts.push([])
  }
  const pairs: { photo: Step[]; tip: Step[] }[] = []
  for (let at = 0; at + 1 < parts.length - 1; at += 2)
    pairs.push({ photo: parts[at] as Step[], tip: parts[at + 1] as Step[] })
  return pairs
}

/** Whether the last of each of these steps came in this order. */
function inOrder(steps: readonly Step[], wanted: readonly Step[]): boolean {
  let from = -1
  for (const one of wanted) {
    from = steps.indexOf(one, from + 1)
    if (from < 0) return false
  }
  return true
}

const DURABLE_PHOTO: readonly Step[] = ['photo-write', 'photo-sync', 'rename', 'folder-sync', '201']
const DURABLE_TIP: readonly Step[] = ['wal-write', 'wal-sync', '201']

test(`each of ${TIPS} tips is on the disk before it is acknowledged, and its photo before it: written, synced, named, its folder synced, committed, answered`, {
  timeout: LIMIT_MS,
}, async (context) => {
  if (!onPath('strace')) skipLoudly(context, 'strace is not installed (Debian: strace)')
  const seen = await watched(TIPS)
  console.log(
    `${seen.length} photos and tips watched; the last: ${seen.at(-1)?.photo.join(' ')} | ${seen.at(-1)?.tip.join(' ')}`,
  )
  expect(seen).toHaveLength(TIPS)
  expect(seen.filter(({ photo }) => !inOrder(photo, DURABLE_PHOTO))).toEqual([])
  expect(seen.filter(({ tip }) => !inOrder(tip, DURABLE_TIP))).toEqual([])
})

test('the control, whose database does not sync each commit, answers before the disk has it and is seen to', {
  timeout: LIMIT_MS,
}, async (context) => {
  if (!onPath('strace')) skipLoudly(context, 'strace is not installed (Debian: strace)')
  const seen = await watched(5, join(import.meta.dirname, 'lax.ts'))
  const early = seen.filter(({ tip }) => !inOrder(tip, DURABLE_TIP)).length
  console.log(`control: ${early} of ${seen.length} tips answered before they were synced`)
  expect(early).toBeGreaterThan(0)
})
