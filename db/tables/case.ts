import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Competence } from '#domain/case/competence.ts'
import type { Hearing } from '#domain/case/hearing.ts'
import { SUPERVISION_GROUNDS } from '#domain/case/mark.ts'
import { OUTCOMES, REMEDIED } from '#domain/case/outcome.ts'
import type { Publication } from '#domain/case/publication/draft.ts'
import { REJECTION_GROUNDS } from '#domain/case/rejection.ts'
import { EMERGENCY_GRADES, EMERGENCY_STAGES, ENFORCEMENT_STAGES, REVIEW_DECISIONS } from '#domain/case/schema.ts'
import { CASE_STATES } from '#domain/case/state.ts'
import { CHANNELS, type TipKind } from '#domain/tip/kinds.ts'

export const cases = sqliteTable(
  'cases',
  {
    /** Also the row of the search index. */
    n: integer('n').primaryKey(),
    id: text('id').notNull().unique(),
    reference: text('reference').notNull(),
    state: text('state', { enum: CASE_STATES }).notNull(),
    version: integer('version').notNull(),
    kinds: text('kinds', { mode: 'json' }).$type<TipKind[]>().notNull(),
    street: text('street'),
    grid: text('grid'),
    channel: text('channel', { enum: CHANNELS }).notNull(),
    receivedOn: text('received_on').notNull(),
    registeredOn: text('registered_on'),
    acceptedOn: text('accepted_on'),
    assignedOn: text('assigned_on'),
    investigatedOn: text('investigated_on'),
    closedOn: text('closed_on'),
    assignee: text('assignee'),
    emergencyAt: text('emergency_at'),
    proposedBy: text('proposed_by'),
    outcome: text('outcome', { enum: OUTCOMES }),
    remedied: text('remedied', { enum: REMEDIED }),
    measures: text('measures'),
    ground: text('ground', { enum: REJECTION_GROUNDS }),
    outOfDistrict: text('out_of_district'),
    /** Object + place + act; unique among open cases, null once closed. */
    matterKey: text('matter_key'),
    nationalPlatformNo: text('national_platform_no'),
    summary: text('summary').notNull(),
    extendedDays: integer('extended_days').notNull().default(0),
    /** Asked for, waiting for approval. */
    extensionDays: integer('extension_days'),
    extensionReason: text('extension_reason'),
    superiorBy: text('superior_by'),
    urgedOn: text('urged_on'),
    supervisedOn: text('supervised_on'),
    supervisionGround: text('supervision_ground', { enum: SUPERVISION_GROUNDS }),
    returnedOn: text('returned_on'),
    transferredTo: text('transferred_to'),
    closedBy: text('closed_by'),
    repliedOn: text('replied_on'),
    satisfied: integer('satisfied', { mode: 'boolean' }),
    reviewRequestedOn: text('review_requested_on'),
    reviewedOn: text('reviewed_on'),
    reviewedBy: text('reviewed_by'),
    reviewDecision: text('review_decision', { enum: REVIEW_DECISIONS }),
    recheckRequestedOn: text('recheck_requested_on'),
    recheckDecision: text('recheck_decision', { enum: REVIEW_DECISIONS }),
    hearings: text('hearings', { mode: 'json' }).$type<Hearing[]>().notNull().default([]),
    reopeningAskedOn: text('reopening_asked_on'),
    mergedInto: text('merged_into'),
    mergedOn: text('merged_on'),
    stateBefore: text('state_before', { enum: CASE_STATES }),
    splitFrom: text('split_from'),
    emergencyGrade: text('emergency_grade', { enum: EMERGENCY_GRADES }),
    emergencyStage: text('emergency_stage', { enum: EMERGENCY_STAGES }),
    enforcementStage: text('enforcement_stage', { enum: ENFORCEMENT_STAGES }),
    enforcementOn: text('enforcement_on'),
    enforcementNo: text('enforcement_no'),
    enforcementExtended: integer('enforcement_extended', { mode: 'boolean' }).notNull().default(false),
    /** Organisations that help; `assignee` leads. */
    partners: text('partners', { mode: 'json' }).$type<string[]>().notNull().default([]),
    competence: text('competence', { mode: 'json' }).$type<Competence>(),
    /** Accounts it is closed to, for a tie they declared. */
    recused: text('recused', { mode: 'json' }).$type<string[]>().notNull().default([]),
    escalations: text('escalations', { mode: 'json' }).$type<Record<string, number>>().notNull().default({}),
    /** The clock that runs now (`domain/case/deadline.ts`), its end, and whether that end is provisional. */
    clock: text('clock'),
    dueBy: text('due_by'),
    provisional: integer('provisional', { mode: 'boolean' }).notNull(),
    /** Queue order: emergencies, then the nearest end, then the undated. */
    rank: text('rank').notNull(),
    /** Minute at which the next part of the running limit is over. */
    escalateAt: text('escalate_at'),
    publication: text('publication', { mode: 'json' }).$type<Publication>(),
    /** Minute from which an approved row, or a withdrawal, is due; null while nothing waits. */
    publishAt: text('publish_at'),
    /** Whether it has a row in the public table, or had one. */
    published: integer('published', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    index('cases_rank').on(table.rank, table.n),
    index('cases_state').on(table.state, table.rank),
    index('cases_assignee').on(table.assignee, table.rank),
    index('cases_street').on(table.street, table.rank),
    // The counts of the queue are read off these, without the rows.
    index('cases_count').on(table.state, table.recused),
    index('cases_count_assigned').on(table.assignee, table.state, table.recused),
    index('cases_escalate').on(table.escalateAt).where(sql`escalate_at is not null`),
    index('cases_merged').on(table.mergedInto).where(sql`merged_into is not null`),
    index('cases_split').on(table.splitFrom).where(sql`split_from is not null`),
    index('cases_unsolved').on(table.reopeningAskedOn).where(sql`reopening_asked_on is not null`),
    index('cases_received').on(table.receivedOn),
    index('cases_joint').on(table.id).where(sql`partners <> '[]'`),
    index('cases_publish').on(table.publishAt).where(sql`publish_at is not null`),
    index('cases_drafted').on(table.rank, table.n).where(sql`json_extract(publication, '$.draft') is not null`),
    index('cases_unpublished').on(table.closedOn, table.n).where(sql`published = 0 and outcome is not null`),
    uniqueIndex('cases_matter').on(table.matterKey).where(sql`matter_key is not null`),
  ],
)

/** What happened, in order. unique(subject, seq) is the history and the lock. */
export const events = sqliteTable(
  'events',
  {
    id: integer('id').primaryKey(),
    subject: text('subject').notNull(),
    seq: integer('seq').notNull(),
    type: text('type').notNull(),
    actor: text('actor'),
    at: text('at').notNull(),
    data: text('data', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    uniqueIndex('events_subject_seq').on(table.subject, table.seq),
    // What public figures count; `db/figures/month.ts` asks in the same words.
    index('events_counted')
      .on(table.at)
      .where(
        sql`type IN ('case.accepted', 'case.rejected', 'case.transferred', 'case.closed', 'case.urged', 'case.supervised', 'tip.identity-opened')`,
      ),
  ],
)

/** Notices to send, inserted in the batch of the write they tell of; once per (event, recipient, channel). */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer('id').primaryKey(),
    /** `<subject>#<seq>` of the event. */
    event: text('event').notNull(),
    /** `tip:<id>` (address decrypted when sent), `staff:<account id>` or `duty` (officer on duty). */
    recipient: text('recipient').notNull(),
    channel: text('channel', { enum: ['email'] }).notNull(),
    notice: text('notice').notNull(),
    reference: text('reference').notNull(),
    state: text('state', { enum: ['waiting', 'leased', 'sent', 'failed'] }).notNull(),
    attempts: integer('attempts').notNull(),
    leasedUntil: text('leased_until'),
    /** Of a notice to `duty`, whom it went to: `staff:<account id>`, or `fallback` when the roster named nobody. */
    reached: text('reached'),
  },
  (table) => [
    uniqueIndex('outbox_once').on(table.event, table.recipient, table.channel),
    index('outbox_waiting').on(table.state, table.leasedUntil),
  ],
)

/** One-row assertions inside a batch: inserting null aborts the whole batch. */
export const guards = sqliteTable('guards', { ok: integer('ok').notNull() })
