import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Every leaf of the public log by its index, from 0: the exact entry and its RFC 6962 leaf hash. */
export const logLeaves = sqliteTable('log_leaves', {
  idx: integer('idx').primaryKey(),
  entry: blob('entry', { mode: 'buffer' }).notNull(),
  hash: blob('hash', { mode: 'buffer' }).notNull(),
  /** Position of the publication it is of; null for tips and whatever else is logged. */
  publication: integer('publication').unique(),
})

/** Roots of whole tiles: at level L the n-th is that of the leaves [n·256^L, (n+1)·256^L). Level 0 is `log_leaves.hash`. */
export const logTiles = sqliteTable(
  'log_tiles',
  {
    level: integer('level').notNull(),
    idx: integer('idx').notNull(),
    hash: blob('hash', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.level, table.idx] })],
)

/** Every checkpoint ever signed; `note` is its exact text with all signature lines. */
export const logCheckpoints = sqliteTable('log_checkpoints', {
  size: integer('size').primaryKey(),
  root: blob('root', { mode: 'buffer' }).notNull(),
  note: text('note').notNull(),
})

/** One row, made with the first leaf: how far the log has come. `size` is what every append is guarded by. */
export const logState = sqliteTable('log_state', {
  one: integer('one').primaryKey(),
  /** First line of every checkpoint, for ever. */
  origin: text('origin').notNull(),
  /** The verifier key that signs. */
  vkey: text('vkey').notNull(),
  /** Last day on which the key before signs along; null when there is none. */
  until: text('until'),
  size: integer('size').notNull(),
  /** The last publication that has its leaf. */
  publication: integer('publication').notNull(),
  /** The last batch of tips: `YYYY-MM-DDTHH` of its slot, in a demo to the minute; empty before the first. */
  slot: text('slot').notNull(),
  /** The day of the last `day` leaf; empty before the first. */
  day: text('day').notNull(),
  /** `events.id` up to which cases were looked at for what became of their tips. */
  event: integer('event').notNull(),
})

/** Leaves that look like tips and are none; opened by a leaf that shows the secret. */
export const logCovers = sqliteTable(
  'log_covers',
  {
    idx: integer('idx').primaryKey(),
    secret: blob('secret', { mode: 'buffer' }).notNull(),
    openOn: text('open_on').notNull(),
    /** Index of the leaf that opened it. */
    opened: integer('opened'),
  },
  (table) => [index('log_covers_due').on(table.openOn).where(sql`opened is null`)],
)

/** Which leaf is which tip's. No foreign key: a tip that is deleted leaves its row here, which is how that is noticed. */
export const logTips = sqliteTable('log_tips', {
  tip: text('tip').primaryKey(),
  idx: integer('idx').notNull().unique(),
})

/** What the nightly comparison found, by day. */
export const logChecks = sqliteTable('log_checks', {
  on: text('on').primaryKey(),
  ok: integer('ok', { mode: 'boolean' }).notNull(),
  findings: text('findings', { mode: 'json' }).$type<unknown[]>().notNull(),
})
