import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Addresses that hear by mail of what is new. Without events: no history may outlive the address. */
export const followers = sqliteTable('followers', {
  /** Random, unrelated to the address. */
  id: text('id').primaryKey(),
  /** HMAC of the address under a key outside the database: knows it again, and cannot be tried out. */
  addressHash: text('address_hash').notNull().unique(),
  /** Encrypted on the server, read by the outbox alone, shown to no role. */
  email: blob('email', { mode: 'buffer' }).notNull(),
  /** HMAC of the token of the link that ends all they follow. */
  endHash: text('end_hash').notNull().unique(),
})

/** What each of them follows; nothing is sent before `confirmed_on`. */
export const follows = sqliteTable(
  'follows',
  {
    followerId: text('follower_id')
      .notNull()
      .references(() => followers.id),
    /** Address of the page, e.g. `/cases/street/410102011/`. */
    subject: text('subject').notNull(),
    /** HMAC of the token of the link that confirms it. */
    tokenHash: text('token_hash').notNull(),
    askedOn: text('asked_on').notNull(),
    confirmedOn: text('confirmed_on'),
    /** Position of the newest publication when it was confirmed: what comes after is news. */
    since: integer('since'),
  },
  (table) => [
    primaryKey({ columns: [table.followerId, table.subject] }),
    uniqueIndex('follows_token').on(table.tokenHash),
    index('follows_subject').on(table.subject),
    index('follows_unconfirmed').on(table.askedOn).where(sql`confirmed_on is null`),
  ],
)
