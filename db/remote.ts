import { type Client, createClient, type InStatement, type ResultSet } from '@libsql/client/web'
import { drizzle } from 'drizzle-orm/libsql/web'
import { classify, DatabaseUnreachable, type Db, plain } from './engine.ts'

/** How long an answer may take; a server that holds a write transaction gives up on it sooner. */
const PATIENCE_MS = 15_000
/** A reading that got no answer is asked again after these pauses; a write never is. */
const PAUSES_MS = [100, 400]
const READS = /^\s*(SELECT|WITH|PRAGMA|EXPLAIN)\b/i
const WRITES_WITH = /^\s*WITH\b[\s\S]*\)\s*(INSERT|REPLACE|UPDATE|DELETE)\b/i

/**
 * The database on a libSQL server, over HTTP: the same promises as the file, kept by the server. Runs wherever `fetch`
 * does, so it is what a Worker opens. Every batch is a connection of its own over there: nothing set here would last,
 * so settings are asked for, not set. Opens no connection by itself: `ready()` finds out whether there is one.
 * `url` is `libsql://`, `https://` or `http://`; `token` what the server asks for.
 */
export function openRemote({ url, token }: { url: string; token?: string | null }): Db {
  const config = { url, ...(token && { authToken: token }), fetch: answered, concurrency: Number.MAX_SAFE_INTEGER }
  const writing = patient(createClient(config), true)
  const reading = patient(createClient(config), false)

  return {
    read: drizzle(reading),
    writer: drizzle(writing),
    query: (sql, args = []) => reading.execute({ sql, args }),
    // Batches of different requests are not put together here: one Worker request may not wait for another's answer.
    async write(statements) {
      try {
        return await writing.batch(statements.map(plain), 'write')
      } catch (error) {
        throw classify(error)
      }
    },
    async ready() {
      try {
        const { rows } = await reading.execute('PRAGMA foreign_keys')
        return Number(rows[0]?.[0]) === 1
          ? { ok: true }
          : { ok: false, why: `database: PRAGMA foreign_keys is ${String(rows[0]?.[0])}, not 1` }
      } catch (error) {
        return { ok: false, why: `database: ${error instanceof Error ? error.message : 'unknown'}` }
      }
    },
    async copyTo() {
      throw new Error('a remote database is copied by its own server, or table by table')
    },
    close() {
      reading.close()
      writing.close()
    },
  }
}

/**
 * `fetch` that gives a whole answer or DatabaseUnreachable: no reply, half a reply, a reply that came too late, and a
 * server or gateway that says it can't are one and the same to the caller.
 */
async function answered(request: Request): Promise<Response> {
  let response: Response
  let body: ArrayBuffer
  try {
    response = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) })
    body = await response.arrayBuffer()
  } catch {
    throw new DatabaseUnreachable('the database server did not answer')
  }
  if (response.status >= 500 || response.status === 429)
    throw new DatabaseUnreachable(`the database server answered ${response.status}`)
  return new Response(body, { status: response.status, headers: response.headers })
}

/** The client, whose readings are asked again when no answer comes; one that `writes` does that as it is. */
function patient(client: Client, writes: boolean): Client {
  const execute = async (given: InStatement | string, args?: never): Promise<ResultSet> => {
    const sql = typeof given === 'string' ? given : given.sql
    const reads = READS.test(sql) && !WRITES_WITH.test(sql)
    if (!reads && !writes) throw new Error('this connection only reads')
    for (let tries = 0; ; tries++)
      try {
        return await (args ? client.execute(sql, args) : client.execute(given))
      } catch (error) {
        const pause = PAUSES_MS[tries]
        if (!reads || !(error instanceof DatabaseUnreachable) || pause === undefined) throw classify(error)
        await new Promise((done) => setTimeout(done, pause))
      }
  }
  const only = <A extends unknown[], T>(act: (...given: A) => Promise<T>) =>
    writes ? act : () => Promise.reject(new Error('this connection only reads'))
  return {
    protocol: client.protocol,
    get closed() {
      return client.closed
    },
    execute,
    batch: only((statements, mode) => client.batch(statements, mode)),
    migrate: only((statements) => client.migrate(statements)),
    transaction: () => Promise.reject(new Error('batches, never transactions')),
    executeMultiple: only((sql) => client.executeMultiple(sql)),
    sync: () => client.sync(),
    reconnect: () => client.reconnect(),
    close: () => client.close(),
  }
}
