import { sql } from 'drizzle-orm'
import { check, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { BUREAU_CHANGE_STATES, type BureauChange } from '#domain/bureau/change.ts'
import type { Shown } from '#domain/bureau/difference.ts'

/**
 * What administrators changed of the bureau's configuration, over what the product ships with. Confirmed ones take effect
 * in the order of `seq` and are never altered. That two people stand behind each is the database's rule too.
 */
export const bureauChanges = sqliteTable(
  'bureau_changes',
  {
    id: text('id').primaryKey(),
    /** Place in the order they took effect; null while it waits, or when it was declined. */
    seq: integer('seq'),
    change: text('change', { mode: 'json' }).$type<BureauChange>().notNull(),
    /** What it touches (`touchedBy`), as a list. */
    touches: text('touches', { mode: 'json' }).$type<string[]>().notNull(),
    /** What it altered when it was proposed, as whoever confirmed saw it. */
    shown: text('shown', { mode: 'json' }).$type<Shown>().notNull(),
    reason: text('reason').notNull(),
    state: text('state', { enum: BUREAU_CHANGE_STATES }).notNull(),
    proposedBy: text('proposed_by').notNull(),
    proposedAt: text('proposed_at').notNull(),
    expiresOn: text('expires_on').notNull(),
    settledBy: text('settled_by'),
    settledAt: text('settled_at'),
  },
  (table) => [
    uniqueIndex('bureau_changes_order').on(table.seq),
    check(
      'bureau_change_by_two',
      sql`state <> 'confirmed' OR (seq IS NOT NULL AND settled_by IS NOT NULL AND settled_by <> proposed_by)`,
    ),
    check('bureau_change_in_order', sql`state = 'confirmed' OR seq IS NULL`),
  ],
)
