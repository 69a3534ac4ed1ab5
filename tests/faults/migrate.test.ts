import { spawnSync } from 'node:child_process'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Db } from '#db/engine.ts'
import { migrateDb } from '#db/migrate.ts'
import { openDb } from '#db/open.ts'
import { columnsOf, digestOf, keptVersions, schemaOf, unpackDatabase } from '../fixtures/databases.ts'
import { quickFolder } from '../tree.ts'

/** Every statement in `npm run test:gate`, every thirtieth in `npm test`; the control every thirtieth. */
const EVERY = process.env.PUBLISH_STEPS === 'every'
/** Rows a table is filled up to before it is migrated. */
const ROWS = EVERY ? 100_000 : 5_000
const MIGRATING = join(import.meta.dirname, 'migrating.ts')
const folder = quickFolder('migrate')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function migrating(path: string, at: number, mode: 'together' | 'apart') {
  const run = spawnSync(process.execPath, [MIGRATING, path, String(at), mode], { encoding: 'utf8' })
  return { killed: run.signal === 'SIGKILL', statements: Number(run.stdout), failed: run.status !== 0 }
}

/** What is known of a database by its rows and tables, in the columns given or all. */
async function lookAt(path: string, columns?: Map<string, string[]>) {
  const db = await openDb(`file:${path}`)
  try {
    const { rows } = await db.query('PRAGMA integrity_check')
    return {
      whole: rows[0]?.[0],
      schema: await schemaOf(db),
      rows: await digestOf(db, columns ?? (await columnsOf(db))),
    }
  } finally {
    db.close()
  }
}

/** Kills the migration of an old database before these statements; says where it was left neither old nor new. */
async function killAt(old: string, statements: number[], mode: 'together' | 'apart'): Promise<string[]> {
  const before = await lookAt(old)
  const whole = join(folder, 'whole.db')
  copyFileSync(old, whole)
  migrating(whole, 0, 'together')
  const after = await lookAt(whole)
  const wrong: string[] = []
  for (const at of statements) {
    const path = join(folder, `${mode}-${at}.db`)
    copyFileSync(old, path)
    if (!migrating(path, at, mode).killed) wrong.push(`${at}: was not killed`)
    const left = await lookAt(path)
    if (JSON.stringify(left) !== JSON.stringify(before)) wrong.push(`${at}: not as it was before`)
    const again = migrating(path, 0, 'together')
    if (again.failed) wrong.push(`${at}: cannot be migrated any more`)
    else if (JSON.stringify(await lookAt(path)) !== JSON.stringify(after))
      wrong.push(`${at}: not what it should become`)
  }
  return wrong
}

test.each(keptVersions().filter((version) => version !== 'unreleased'))(
  'the migration from %s, killed before any of its statements, has done nothing, and is done when started again',
  async (version) => {
    const old = join(folder, `${version}.db`)
    unpackDatabase(version, old)
    const copy = join(folder, 'count.db')
    copyFileSync(old, copy)
    const { statements } = migrating(copy, 0, 'together')
    expect(statements).toBeGreaterThan(10)
    const all = Array.from({ length: statements }, (_, n) => n + 1)
    const some = all.filter((at) => at % 30 === 0 || at === statements)
    expect(await killAt(old, EVERY ? all : some, 'together')).toEqual([])

    // The control: each statement a commit of its own.
    const seen = await killAt(old, some, 'apart')
    console.log(`control: ${some.length} kills, ${seen.length} findings`)
    expect(seen.filter((one) => one.endsWith('not as it was before')).length).toBeGreaterThan(some.length / 2)
    expect(seen.filter((one) => one.endsWith('cannot be migrated any more')).length).toBeGreaterThan(0)
  },
  300_000,
)

test(`the migration from 0.1.0 keeps every one of ${ROWS} tips, cases and events`, async () => {
  const path = join(folder, 'large.db')
  unpackDatabase('0.1.0', path)
  const db = await openDb(`file:${path}`)
  const columns = await columnsOf(db)
  for (const table of ['cases', 'tips', 'events']) await multiply(db, table, columns.get(table) ?? [])
  const before = await digestOf(db, columns)
  for (const table of ['cases', 'tips', 'events'])
    expect(Number(before[table]?.split(' ')[0])).toBeGreaterThanOrEqual(ROWS)
  const began = performance.now()
  await migrateDb(db)
  console.log(`migrated ${3 * ROWS} rows in ${Math.round(performance.now() - began)} ms`)
  columns.delete('__drizzle_migrations')
  for (const [table, digest] of Object.entries(await digestOf(db, columns)))
    expect([table, digest]).toEqual([table, before[table]])
  db.close()
}, 300_000)

/** Copies of the rows of a table under keys of their own, until there are enough. */
async function multiply(db: Db, table: string, columns: readonly string[]): Promise<void> {
  const { rows } = await db.query(
    `SELECT name, type, name IN (SELECT i.name FROM pragma_index_list(?1) l JOIN pragma_index_info(l.name) i
                                 WHERE l."unique" = 1 UNION SELECT name FROM pragma_table_info(?1) WHERE pk > 0) AS key
     FROM pragma_table_info(?1)`,
    [table],
  )
  // A number the engine gives out is given out anew; a number within a subject stays, for the subject is new.
  const copied = (name: string) => {
    const row = rows.find((one) => one.name === name)
    if (!row?.key || name === 'seq') return `"${name}"`
    return String(row.type).toUpperCase() === 'INTEGER' ? 'NULL' : `"${name}" || '-' || copy`
  }
  const names = columns.map((name) => `"${name}"`).join(', ')
  await db.write([
    `INSERT INTO "${table}"(${names})
     WITH RECURSIVE copies(copy) AS (SELECT 1 UNION ALL SELECT copy + 1 FROM copies WHERE copy < ${ROWS})
     SELECT ${columns.map(copied).join(', ')} FROM copies CROSS JOIN (SELECT * FROM "${table}" LIMIT 40) LIMIT ${ROWS}`,
  ])
}
