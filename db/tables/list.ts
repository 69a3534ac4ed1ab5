import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { cases } from './case.ts'

/**
 * Every row of a handed-down list that said something new: which case its number is, and the digest by which the same
 * row is known again. The first of a number opened the case, unless it was known by another way.
 */
export const listRows = sqliteTable(
  'list_rows',
  {
    number: text('number').notNull(),
    /** From 1, by number: two imports at once cannot both be the first. */
    nth: integer('nth').notNull(),
    digest: text('digest').notNull(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    savedOn: text('saved_on').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.number, table.nth] }),
    uniqueIndex('list_rows_digest').on(table.number, table.digest),
  ],
)
