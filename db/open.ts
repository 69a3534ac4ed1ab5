import { type Client, createClient, type InStatement, type ResultSet } from '@libsql/client/sqlite3'
import {
  classify,
  DatabaseBusy,
  DatabaseUnwritable,
  type Db,
  type Engine,
  GuardFailed,
  plain,
  UNGUARD,
  UniqueViolation,
} from './engine.ts'
import { groupCommit } from './group.ts'

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

const PROBE: InStatement = 'INSERT INTO guards(ok) VALUES (1)'

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
  let isSettled = true
  let isUnwritable = false

  // A lock collision poisons a connection for good (every later commit fails), so it is thrown away.
  const heal = () => {
    isSettled = false
    healing ??= (async () => {
      await writing.reconnect()
      await settle(writing, false)
      isSettled = true
    })().finally(() => {
      healing = null
    })
    return healing
  }

  const writeAlone = async (statements: InStatement[]): Promise<ResultSet[]> => {
    if (healing) await healing.catch(() => {})
    try {
      // A connection that could not be made anew, on a full disk say, lacks its settings: nothing is written over it.
      if (!isSettled) await heal()
      return await writing.batch(statements, 'write')
    } catch (error) {
      const known = classify(error)
      if (known instanceof UniqueViolation || known instanceof GuardFailed) throw known
      if (known instanceof DatabaseUnwritable) isUnwritable = true
      await heal().catch(() => {})
      throw known
    }
  }
  const write = groupCommit(writeAlone, (error) => error instanceof DatabaseBusy)

  const engine: Engine = {
    query: (sql, args = []) =>
      reading.execute({ sql, args }).catch((error) => {
        throw classify(error)
      }),
    write: async (statements) => write(statements.map(plain)),
    async ready() {
      if (healing) return { ok: false, why: 'database: connection is being made anew' }
      try {
        await assertSettings(writing, false)
        await assertSettings(reading, true)
        // Only a write that reaches the disk shows that the disk takes writes again.
        if (isUnwritable) await writeAlone([PROBE, UNGUARD])
        isUnwritable = false
        return { ok: true }
      } catch (error) {
        return { ok: false, why: `database: ${classify(error).message}` }
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
