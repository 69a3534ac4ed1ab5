import { sql } from 'drizzle-orm'
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { SEALED_BY } from '#domain/identity/envelope.ts'
import { OPENING_REASONS } from '#domain/identity/opening.ts'
import { RECIPIENT_KINDS } from '#domain/identity/recipient.ts'
import { tips } from './tip.ts'

/** Public keys that identities are sealed to. */
export const recipients = sqliteTable(
  'recipients',
  {
    id: text('id').primaryKey(),
    kind: text('kind', { enum: RECIPIENT_KINDS }).notNull(),
    /** `age1…` */
    recipient: text('recipient').notNull().unique(),
    /** Account it belongs to; null for escrow. */
    officer: text('officer'),
    label: text('label'),
    /** An officer's secret key under their passphrase (age, armoured); null when they keep it themselves. */
    wrapped: text('wrapped'),
    addedBy: text('added_by').notNull(),
    addedOn: text('added_on').notNull(),
    confirmedBy: text('confirmed_by'),
    validFrom: text('valid_from'),
    retiredBy: text('retired_by'),
    retiredOn: text('retired_on'),
  },
  (table) => [
    check('recipients_two_persons', sql`${table.confirmedBy} IS NULL OR ${table.confirmedBy} <> ${table.addedBy}`),
    check('recipients_owner', sql`(${table.kind} = 'officer') = (${table.officer} IS NOT NULL)`),
  ],
)

/** Test messages sealed to an escrow key. `answerHash` is keyed; the message itself is not kept. */
export const drills = sqliteTable(
  'drills',
  {
    id: text('id').primaryKey(),
    recipientId: text('recipient_id')
      .notNull()
      .references(() => recipients.id),
    answerHash: text('answer_hash').notNull(),
    begunBy: text('begun_by').notNull(),
    begunOn: text('begun_on').notNull(),
    answeredBy: text('answered_by'),
    answeredOn: text('answered_on'),
  },
  (table) => [index('drills_recipient').on(table.recipientId)],
)

/** Who a reporter is, as an age file for the recipients of its day. Nobody but them can open it, not even this product. */
export const envelopes = sqliteTable('envelopes', {
  tipId: text('tip_id')
    .primaryKey()
    .references(() => tips.id),
  /** Armoured. */
  sealed: text('sealed').notNull(),
  sealedBy: text('sealed_by', { enum: SEALED_BY }).notNull(),
  sealedOn: text('sealed_on').notNull(),
  /** Ids of the recipients it was sealed to, as who sealed it says; null when they did not say. */
  recipients: text('recipients'),
  /** Keyed hash over tip and envelope: one that was moved to another row is not handed out. */
  binding: text('binding').notNull(),
})

/** Requests to open an envelope, and what became of them. Instants in milliseconds: the windows are ten minutes. */
export const openings = sqliteTable(
  'openings',
  {
    id: text('id').primaryKey(),
    tipId: text('tip_id')
      .notNull()
      .references(() => tips.id),
    reason: text('reason', { enum: OPENING_REASONS }).notNull(),
    /** Empty once the envelope is destroyed. */
    text: text('text').notNull(),
    askedBy: text('asked_by').notNull(),
    askedAt: integer('asked_at').notNull(),
    decidedBy: text('decided_by'),
    decidedAt: integer('decided_at'),
    approved: integer('approved', { mode: 'boolean' }).notNull().default(false),
    openedAt: integer('opened_at'),
    /** Day in Asia/Shanghai, for the limit of a day. */
    openedOn: text('opened_on'),
  },
  (table) => [
    index('openings_tip').on(table.tipId),
    index('openings_asked').on(table.askedAt),
    index('openings_day').on(table.openedOn).where(sql`opened_on is not null`),
    check('openings_two_persons', sql`${table.decidedBy} IS NULL OR ${table.decidedBy} <> ${table.askedBy}`),
    check(
      'openings_approved_first',
      sql`${table.openedAt} IS NULL OR (${table.approved} = 1 AND ${table.decidedBy} IS NOT NULL)`,
    ),
  ],
)

/** Runs that seal envelopes anew to the recipients of today. */
export const rewraps = sqliteTable(
  'rewraps',
  {
    id: text('id').primaryKey(),
    text: text('text').notNull(),
    askedBy: text('asked_by').notNull(),
    askedAt: integer('asked_at').notNull(),
    approvedBy: text('approved_by'),
    approvedAt: integer('approved_at'),
    /** Whose key opens them: the asking officer's own, or the one in escrow when no officer's opens them any more. */
    openedWith: text('opened_with', { enum: RECIPIENT_KINDS }).notNull().default('officer'),
    /** Envelopes sealed anew in this run. */
    resealed: integer('resealed').notNull().default(0),
    finishedAt: integer('finished_at'),
  },
  (table) => [
    check('rewraps_two_persons', sql`${table.approvedBy} IS NULL OR ${table.approvedBy} <> ${table.askedBy}`),
  ],
)

/** Which key opened the header of which envelope when it was last tried; `binding` is that of the envelope then. */
export const headerChecks = sqliteTable(
  'header_checks',
  {
    tipId: text('tip_id')
      .notNull()
      .references(() => envelopes.tipId),
    recipientId: text('recipient_id')
      .notNull()
      .references(() => recipients.id),
    binding: text('binding').notNull(),
    opens: integer('opens', { mode: 'boolean' }).notNull(),
    checkedBy: text('checked_by').notNull(),
    checkedOn: text('checked_on').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tipId, table.recipientId] }),
    index('header_checks_unopened').on(table.checkedOn).where(sql`not opens`),
  ],
)
