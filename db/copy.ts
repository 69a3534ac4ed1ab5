import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Client, InStatement } from '@libsql/client'
import { exportDigest, insertRow, listTables, openExact, pagesOf } from './export.ts'
import { holdLock, type Lock } from './lock.ts'
import { isMigrated, migrateDb } from './migrate.ts'
import { openDb } from './open.ts'
import { openRemote } from './remote.ts'

/** A database: `file:<path>` or a server's address with its token. */
export type Place = { url: string; token?: string | null }

/** Statements of one commit: enough to be quick, few enough for one request. */
const AT_ONCE = 500

/**
 * Copies a whole database to an empty one: from a file to a server, back, or from one to another. The target's tables are
 * made by our migrations and the rows put in one table after another; full-text indexes are built anew from theirs.
 * Nobody may write meanwhile: a file's data folder is locked, and a source that changed is noticed. A copy that fails leaves
 * a target that is not empty, which is refused the next time: throw it away.
 * @returns the digest of the canonical export, which was the same on both sides
 * @throws when the source is behind or in use, the target holds anything, or the copy is not the same
 */
export async function copyDatabase(from: Place, to: Place): Promise<string> {
  const locks: Lock[] = []
  const clients: Client[] = []
  try {
    for (const place of [from, to]) locks.push(...(await lockOf(place)))
    await assertCurrent(from)
    const target = openExact(to.url, to.token)
    clients.push(target)
    await assertEmpty(target, to)
    await makeTables(to)
    const source = openExact(from.url, from.token)
    clients.push(source)
    const before = await exportDigest(source)
    await copyRows(source, target)
    const after = await exportDigest(target)
    if (after !== before)
      throw new Error('the copy is not the same as the source: somebody wrote meanwhile. Stop everything that uses it')
    return after
  } finally {
    for (const client of clients) client.close()
    for (const lock of locks) lock.release()
  }
}

async function lockOf({ url }: Place): Promise<Lock[]> {
  const path = pathOf(url)
  if (path === null) return []
  const lock = await holdLock(join(dirname(path), 'lock.db'))
  if (!lock) throw new Error(`another process is using ${dirname(path)}: stop it first`)
  return [lock]
}

/** A file that is not there would be made. */
async function assertCurrent(place: Place): Promise<void> {
  const path = pathOf(place.url)
  if (path !== null && !existsSync(path)) throw new Error(`there is no database at ${path}`)
  const db = await openPlace(place)
  try {
    if (!(await isMigrated(db))) throw new Error(`${place.url} is not at this version: run npm run migrate on it first`)
  } finally {
    db.close()
  }
}

async function assertEmpty(target: Client, { url }: Place): Promise<void> {
  const { rows } = await target.execute("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' LIMIT 1")
  if (rows.length > 0) throw new Error(`${url} is not empty (it has ${rows[0]?.[0]}): nothing was copied`)
}

async function makeTables(place: Place): Promise<void> {
  const db = await openPlace(place)
  try {
    await migrateDb(db)
  } finally {
    db.close()
  }
}

async function copyRows(source: Client, target: Client): Promise<void> {
  // What triggers keep is copied like everything else; they would keep it twice.
  const { rows } = await target.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
  const triggers = rows.map((row) => ({ name: String(row[0]), sql: String(row[1]) }))
  await target.batch(
    triggers.map(({ name }) => `DROP TRIGGER "${name}"`),
    'write',
  )
  let waiting: InStatement[] = []
  // `migrate` puts off foreign keys: rows name each other across tables in any order.
  const flush = async () => {
    if (waiting.length > 0) await target.migrate(waiting)
    waiting = []
  }
  for (const table of await listTables(source)) {
    // A step of the migrations may have put rows there.
    waiting.push(`DELETE FROM "${table.name}"`)
    for await (const page of pagesOf(source, table))
      for (const row of page) {
        waiting.push(insertRow(table, row))
        if (waiting.length >= AT_ONCE) await flush()
      }
  }
  await flush()
  await target.batch(
    triggers.map(({ sql }) => sql),
    'write',
  )
}

function openPlace({ url, token }: Place) {
  return pathOf(url) === null ? openRemote({ url, token: token ?? null }) : openDb(url)
}

function pathOf(url: string): string | null {
  return url.startsWith('file:') ? url.replace(/^file:(\/\/(?=\/))?/, '') : null
}

const USAGE = `用法 / usage: npm run db:copy -- --from <file:path or libsql://server> --to <file:path or libsql://server>
令牌 / token of a server: DATABASE_AUTH_TOKEN; of a second one DATABASE_AUTH_TOKEN_TO`

if (import.meta.main) {
  const { from, to } = readArguments()
  try {
    console.log(`copied ${from.url} to ${to.url}; both hold sha256:${await copyDatabase(from, to)}`)
    process.exit(0)
  } catch (error) {
    console.error(`复制失败 / copy failed: ${error instanceof Error ? error.message : error}`)
    process.exit(1)
  }
}

function readArguments(): { from: Place; to: Place } {
  try {
    const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } })
    const token = process.env.DATABASE_AUTH_TOKEN || null
    const other = process.env.DATABASE_AUTH_TOKEN_TO || token
    if (values.from && values.to) return { from: { url: values.from, token }, to: { url: values.to, token: other } }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
  console.error(USAGE)
  process.exit(2)
}
