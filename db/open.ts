import {
  type Client,
  createClient,
  type InStatement,
  type InValue,
  LibsqlError,
  type ResultSet,
} from '@libsql/client/sqlite3'
import type { Query } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { groupCommit } from './group.ts'

/** Anything drizzle can turn into SQL and parameters, or plain SQL. */
export type Statement = { toSQL(): Query } | InStatement

/** The database by plain SQL. */
export type Engine = {
  /** Plain SQL on the reading connection. */
  query(sql: string, args?: InValue[]): Promise<ResultSet>
  /**
   * The one writer: all statements in one durable commit, or none. Batches of one moment share a commit.
   * @throws UniqueViolation, GuardFailed, DatabaseBusy, or what the engine says
   */
  write(statements: Statement[]): Promise<ResultSet[]>
  /** Whether both connections are open and carry every setting this product relies on. */
  ready(): Promise<{ ok: true } | { ok: false; why: string }>
  /** A consistent copy of the whole database in a new file, made by the engine. */
  copyTo(path: string): Promise<void>
  close(): void
}

export type Db = Engine & {
  /** Query builder for reading; runs on the query-only connection. */
  read: LibSQLDatabase
  /** Builder over the writing connection, for better-auth and migrations only. */
  writer: LibSQLDatabase
}

/** A row that must be single is there already: the other writer won, or the same thing came twice. */
export class UniqueViolation extends Error {}
/** A guard row refused: what the batch was decided on has changed meanwhile. */
export class GuardFailed extends Error {}
/** Another process holds the file. The connections were made anew; the caller may try again. */
export class DatabaseBusy extends Error {}

/**
 * Settings of every connection. They are per connection, so they are set after each opening and asserted by
 * `ready()`. WAL with synchronous=FULL is what survives a power cut; NORMAL loses acknowledged tips.
 */
const PRAGMAS = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  secure_delete: 1,
  trusted_schema: 0,
  temp_store: 2,
  cell_size_check: 1,
} as const

/**
 * Opens the file database: one connection that writes, one that only reads.
 * One process, one writer: libSQL's SQLite 3.45 may lose writes when two connections checkpoint at once.
 * `url` is `file:<path>`.
 */
export async function openDb(url: string): Promise<Db> {
  const { drizzle } = await import('drizzle-orm/libsql')
  const { engine, reading, writing } = await connect(url)
  return { ...engine, read: drizzle(reading), writer: drizzle(writing) }
}

/** The same without the builders, whose modules take longer to load than a page to publish. */
export async function openEngine(url: string): Promise<Engine> {
  return (await connect(url)).engine
}

async function connect(url: string): Promise<{ engine: Engine; reading: Client; writing: Client }> {
  const config = { url, concurrency: 1, timeout: 0 }
  const writing = createClient(config)
  await settle(writing, false)
  const reading = createClient(config)
  await settle(reading, true)
  let healing: Promise<void> | null = null

  // A lock collision poisons a connection for good (every later commit fails), so it is thrown away.
  const heal = () => {
    healing ??= (async () => {
      await writing.reconnect()
      await settle(writing, false)
    })().finally(() => {
      healing = null
    })
    return healing
  }

  const writeAlone = async (statements: InStatement[]): Promise<ResultSet[]> => {
    if (healing) await healing.catch(() => {})
    try {
      return await writing.batch(statements, 'write')
    } catch (error) {
      const known = classify(error)
      if (known instanceof UniqueViolation || known instanceof GuardFailed) throw known
      await heal().catch(() => {})
      throw known
    }
  }
  const write = groupCommit(writeAlone, (error) => error instanceof DatabaseBusy)

  const engine: Engine = {
    query: (sql, args = []) => reading.execute({ sql, args }),
    write: async (statements) => write(statements.map(plain)),
    async ready() {
      if (healing) return { ok: false, why: 'database: connection is being made anew' }
      try {
        await assertSettings(writing, false)
        await assertSettings(reading, true)
        return { ok: true }
      } catch (error) {
        return { ok: false, why: `database: ${error instanceof Error ? error.message : 'unknown'}` }
      }
    },
    // `execute` fails here ("statements in progress"); `executeMultiple` does not.
    copyTo: (path) => writing.executeMultiple(`VACUUM INTO '${path.replaceAll("'", "''")}'`),
    close() {
      reading.close()
      writing.close()
    },
  }
  return { engine, reading, writing }
}

/**
 * A row that aborts its batch unless the statement before it changed exactly one row: the version check of a save.
 * Works the same over a remote server, where a batch cannot branch.
 */
export const GUARD: InStatement = 'INSERT INTO guards(ok) SELECT CASE WHEN changes() = 1 THEN 1 END'
/** Takes the guard's row away again, in the same batch. */
export const UNGUARD: InStatement = 'DELETE FROM guards'

function plain(statement: Statement): InStatement {
  if (typeof statement === 'object' && 'toSQL' in statement) {
    const { sql, params } = statement.toSQL()
    return { sql, args: params as InValue[] }
  }
  return statement
}

async function settle(client: Client, readOnly: boolean): Promise<void> {
  for (const [name, value] of Object.entries(PRAGMAS)) await client.execute(`PRAGMA ${name} = ${value}`)
  // The client refuses `?mode=ro`; this is the same promise, kept by the engine.
  if (readOnly) await client.execute('PRAGMA query_only = ON')
  await assertSettings(client, readOnly)
}

async function assertSettings(client: Client, readOnly: boolean): Promise<void> {
  for (const [name, value] of Object.entries({ ...PRAGMAS, query_only: readOnly ? 1 : 0 })) {
    const found = (await client.execute(`PRAGMA ${name}`)).rows[0]?.[0]
    if (found !== value) throw new Error(`PRAGMA ${name} is ${String(found)}, not ${value}`)
  }
}

/** By message, because codes differ between the file, a remote server and D1. Never keeps the parameters. */
function classify(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error)
  if (/NOT NULL constraint failed: guards\.ok/.test(message)) return new GuardFailed('guard refused')
  const unique = /UNIQUE constraint failed: ([\w., ]+)/.exec(message)
  if (unique) return new UniqueViolation(unique[1])
  if (/SQLITE_BUSY|database is locked/.test(message) || (error instanceof LibsqlError && error.code === 'SQLITE_BUSY'))
    return new DatabaseBusy("couldn't write: the database file is locked by another process")
  return error instanceof Error ? error : new Error(message)
}
