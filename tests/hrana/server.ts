import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Connection, openConnection, type StreamRequest, type StreamResult } from './engine.ts'
import { type Faults, openFaults } from './faults.ts'

export type Hrana = { url: string; token: string; file: string; faults: Faults; stop(): Promise<void> }

/** A stream nobody has asked anything of for so long is rolled back and forgotten, as sqld does. */
const IDLE_MS = 10_000
const READS = /^\s*(SELECT|WITH|PRAGMA|EXPLAIN|COMMIT|END|ROLLBACK|BEGIN (TRANSACTION READONLY|DEFERRED)|$)/i

type Stream = { connection: Connection; writes: boolean; idle?: NodeJS.Timeout }
type Body = { baton?: string | null; requests: StreamRequest[] }

/**
 * A libSQL server for tests and trials: the real engine (npm `libsql`) behind Hrana 2 over HTTP in JSON, which is what
 * `@libsql/client` speaks to sqld and Turso. It is not sqld: no replication, no namespaces, a token instead of JWTs.
 * Without `file` the database is a new one, gone when the server stops. One writer at a time; others wait for it.
 */
export async function startHrana(
  options: { file?: string; token?: string; port?: number; seed?: number; idleMs?: number } = {},
): Promise<Hrana> {
  const folder = options.file ? null : mkdtempSync(join(tmpdir(), 'jingtu-hrana-'))
  const file = options.file ?? join(folder as string, 'remote.db')
  const token = options.token ?? randomUUID()
  const { faults, strikes, lateness } = openFaults(options.seed ?? 1)
  const streams = new Map<string, Stream>()
  // The last connection to leave would fold the journal away: this one stays.
  const resident = openConnection(file)
  const spare: Connection[] = []
  let holder: { stream: Stream; released: Promise<void>; release(): void } | null = null

  function end(stream: Stream): void {
    clearTimeout(stream.idle)
    if (stream.connection.reset()) spare.push(stream.connection)
    else stream.connection.close()
    letGo(stream)
  }
  function letGo(stream: Stream): void {
    if (holder?.stream !== stream) return
    holder.release()
    holder = null
  }

  async function pipeline({ baton, requests }: Body): Promise<{ status: number; body: unknown; changed: boolean }> {
    const known = baton ? streams.get(baton) : undefined
    if (baton && !known)
      return { status: 400, body: { message: 'the stream has expired', code: 'STREAM_EXPIRED' }, changed: false }
    if (baton) streams.delete(baton)
    const stream = known ?? { connection: spare.pop() ?? openConnection(file), writes: false }
    clearTimeout(stream.idle)
    const { connection } = stream
    if (requests.some((one) => connection.textsOf(one).some((text) => !READS.test(text)))) {
      while (holder && holder.stream !== stream) await holder.released
      stream.writes = true
    }
    // From here to the last request nothing else runs: the engine answers at once.
    const before = connection.changed()
    const results: StreamResult[] = requests.map((request) => connection.run(request))
    const changed = connection.changed() !== before && !connection.isInTransaction()
    if (requests.some((request) => request.type === 'close')) {
      end(stream)
      return { status: 200, body: { baton: null, base_url: null, results }, changed }
    }
    if (!connection.isInTransaction()) {
      letGo(stream)
      stream.writes = false
    } else if (stream.writes && !holder) {
      const { promise, resolve } = Promise.withResolvers<void>()
      holder = { stream, released: promise, release: resolve }
    }
    const next = randomUUID()
    streams.set(next, stream)
    stream.idle = setTimeout(() => {
      streams.delete(next)
      end(stream)
    }, options.idleMs ?? IDLE_MS)
    return { status: 200, body: { baton: next, base_url: null, results }, changed }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.method === 'GET' && ['/health', '/v2'].includes(request.url ?? '')) return void json(200, {})
    if (request.headers.authorization !== `Bearer ${token}`)
      return void json(401, { message: 'the token is missing or wrong', code: 'AUTH_REJECTED' })
    // Hrana 3 is not spoken; a client that asks falls back to 2.
    if (request.method !== 'POST' || request.url !== '/v2/pipeline')
      return void json(404, { message: 'no such endpoint', code: 'NOT_FOUND' })
    const body = await readBody(request)
    if (strikes('unavailable')) return void response.writeHead(503, { 'content-type': 'text/plain' }).end('busy')
    const answer = await pipeline(body)
    if (strikes('late')) await pause(lateness())
    if (answer.changed && strikes('dropped')) return void request.socket.destroy()
    json(answer.status, answer.body)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error) => {
      if (!response.headersSent)
        response
          .writeHead(400, { 'content-type': 'application/json' })
          .end(JSON.stringify({ message: String(error), code: 'HRANA_PROTO_ERROR' }))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  return {
    url: `http://127.0.0.1:${port}`,
    token,
    file,
    faults,
    async stop() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      for (const stream of streams.values()) end(stream)
      for (const connection of [...spare, resident]) connection.close()
      if (folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function readBody(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString('utf8'))
}
