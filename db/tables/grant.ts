import { sql } from 'drizzle-orm'
import { check, index, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { ROLES } from '#domain/access.ts'
import { GRANT_KINDS, GRANT_STATES } from '#domain/grant.ts'

/** Access as it was proposed, and who confirmed it. That two people stand behind each is the database's rule too. */
export const grants = sqliteTable(
  'grants',
  {
    id: text('id').primaryKey(),
    kind: text('kind', { enum: GRANT_KINDS }).notNull(),
    /** Whom it is for; of an invitation, the account to be. */
    userId: text('user_id').notNull(),
    role: text('role', { enum: ROLES }).notNull(),
    org: text('org').notNull(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    state: text('state', { enum: GRANT_STATES }).notNull(),
    proposedBy: text('proposed_by').notNull(),
    proposedAt: text('proposed_at').notNull(),
    expiresOn: text('expires_on').notNull(),
    /** Who confirmed, declined or took it back, and when; null while it waits or stands alone. */
    settledBy: text('settled_by'),
    settledAt: text('settled_at'),
  },
  (table) => [
    index('grants_waiting').on(table.state, table.proposedAt),
    check('grant_never_to_self', sql`user_id <> proposed_by`),
    check(
      'grant_by_two',
      sql`state <> 'confirmed' OR (settled_by IS NOT NULL AND settled_by <> proposed_by AND settled_by <> user_id)`,
    ),
  ],
)
