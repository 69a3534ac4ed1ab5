import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Db, Engine } from './open.ts'

const MIGRATIONS = fileURLToPath(new URL('migrations', import.meta.url))

/** Brings the tables to this version. All pending steps are one commit; run again it does nothing. */
export async function migrateDb(db: Db): Promise<void> {
  const { migrate } = await import('drizzle-orm/libsql/migrator')
  await migrate(db.writer, { migrationsFolder: MIGRATIONS })
}

/** Whether every step was made already: quicker to ask than to load what makes them. */
export async function isMigrated(db: Engine): Promise<boolean> {
  const { entries } = JSON.parse(await readFile(join(MIGRATIONS, 'meta/_journal.json'), 'utf8'))
  const newest = Math.max(...entries.map((step: { when: number }) => step.when))
  const { rows } = await db
    .query('SELECT max(created_at) FROM __drizzle_migrations')
    .catch(() => ({ rows: [] }) as { rows: never[] })
  return Number(rows[0]?.[0] ?? 0) >= newest
}
