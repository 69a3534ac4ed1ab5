import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freshDataDir, startServer } from '../server.ts'
import { readOnlyView, skipLoudly, whyNoMount, xfsDisk } from './disk.ts'
import { length } from './length.ts'
import { newTip, post, uploadPhoto } from './load.ts'
import { smallPhoto } from './photos.ts'

/** 2 in `npm test`, 20 in `npm run test:gate`. */
const STARTS = length(2, 20)
const LIMIT_MS = STARTS * 15_000 + 120_000
const EXITS_MS = 5_000
const ENV = { DEMO: '0', INTAKE_LIMIT: '1000000' }

test(`on a disk that takes no writes the server ends within five seconds and says why in one line, ${STARTS} times`, {
  timeout: LIMIT_MS,
}, async (context) => {
  const why = whyNoMount()
  if (why) skipLoudly(context, why)
  const dataDir = freshDataDir()
  await (await startServer({ dataDir, env: ENV })).stop()
  const view = readOnlyView(dataDir)
  onTestFinished(() => view.remove())
  const times: number[] = []
  for (let round = 0; round < STARTS; round++) {
    const { code, lines, ms } = await startAndEnd(view.path)
    expect(code).toBe(1)
    expect(lines).toEqual([
      expect.stringMatching(/数据目录 .* 不能写入（EROFS）.* \/ .*cannot be written to \(EROFS\)/),
    ])
    times.push(ms)
  }
  // The control: the same folder, writable, is started on, so it is the mount that was seen.
  const began = performance.now()
  const again = await startServer({ dataDir, env: ENV })
  const readyMs = performance.now() - began
  expect((await post(again.url, newTip())).status).toBe(201)
  await again.kill()
  console.log(`${STARTS} starts on a read-only disk: ended after ${Math.round(Math.min(...times))} ms at best`)
  // Where everything takes long, because others use this machine too, it takes no longer than getting ready does.
  expect(Math.min(...times)).toBeLessThan(Math.max(EXITS_MS, readyMs * 1.5))
})

/** A tip of no street: nothing has to be read for it, so that only the commit tells the disk is broken. */
function placeless() {
  const { key, body } = newTip()
  const tip = JSON.parse(body)
  const address = String(tip.place.address).replace('西流湖街道', '')
  return { key, body: JSON.stringify({ ...tip, place: { address } }) }
}

/** A disk that breaks under a serving instance, then posts; what was answered, and what readiness says. */
async function onBrokenDisk(entry?: string) {
  const disk = xfsDisk()
  onTestFinished(() => disk.remove())
  const running = await startServer({ dataDir: join(disk.path, 'data'), env: ENV, ...(entry && { entry }) })
  try {
    const before = (await post(running.url, newTip())).status
    disk.cutPower()
    const statuses: number[] = []
    for (let n = 0; n < 20; n++) statuses.push((await post(running.url, placeless())).status)
    const photo = await uploadPhoto(running.url, await smallPhoto())
    const ready = await fetch(`${running.url}/readyz`).then(
      ({ status }) => status,
      () => 0,
    )
    return { before, statuses, photo, ready }
  } finally {
    await running.kill()
  }
}

test('a disk that breaks under it: nothing is acknowledged any more, and it is not ready', {
  timeout: LIMIT_MS,
}, async (context) => {
  const why = whyNoMount('mkfs.xfs', 'xfs_io')
  if (why) skipLoudly(context, why)
  const { before, statuses, photo, ready } = await onBrokenDisk()
  console.log(
    `a broken disk: ${[...new Set(statuses)].join(', ')} to tips, ${ready} to /readyz (0: the process has ended)`,
  )
  expect(before).toBe(201)
  expect([...new Set(statuses)].filter((status) => status !== 503 && status !== 0)).toEqual([])
  expect(photo).toBeNull()
  expect([503, 0]).toContain(ready)
})

test('the control, which acknowledges before it commits, acknowledges on a broken disk and is seen to', {
  timeout: LIMIT_MS,
}, async (context) => {
  const why = whyNoMount('mkfs.xfs', 'xfs_io')
  if (why) skipLoudly(context, why)
  const { statuses } = await onBrokenDisk(join(import.meta.dirname, 'early.ts'))
  expect(statuses).toContain(201)
})

/** Starts the server and waits for its end: its code, what it complained of, and the milliseconds it took. */
async function startAndEnd(dataDir: string): Promise<{ code: number | null; lines: string[]; ms: number }> {
  const began = performance.now()
  const child = spawn(process.execPath, ['api/node.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, ...ENV, PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const late = setTimeout(() => child.kill('SIGKILL'), 60_000)
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  clearTimeout(late)
  return { code, lines: said.trim().split('\n'), ms: performance.now() - began }
}
