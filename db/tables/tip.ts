import { sql } from 'drizzle-orm'
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { CHANNELS, PLACE_CRS, REPORTER_MODES, type TipBehaviour, type TipKind } from '#domain/tip/kinds.ts'
import type { Answers } from '#domain/tip/questions.ts'
import { type Box, REDACTION_STATES } from '#domain/tip/redaction.ts'
import { type Accused, SURVEY_ANSWERS } from '#domain/tip/schema.ts'
import { RECURRENCES, type SubKind } from '#domain/tip/taxonomy.ts'
import { cases } from './case.ts'

/** What residents sent. Rows keep the day, never a finer time. */
export const tips = sqliteTable(
  'tips',
  {
    id: text('id').primaryKey(),
    reference: text('reference').notNull().unique(),
    /** HMAC of the receipt code under a key outside the database. */
    receiptHash: text('receipt_hash').notNull().unique(),
    /** The same of a code that somebody of the staff, or a mail, has seen; while the two are equal it must be changed. */
    firstHash: text('first_hash'),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    channel: text('channel', { enum: CHANNELS }).notNull(),
    receivedOn: text('received_on').notNull(),
    kinds: text('kinds', { mode: 'json' }).$type<TipKind[]>().notNull(),
    behaviours: text('behaviours', { mode: 'json' }).$type<TipBehaviour[]>().notNull(),
    description: text('description').notNull(),
    subKinds: text('sub_kinds', { mode: 'json' }).$type<SubKind[]>(),
    occurredOn: text('occurred_on'),
    occurredTo: text('occurred_to'),
    recurrence: text('recurrence', { enum: RECURRENCES }),
    ongoing: integer('ongoing', { mode: 'boolean' }),
    address: text('address').notNull(),
    street: text('street'),
    /** Id of the functional zone the reporter named; it overlays streets. */
    functionalZone: text('functional_zone'),
    lng: text('lng'),
    lat: text('lat'),
    crs: text('crs', { enum: PLACE_CRS }),
    /** The same point in CGCS2000, for routing. */
    cgcsLng: text('cgcs_lng'),
    cgcsLat: text('cgcs_lat'),
    accused: text('accused', { mode: 'json' }).$type<Accused>(),
    /** Answers to the questions of the form, by question. */
    answers: text('answers', { mode: 'json' }).$type<Answers>(),
    demand: text('demand'),
    reporterMode: text('reporter_mode', { enum: REPORTER_MODES }).notNull(),
    /** Encrypted on the server, read by the outbox alone, shown to no role. */
    notifyEmail: blob('notify_email', { mode: 'buffer' }),
    outOfDistrict: text('out_of_district'),
    /** Emergency rules that matched, by code. */
    emergencies: text('emergencies', { mode: 'json' }).$type<string[]>().notNull(),
    /** Blinded commitment, its secret and the exact committed bytes (a later log adopts them). */
    commitment: blob('commitment', { mode: 'buffer' }).notNull(),
    commitmentSecret: blob('commitment_secret', { mode: 'buffer' }).notNull(),
    content: blob('content', { mode: 'buffer' }).notNull(),
  },
  (table) => [
    index('tips_case').on(table.caseId),
    uniqueIndex('tips_first').on(table.firstHash).where(sql`first_hash is not null`),
    // Near-duplicates are looked for among the tips of the last weeks.
    index('tips_received').on(table.receivedOn),
  ],
)

/**
 * Cases that were split off from the case of a tip, and what such a part was merged into (`joined`): what becomes of them
 * is told to its reporter too.
 */
export const partTips = sqliteTable(
  'part_tips',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    tipId: text('tip_id')
      .notNull()
      .references(() => tips.id),
    joined: integer('joined', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.caseId, table.tipId] }), index('part_tips_tip').on(table.tipId)],
)

/** How a reporter answered the follow-up of one reply. `decided_on`: a head has decided on what they asked for. */
export const surveyAnswers = sqliteTable(
  'survey_answers',
  {
    tipId: text('tip_id')
      .notNull()
      .references(() => tips.id),
    repliedOn: text('replied_on').notNull(),
    answer: text('answer', { enum: SURVEY_ANSWERS }).notNull(),
    firstOn: text('first_on').notNull(),
    changedOn: text('changed_on').notNull(),
    decidedOn: text('decided_on'),
  },
  (table) => [primaryKey({ columns: [table.tipId, table.repliedOn] }), index('survey_replied').on(table.repliedOn)],
)

/** Keys a client may repeat within 24 h; kept by the day. `body` is the digest of what was sent under the key. */
export const idempotencyKeys = sqliteTable('idempotency_keys', {
  keyHash: text('key_hash').primaryKey(),
  body: text('body').notNull(),
  receivedOn: text('received_on').notNull(),
})

/** Solved proof-of-work challenges: each opens the door once. */
export const solvedChallenges = sqliteTable('solved_challenges', {
  signature: text('signature').primaryKey(),
  expiresOn: text('expires_on').notNull(),
})

export const messages = sqliteTable(
  'messages',
  {
    id: text('id').primaryKey(),
    tipId: text('tip_id')
      .notNull()
      .references(() => tips.id),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    from: text('from', { enum: ['bureau', 'reporter'] }).notNull(),
    on: text('on').notNull(),
    text: text('text').notNull(),
    /** Order within the tip. */
    seq: integer('seq').notNull(),
  },
  (table) => [index('messages_case').on(table.caseId), uniqueIndex('messages_order').on(table.tipId, table.seq)],
)

export const attachments = sqliteTable(
  'attachments',
  {
    id: text('id').primaryKey(),
    /** Random name in the photo store, unrelated to anything. */
    key: text('key').notNull().unique(),
    sha256: text('sha256').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    size: integer('size').notNull(),
    uploadedOn: text('uploaded_on').notNull(),
    tipId: text('tip_id').references(() => tips.id),
    messageId: text('message_id').references(() => messages.id),
    /** Of a check-in that opened no case. */
    inspectionId: text('inspection_id'),
  },
  (table) => [index('attachments_tip').on(table.tipId), index('attachments_orphan').on(table.tipId, table.uploadedOn)],
)

/** Photos of cases with boxes burnt in; each a new picture under a new random key. */
export const redactions = sqliteTable(
  'redactions',
  {
    id: text('id').primaryKey(),
    attachmentId: text('attachment_id')
      .notNull()
      .references(() => attachments.id),
    key: text('key').notNull().unique(),
    sha256: text('sha256').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    size: integer('size').notNull(),
    boxes: text('boxes', { mode: 'json' }).$type<Box[]>().notNull(),
    state: text('state', { enum: REDACTION_STATES }).notNull(),
    drawnBy: text('drawn_by').notNull(),
    drawnOn: text('drawn_on').notNull(),
    decidedBy: text('decided_by'),
    decidedOn: text('decided_on'),
  },
  (table) => [index('redactions_photo').on(table.attachmentId)],
)
