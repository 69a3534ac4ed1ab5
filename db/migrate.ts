import { fileURLToPath } from 'node:url'
import { migrate } from 'drizzle-orm/libsql/migrator'
import type { Db } from './open.ts'

const MIGRATIONS = fileURLToPath(new URL('migrations', import.meta.url))

/** Brings the tables to this version. All pending steps are one commit; run again it does nothing. */
export async function migrateDb(db: Db): Promise<void> {
  await migrate(db.writer, { migrationsFolder: MIGRATIONS })
}
