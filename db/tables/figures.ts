import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Counted } from '#domain/figures/count.ts'
import type { CellName, Hiding } from '#domain/figures/release.ts'

/**
 * What was counted of a period for each version that was published, and what of it is hidden: nobody else sees it, but
 * what may be shown of the next period depends on it. Version 0: taken over from before there was this software, and not
 * published yet.
 */
export const periodCounts = sqliteTable(
  'period_counts',
  {
    period: text('period').notNull(),
    version: integer('version').notNull(),
    counted: text('counted', { mode: 'json' }).$type<Counted>().notNull(),
    hidden: text('hidden', { mode: 'json' }).$type<[CellName, Hiding][]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.period, table.version] })],
)
