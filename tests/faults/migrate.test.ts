import { spawnSync } from 'node:child_process'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openDb } from '#db/open.ts'
import { columnsOf, digestOf, keptVersions, schemaOf, unpackDatabase } from '../fixtures/databases.ts'
import { quickFolder } from '../tree.ts'

/** Every statement in `npm run test:gate`, every sixth in `npm test`; the control every sixth. */
const EVERY = process.env.PUBLISH_STEPS === 'every'
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
    const some = all.filter((at) => at % 6 === 0 || at === statements)
    expect(await killAt(old, EVERY ? all : some, 'together')).toEqual([])

    // The control: each statement a commit of its own.
    const seen = await killAt(old, some, 'apart')
    console.log(`control: ${some.length} kills, ${seen.length} findings`)
    expect(seen.filter((one) => one.endsWith('not as it was before')).length).toBeGreaterThan(some.length / 2)
    expect(seen.filter((one) => one.endsWith('cannot be migrated any more')).length).toBeGreaterThan(0)
  },
  300_000,
)
