import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * Of a remote database, which instance it belongs to: one row, made by `npm run migrate`. A file belongs to the folder it
 * lies in and has none. Says where the database is at home, not what it holds: copies leave it out.
 */
export const instance = sqliteTable('instance', {
  one: integer('one').primaryKey(),
  /** Name of the mark that lies among the instance's photos. */
  id: text('id').notNull(),
  demo: integer('demo', { mode: 'boolean' }).notNull(),
  /** Keyed hash by which the instance's keys are known again. */
  keys: text('keys').notNull(),
})
