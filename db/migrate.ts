import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Db, Engine } from './engine.ts'

const MIGRATIONS = fileURLToPath(new URL('migrations', import.meta.url))

/** A later version has been here: its tables are not known to this one. */
export class NewerSchema extends Error {}

/**
 * Brings the tables to this version. All pending steps are one commit; run again it does nothing.
 * @throws NewerSchema, and changes nothing
 */
export async function migrateDb(db: Db): Promise<void> {
  if (await isMigrated(db)) return
  const { migrate } = await import('drizzle-orm/libsql/migrator')
  await migrate(db.writer, { migrationsFolder: MIGRATIONS })
}

/**
 * Whether every step was made already: quicker to ask than to load what makes them.
 * @throws NewerSchema when the database has seen a step that this version does not know
 */
export async function isMigrated(db: Pick<Engine, 'query'>): Promise<boolean> {
  const { entries } = JSON.parse(await readFile(join(MIGRATIONS, 'meta/_journal.json'), 'utf8'))
  const known = new Set<number>(entries.map((step: { when: number }) => step.when))
  const made = await stepsMade(db)
  if (made.some((step) => !known.has(step))) throw new NewerSchema('the database belongs to a later version')
  return made.includes(Math.max(...known))
}

async function stepsMade(db: Pick<Engine, 'query'>): Promise<number[]> {
  try {
    return (await db.query('SELECT created_at FROM __drizzle_migrations')).rows.map((row) => Number(row[0]))
  } catch (error) {
    // A database nobody has been in yet.
    if (/no such table/.test(String(error))) return []
    throw error
  }
}
