import { sql } from 'drizzle-orm'
import { check, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Boundary } from '#domain/grid.ts'
import { user } from './account.ts'

/** Grids (网格) of streets, with their days of validity. */
export const grids = sqliteTable(
  'grids',
  {
    id: text('id').primaryKey(),
    street: text('street').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    words: text('words', { mode: 'json' }).$type<string[]>().notNull(),
    /** GeoJSON in CGCS2000; null while the bureau has given none. */
    boundary: text('boundary', { mode: 'json' }).$type<Boundary>(),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to'),
    version: integer('version').notNull(),
  },
  (table) => [uniqueIndex('grids_code').on(table.code, table.validFrom), index('grids_street').on(table.street)],
)

/** The duty roster: who is on duty where, from which minute until which. */
export const shifts = sqliteTable(
  'shifts',
  {
    id: text('id').primaryKey(),
    /** `bureau`, a street's code or a grid's id. */
    scope: text('scope').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id),
    from: text('from_at').notNull(),
    to: text('to_at').notNull(),
    note: text('note'),
    handedOverAt: text('handed_over_at'),
    acknowledgedBy: text('acknowledged_by'),
    acknowledgedAt: text('acknowledged_at'),
    version: integer('version').notNull(),
  },
  (table) => [
    uniqueIndex('shifts_once').on(table.scope, table.userId, table.from, table.to),
    index('shifts_until').on(table.to),
    check('shift_forward', sql`from_at < to_at`),
  ],
)
