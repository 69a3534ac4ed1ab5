import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { onPath } from '../browser/chromium.ts'
import { type Running, startServer } from '../server.ts'
import { skipLoudly } from './disk.ts'
import { percentile } from './lag.ts'
import { isLong, length } from './length.ts'
import { newTip, post } from './load.ts'
import { openRaw, type Raw, requestBytes } from './raw.ts'

/** Slow clients of each kind: 20 in `npm test`, 100 in `npm run test:gate`. */
const EACH = length(20, 80)
const CLOSED_MS = 15_000
const HONEST_MS = 500
/** A published table that is more than any buffer on the way holds. */
const LARGE = '/large.csv'
const LARGE_BYTES = 12 * 1024 * 1024
const MORE_MEMORY_KB = 100 * 1024
const LIMIT_MS = 180_000
const ENV = { DEMO: '0', INTAKE_LIMIT: '1000000' }

const KINDS = [
  'silent',
  'header by header',
  'body drop by drop',
  'body that stops',
  'never reads',
  'asks for everything ahead',
] as const
type Kind = (typeof KINDS)[number]

/** Those who ask for megabytes are fewer, or it is the asking that takes the time. */
function howMany(kind: Kind, each: number): number {
  return kind === 'never reads' ? Math.ceil(each / 5) : each
}

/** A client of the slow kind, from its first byte on; it goes on as long as it is let. */
async function slowClient(running: Running, kind: Kind): Promise<Raw> {
  const raw = await openRaw(running.url, !/never reads|ahead/.test(kind))
  const drip = (bytes: string) => {
    const dripping = setInterval(() => raw.socket.write(bytes), 1000)
    raw.closed.then(() => clearInterval(dripping))
  }
  const head = 'POST /api/tips HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n'
  if (kind === 'header by header') {
    raw.socket.write(head)
    drip('x-more: 1\r\n')
  }
  if (kind === 'body drop by drop') {
    raw.socket.write(`${head}content-length: 60000\r\n\r\n{`)
    drip(' ')
  }
  if (kind === 'body that stops') raw.socket.write(`${head}content-length: 200\r\n\r\n{"kinds":`)
  if (kind === 'never reads') {
    raw.socket.write(requestBytes('GET', LARGE, { connection: 'keep-alive' }))
    // Its time begins when it could read.
    while (raw.socket.bytesRead === 0 && !raw.socket.destroyed) await pause(20)
  }
  if (kind === 'asks for everything ahead') {
    const ask = requestBytes('GET', '/healthz', { connection: 'keep-alive' })
    raw.socket.write(Buffer.concat(Array.from({ length: 50 }, () => ask)))
  }
  return raw
}

/** How many bytes lie waiting, and come within a few seconds. */
async function readAtLast({ socket, closed }: Raw): Promise<number> {
  let bytes = 0
  socket.on('data', (chunk) => {
    bytes += chunk.length
  })
  const until = performance.now() + 5_000
  let isClosed = false
  closed.then(() => {
    isClosed = true
  })
  while (!isClosed && bytes < LARGE_BYTES && performance.now() < until) await pause(20)
  return bytes
}

/** Slow clients of every kind at once, and honest people beside them. */
async function besideSlowClients(running: Running, each: number, forMs: number) {
  writeFileSync(join(running.dataDir, 'site', LARGE), Buffer.alloc(LARGE_BYTES, 'x'))
  const memoryBefore = memoryKb(running)
  const clients = await Promise.all(
    KINDS.flatMap((kind) =>
      Array.from({ length: howMany(kind, each) }, async () => ({ kind, raw: await slowClient(running, kind) })),
    ),
  )
  const ends = new Map<Kind, number[]>(KINDS.map((kind) => [kind, []]))
  for (const { kind, raw } of clients) if (kind !== 'never reads') raw.closed.then((ms) => ends.get(kind)?.push(ms))
  const honest: number[] = []
  let memory = 0
  const until = performance.now() + forMs
  while (performance.now() < until) {
    const began = performance.now()
    expect((await post(running.url, newTip())).status).toBe(201)
    honest.push(performance.now() - began)
    memory = Math.max(memory, memoryKb(running) - memoryBefore)
    await pause(100)
  }
  // Who does not read does not see the end either: what they find when they read at last tells.
  for (const { raw } of clients.filter(({ kind }) => kind === 'never reads'))
    if ((await readAtLast(raw)) < LARGE_BYTES) ends.get('never reads')?.push(0)
  for (const { raw } of clients) raw.socket.destroy()
  const seen = KINDS.map((kind) => ({ kind, closed: (ends.get(kind) ?? []).filter((ms) => ms < forMs).length }))
  const lastMs = Math.max(0, ...[...ends.values()].flat().filter((ms) => ms < forMs))
  return { seen, lastMs, honestMs: percentile(honest, 0.95), memoryKb: memory }
}

/** Resident memory of a process. */
function memoryKb({ child }: Running): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0)
}

test(`${EACH} slow clients of each kind are cut within fifteen seconds while honest people are served; the control lets them stay and is seen to`, {
  timeout: LIMIT_MS,
}, async (context) => {
  if (process.platform !== 'linux') skipLoudly(context, 'memory is read from /proc')
  const [running, patient] = await Promise.all([
    startServer({ env: ENV }),
    startServer({ env: ENV, entry: join(import.meta.dirname, 'patient.ts') }),
  ])
  try {
    const [outcome, control] = await Promise.all([
      besideSlowClients(running, EACH, CLOSED_MS),
      besideSlowClients(patient, 2, CLOSED_MS),
    ])
    console.log(
      `${EACH} slow clients of each of ${KINDS.length} kinds: the last is cut after ${Math.round(outcome.lastMs)} ms; honest people wait ${Math.round(outcome.honestMs)} ms (95 %), ${Math.round(outcome.memoryKb / 1024)} MB more memory`,
    )
    console.log(
      `control: cut ${control.seen.map(({ kind, closed }) => `${kind} ${closed} of ${howMany(kind, 2)}`).join(', ')}`,
    )
    expect(outcome.seen).toEqual(KINDS.map((kind) => ({ kind, closed: howMany(kind, EACH) })))
    expect(outcome.honestMs).toBeLessThan(HONEST_MS)
    expect(outcome.memoryKb).toBeLessThan(MORE_MEMORY_KB)
    expect(control.seen.filter(({ kind, closed }) => closed < howMany(kind, 2)).map(({ kind }) => kind)).toEqual([
      ...KINDS,
    ])
  } finally {
    await Promise.all([running.kill(), patient.kill()])
  }
})

test('a slow line is not a slow client: an upload at 40 kB/s that takes longer than our patience arrives', {
  timeout: LIMIT_MS,
}, async (context) => {
  if (!isLong) skipLoudly(context, 'it takes half a minute (npm run test:gate)')
  const running = await startServer({ env: ENV })
  try {
    const padding = Buffer.alloc(800_000, 32)
    const head = { 'content-type': 'multipart/form-data; boundary=x' }
    const part = '--x\r\nContent-Disposition: form-data; name="photo"; filename="p.jpg"\r\n\r\n'
    const bytes = requestBytes(
      'POST',
      '/api/attachments',
      head,
      Buffer.concat([Buffer.from(part), padding, Buffer.from('\r\n--x--\r\n')]),
    )
    const raw = await openRaw(running.url)
    for (let at = 0; at < bytes.length && !raw.socket.destroyed; at += 20_000) {
      raw.socket.write(bytes.subarray(at, at + 20_000))
      await pause(500)
    }
    await raw.closed
    // Spaces are no photo; being told so takes having arrived.
    expect(raw.came()).toMatch(/^HTTP\/1\.1 415/)
  } finally {
    await running.kill()
  }
})

test('slowhttptest with 400 connections of each kind does not take the site away', {
  timeout: 600_000,
}, async (context) => {
  if (!onPath('slowhttptest')) skipLoudly(context, 'slowhttptest is not installed (Debian: slowhttptest)')
  if (!isLong) skipLoudly(context, 'it takes minutes (npm run test:gate)')
  const running = await startServer({ env: ENV })
  const attacks: [string, string, ...string[]][] = [
    ['headers', '/', '-H'],
    ['body', '/api/tips', '-B', '-s', '8192'],
    ['read', '/report/', '-X', '-w', '512', '-y', '1024', '-n', '5', '-z', '32', '-k', '3'],
  ]
  try {
    for (const [name, path, ...flags] of attacks) {
      const before = memoryKb(running)
      const attack = spawn(
        'slowhttptest',
        [...flags, '-c', '400', '-r', '200', '-i', '10', '-l', '40', '-p', '3', '-u', running.url + path],
        { stdio: 'ignore' },
      )
      const ended = new Promise((resolve) => attack.once('exit', resolve))
      const honest: number[] = []
      let isOver = false
      ended.then(() => (isOver = true))
      while (!isOver) {
        const began = performance.now()
        expect((await post(running.url, newTip())).status).toBe(201)
        honest.push(performance.now() - began)
        await pause(200)
      }
      console.log(
        `slowhttptest, ${name}: honest people wait ${Math.round(percentile(honest, 0.95))} ms (95 %), ${Math.round((memoryKb(running) - before) / 1024)} MB more memory`,
      )
      expect(percentile(honest, 0.95)).toBeLessThan(HONEST_MS)
    }
  } finally {
    await running.kill()
  }
})
