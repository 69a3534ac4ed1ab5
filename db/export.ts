import { type Client, createClient, type InStatement, type ResultSet, type Value } from '@libsql/client'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'

/** A table as it is carried over: its columns in the order of their names, and what orders its rows. */
export type Table = { name: string; columns: string[]; key: string[] }

/** Not what the database holds but where it is at home, how it was made, and what is empty between two commits. */
const LEFT_OUT = ['__drizzle_migrations', 'instance', 'guards']
const PAGE = 500
const VIRTUAL = /^CREATE VIRTUAL/i

/**
 * Opens a database, file or server, so that every value comes out as what it is: an INTEGER as bigint, a REAL as number.
 * `url` is `file:`, `libsql:`, `https:` or `http:`.
 */
export function openExact(url: string, token?: string | null): Client {
  return createClient({ url, ...(token && { authToken: token }), intMode: 'bigint', concurrency: 1 })
}

/**
 * What a database holds, as text that is the same wherever it lies: for each table, by name, a line of its name and
 * columns, then a line for each row: in the order of its key where that is a whole number, else in the order they came in,
 * which some lists show. Lines are canonical JSON (RFC 8785) with the type of every
 * value: null, "text", {"int":"1"}, {"real":"0.5"}, {"blob":"hex"}. What a full-text index keeps for itself is left out,
 * its rows are not. Pages of rows are read one after another: nothing may write meanwhile.
 */
export async function* exportLines(client: Pick<Client, 'execute'>): AsyncGenerator<string> {
  for (const table of await listTables(client)) {
    yield line({ table: table.name, columns: table.columns })
    for await (const rows of pagesOf(client, table)) for (const row of rows) yield line(row.map(typed))
  }
}

/** SHA-256 over the lines of the export, each with its line feed; hexadecimal. */
export async function exportDigest(client: Pick<Client, 'execute'>): Promise<string> {
  const hash = sha256.create()
  for await (const one of exportLines(client)) hash.update(utf8ToBytes(`${one}\n`))
  return bytesToHex(hash.digest())
}

/** The tables that hold what people entered or what is derived of it, by name. */
export async function listTables(client: Pick<Client, 'execute'>): Promise<Table[]> {
  const { rows } = await client.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name")
  const all = rows.map((row) => ({ name: String(row[0]), sql: String(row[1]) }))
  const shadows = all.filter(({ sql }) => VIRTUAL.test(sql)).map(({ name }) => `${name}_`)
  const tables: Table[] = []
  for (const { name, sql } of all) {
    if (LEFT_OUT.includes(name) || /^(sqlite|libsql)_/.test(name)) continue
    if (shadows.some((prefix) => name.startsWith(prefix))) continue
    const info = (await client.execute(`PRAGMA table_info(${quoted(name)})`)).rows
    const columns = info.map((row) => String(row.name)).sort()
    const primary = info.filter((row) => Number(row.pk) > 0).sort((a, b) => Number(a.pk) - Number(b.pk))
    const key = primary.map((row) => String(row.name))
    // An index's rows are named by number elsewhere; other tables keep no number but the order rows came in.
    if (VIRTUAL.test(sql)) tables.push({ name, columns: ['rowid', ...columns], key: ['rowid'] })
    else if (/WITHOUT ROWID\s*$/i.test(sql)) tables.push({ name, columns, key })
    else if (key.length === 1 && String(primary[0]?.type) === 'INTEGER') tables.push({ name, columns, key })
    else tables.push({ name, columns, key: ['rowid'] })
  }
  return tables
}

/** The rows of a table in their order, a page at a time, each as its values in the order of the columns. */
export async function* pagesOf(client: Pick<Client, 'execute'>, table: Table): AsyncGenerator<Value[][]> {
  const [columns, order] = [table.columns.map(quoted).join(', '), table.key.map(quoted).join(', ')]
  const width = table.columns.length
  let last: Value[] | null = null
  for (;;) {
    const after: string = last ? `WHERE (${order}) > (${last.map(() => '?').join(', ')})` : ''
    const sql = `SELECT ${columns}, ${order} FROM ${quoted(table.name)} ${after} ORDER BY ${order} LIMIT ${PAGE}`
    const { rows }: ResultSet = await client.execute({ sql, args: last ?? [] })
    const found = rows.map((row) => Array.from({ length: row.length }, (_, at) => row[at] ?? null))
    if (found.length > 0) yield found.map((row) => row.slice(0, width))
    if (found.length < PAGE) return
    last = found.at(-1)?.slice(width) ?? null
  }
}

/** The statement that puts a row of `pagesOf` into a table of the same name. */
export function insertRow({ name, columns }: Table, row: Value[]): InStatement {
  const places = columns.map(() => '?').join(', ')
  return { sql: `INSERT INTO ${quoted(name)}(${columns.map(quoted).join(', ')}) VALUES (${places})`, args: row }
}

function typed(value: Value): unknown {
  if (value === null || typeof value === 'string') return value
  if (typeof value === 'bigint') return { int: String(value) }
  if (typeof value === 'number') return { real: String(value) }
  return { blob: bytesToHex(new Uint8Array(value)) }
}

function line(value: unknown): string {
  return canonicalize(value) as string
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
