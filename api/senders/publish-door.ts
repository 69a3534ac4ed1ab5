import { chmod, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { join, relative } from 'node:path'
import type { Finding } from '#domain/log/finding.ts'
import type { Publisher } from './publishing.ts'

/** What `npm run publish` and `npm run log:check` ask of a running server, and what they are told. */
export type Asked = { full: boolean } | { check: true }
export type Told =
  | { ok: true; changed: number; full: boolean }
  | { ok: true; findings: Finding[] }
  | { ok: false; why: string }

/** What a server does when it is asked to. */
export type Behind = { publisher: Publisher; check(): Promise<Finding[]> }

/** A socket's path may be this long on any system; a data folder deeper than that has no door. */
const LONGEST = 100
/** Characters of one line: findings of a log that was tampered with all over. */
const LONGEST_LINE = 1_000_000

/** Whether a server serves a data folder is asked here, and by whoever may write to the folder alone. */
export async function openPublishDoor(dataDir: string, behind: Behind): Promise<{ close(): void }> {
  const path = doorOf(dataDir)
  if (!path) return { close() {} }
  // Ours is the folder's lock, so whatever is there is of a process that died.
  await rm(path, { force: true })
  const server = createServer((socket) => {
    socket.on('error', () => {})
    readLine(socket)
      .then(async (line) => answer(JSON.parse(line) as Asked, behind))
      .catch((error: unknown): Told => ({ ok: false, why: error instanceof Error ? error.message : 'unknown' }))
      .then((told) => socket.end(`${JSON.stringify(told)}\n`))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  await chmod(path, 0o600)
  return { close: () => void server.close() }
}

async function answer(asked: Asked, { publisher, check }: Behind): Promise<Told> {
  if ('check' in asked) return { ok: true, findings: await check() }
  const { full } = asked
  if (full) await publisher.rebuild()
  const changed = full ? [] : [...(await publisher.replay()), ...(await publisher.night())]
  await publisher.tables()
  await publisher.duty()
  return { ok: true, changed: changed.length, full }
}

/** Asks the server of a data folder to publish, or to check its log; null when none answers there. */
export async function askServer(dataDir: string, asked: Asked): Promise<Told | null> {
  const path = doorOf(dataDir)
  if (!path) return null
  const socket = connect(path)
  try {
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  } catch {
    return null
  }
  socket.write(`${JSON.stringify(asked)}\n`)
  return JSON.parse(await readLine(socket)) as Told
}

function doorOf(dataDir: string): string | null {
  if (process.platform === 'win32') return null
  const path = join(dataDir, 'publish.sock')
  const shorter = [path, relative(process.cwd(), path)].sort((a, b) => a.length - b.length)[0] ?? path
  return Buffer.byteLength(shorter) <= LONGEST ? shorter : null
}

function readLine(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (part: string) => {
      text += part
      const end = text.indexOf('\n')
      if (end >= 0) resolve(text.slice(0, end))
      else if (text.length > LONGEST_LINE) socket.destroy(new Error('too long'))
    })
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('the other side went away')))
  })
}
