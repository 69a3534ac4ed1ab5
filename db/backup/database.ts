import { type Client, createClient, type Row } from '@libsql/client'
import type { Digest } from './tree.ts'

/** Rows read at a time. */
const PAGE = 1000

/** Opens a copy of the database that nobody else has open. */
export function openCopy(path: string): Client {
  return createClient({ url: `file:${path}`, concurrency: 1 })
}

/** Has the engine make one consistent copy, also of a database that a server writes to. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const reading = createClient({ url: `file:${from}`, concurrency: 1, timeout: 5000 })
  try {
    // A reader never checkpoints: two connections that do can lose writes in this engine (SQLite before 3.51.3).
    await reading.execute('PRAGMA wal_autocheckpoint = 0')
    // `execute` fails here ("statements in progress"); `executeMultiple` does not.
    await reading.executeMultiple(`VACUUM INTO '${to.replaceAll("'", "''")}'`)
  } finally {
    reading.close()
  }
}

/** @throws when the engine finds the copy damaged */
export async function assertWhole(copy: Client): Promise<void> {
  const said = (await copy.execute('PRAGMA integrity_check')).rows[0]?.[0]
  if (said !== 'ok') throw new Error(`the copy of the database is damaged: ${said}`)
  const orphans = (await copy.execute('PRAGMA foreign_key_check')).rows
  if (orphans[0]) throw new Error(`the copy of the database is damaged: ${orphans[0].table} names what is not there`)
}

/** How many rows every table holds. */
export async function countRows(copy: Client): Promise<Record<string, number>> {
  const { rows } = await copy.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  )
  const counts: Record<string, number> = {}
  for (const { name } of rows) {
    const counted = await copy.execute(`SELECT count(*) FROM "${String(name).replaceAll('"', '""')}"`)
    counts[String(name)] = Number(counted.rows[0]?.[0])
  }
  return counts
}

/** A photo or report in the store; one that is not `needed` may go away while a copy is made (a draft's, an unsent one). */
export type Stored = { key: string; sha256: string; needed: boolean }

/** Those that are still a redaction's are told with the redactions. */
const PUBLIC_PHOTOS = `SELECT rowid AS at, key, sha256, 1 AS needed FROM public_photos
  WHERE key NOT IN (SELECT key FROM redactions)`

/** Every photo and report the database names, a page of rows in memory at a time. */
export async function* storedFiles(copy: Client): AsyncGenerator<Stored> {
  // In a database of before inspections had photos nothing but a tip claims one.
  const claims = await copy.execute("SELECT 1 FROM pragma_table_info('attachments') WHERE name = 'inspection_id'")
  const claimed = `tip_id IS NOT NULL${claims.rows.length > 0 ? ' OR inspection_id IS NOT NULL' : ''}`
  yield* pagesOf(copy, `SELECT rowid AS at, key, sha256, ${claimed} AS needed FROM attachments`)
  if (await hasTable(copy, 'redactions'))
    yield* pagesOf(copy, "SELECT rowid AS at, key, sha256, state <> 'begun' AS needed FROM redactions")
  // What is public never goes away, also when the tip it was taken from has.
  if (await hasTable(copy, 'public_photos')) yield* pagesOf(copy, PUBLIC_PHOTOS)
  // A database of before reports were filed has no table of them.
  if (!(await hasTable(copy, 'files'))) return
  yield* pagesOf(
    copy,
    `SELECT f.rowid AS at, f.key, f.sha256, f.revision <= coalesce(d.published_revision, 0) AS needed
     FROM files f JOIN disclosures d ON d.id = f.disclosure_id`,
  )
}

async function hasTable(copy: Client, name: string): Promise<boolean> {
  const { rows } = await copy.execute({
    sql: "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?",
    args: [name],
  })
  return rows.length > 0
}

async function* pagesOf(copy: Client, sql: string): AsyncGenerator<Stored> {
  for (let after = 0; ; ) {
    const { rows } = await copy.execute({
      sql: `SELECT * FROM (${sql}) WHERE at > ? ORDER BY at LIMIT ${PAGE}`,
      args: [after],
    })
    yield* rows.map(storedOf)
    if (rows.length < PAGE) return
    after = Number(rows.at(-1)?.at)
  }
}

function storedOf({ key, sha256, needed }: Row): Stored {
  return { key: String(key), sha256: String(sha256), needed: Number(needed) === 1 }
}

/** @throws when a photo or report the database needs is not among the files, or not what it was */
export async function assertStored(copy: Client, digest: (key: string) => Promise<Digest | null | undefined>) {
  for await (const { key, sha256, needed } of storedFiles(copy)) {
    const found = await digest(key)
    if (found ? found.sha256 !== sha256 : needed) throw new Error(`the photo or report ${key} is missing or changed`)
  }
}
