import { sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Filters of the queue that somebody kept under a name. Theirs alone, so no event tells of it. */
export const caseViews = sqliteTable(
  'case_views',
  {
    id: text('id').primaryKey(),
    owner: text('owner').notNull(),
    name: text('name').notNull(),
    /** As the query of `GET /api/cases` says them. */
    filters: text('filters', { mode: 'json' }).$type<Record<string, string>>().notNull(),
  },
  (table) => [uniqueIndex('case_views_name').on(table.owner, table.name)],
)
