import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { FilingDuty } from '#domain/enterprise/duty.ts'
import { RECORD_KINDS, RELATIONS } from '#domain/record.ts'

/** How many records of a kind name a target: kept by triggers on `record_links`, because counting them takes longer the more there are. */
export const linkCounts = sqliteTable(
  'link_counts',
  {
    relation: text('relation', { enum: RELATIONS }).notNull(),
    target: text('target').notNull(),
    kind: text('kind', { enum: RECORD_KINDS }).notNull(),
    total: integer('total').notNull(),
  },
  (table) => [primaryKey({ columns: [table.relation, table.target, table.kind] })],
)

/** Duties not met by the day `late_state` names: derived, and made anew whenever that day changes. */
export const lateDuties = sqliteTable(
  'late_duties',
  {
    code: text('code').notNull(),
    kind: text('kind').notNull(),
    year: integer('year').notNull(),
    dueOn: text('due_on').notNull(),
    name: text('name').notNull(),
    duty: text('duty', { mode: 'json' }).$type<FilingDuty>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.code, table.kind, table.year] }),
    index('late_duties_due').on(table.dueOn, table.code, table.kind),
  ],
)

/** One row: the day, the rules (their digest) and the position `late_duties` was derived at. */
export const lateState = sqliteTable('late_state', {
  one: integer('one').primaryKey(),
  asOf: text('as_of').notNull(),
  rules: text('rules').notNull(),
  position: integer('position').notNull(),
})

/** What a search result says below its title, by the row of the search index. */
export const recordSummaries = sqliteTable('record_summaries', {
  n: integer('n').primaryKey(),
  summary: text('summary').notNull(),
})
