import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { DISCLOSURE_STATES } from '#domain/disclosure/state.ts'
import { FILING_KINDS, RECORD_KINDS, RELATIONS } from '#domain/record.ts'

/** What enterprises file, as it is being worked on. What is public lies in `publications`. */
export const disclosures = sqliteTable(
  'disclosures',
  {
    /** 12 random Crockford symbols; also the public id. */
    id: text('id').primaryKey(),
    kind: text('kind', { enum: FILING_KINDS }).notNull(),
    /** Credit code of who files: the `org` of its editors and signers. */
    party: text('party').notNull(),
    /** The year it is for, null where a kind has none. */
    year: integer('year'),
    state: text('state', { enum: DISCLOSURE_STATES }).notNull(),
    /** Counts every save and decision: the lock. */
    version: integer('version').notNull(),
    /** The public version being worked on, from 1. */
    revision: integer('revision').notNull(),
    publishedRevision: integer('published_revision'),
    /** As entered: may be incomplete until submission. */
    data: text('data', { mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    /** Accounts that wrote this revision. */
    enteredBy: text('entered_by', { mode: 'json' }).$type<string[]>().notNull(),
    signedBy: text('signed_by'),
    /** How often the bureau returned this revision. */
    returned: integer('returned').notNull(),
    reasons: text('reasons', { mode: 'json' }).$type<{ path: string; text: string }[]>().notNull(),
    changed: text('changed'),
    basis: text('basis'),
    reply: text('reply'),
    createdOn: text('created_on').notNull(),
    submittedOn: text('submitted_on'),
    signedOn: text('signed_on'),
    publishedOn: text('published_on'),
  },
  (table) => [
    index('disclosures_party').on(table.party, table.kind),
    index('disclosures_state').on(table.state, table.signedOn),
    uniqueIndex('disclosures_period')
      .on(table.party, table.kind, table.year)
      .where(sql`year is not null and state not in ('withdrawn', 'abandoned')`),
  ],
)

/** Report files: bytes lie in the store under `key`. */
export const files = sqliteTable(
  'files',
  {
    id: text('id').primaryKey(),
    disclosureId: text('disclosure_id')
      .notNull()
      .references(() => disclosures.id),
    /** The revision it was uploaded for, and stays with. */
    revision: integer('revision').notNull(),
    key: text('key').notNull().unique(),
    /** File name in its public address, e.g. `report.pdf`. */
    name: text('name').notNull(),
    type: text('type').notNull(),
    size: integer('size').notNull(),
    sha256: text('sha256').notNull(),
    uploadedOn: text('uploaded_on').notNull(),
  },
  (table) => [uniqueIndex('files_name').on(table.disclosureId, table.revision, table.name)],
)

/**
 * Covered pictures that became public with a row of the handling table, by its number; bytes lie in the store under `key`
 * and stay when the tip is destroyed: what is public is kept like a report.
 */
export const publicPhotos = sqliteTable(
  'public_photos',
  {
    number: text('number').notNull(),
    sha256: text('sha256').notNull(),
    key: text('key').notNull(),
  },
  (table) => [primaryKey({ columns: [table.number, table.sha256] }), index('public_photos_key').on(table.key)],
)

/** Everything ever published, in order: sequenced here, then replayed to files. `record` is the exact canonical JSON. */
export const publications = sqliteTable(
  'publications',
  {
    position: integer('position').primaryKey(),
    kind: text('kind', { enum: RECORD_KINDS }).notNull(),
    id: text('id').notNull(),
    version: integer('version').notNull(),
    publishedOn: text('published_on').notNull(),
    record: text('record').notNull(),
  },
  (table) => [uniqueIndex('publications_version').on(table.kind, table.id, table.version)],
)

/** Where each record stands: one row per record. `n` is the row of the search index. */
export const published = sqliteTable(
  'published',
  {
    n: integer('n').primaryKey(),
    kind: text('kind', { enum: RECORD_KINDS }).notNull(),
    id: text('id').notNull(),
    /** The n-th of its kind ever published, for ever. */
    ordinal: integer('ordinal').notNull(),
    /** Its newest publication. */
    position: integer('position').notNull(),
    title: text('title').notNull(),
    withdrawn: integer('withdrawn', { mode: 'boolean' }).notNull(),
    /** Who filed it and for which year, where the kind has them: what duties are counted by. */
    party: text('party'),
    year: integer('year'),
    firstPublishedOn: text('first_published_on').notNull(),
    /** When the first version was signed; the day it was published where nobody signs. */
    firstFiledOn: text('first_filed_on').notNull(),
  },
  (table) => [
    uniqueIndex('published_record').on(table.kind, table.id),
    uniqueIndex('published_ordinal').on(table.kind, table.ordinal),
    index('published_position').on(table.position),
    index('published_kind').on(table.kind, table.position),
    index('published_party').on(table.party, table.kind, table.year),
  ],
)

/** What each record names (its newest version; none when withdrawn). */
export const recordLinks = sqliteTable(
  'record_links',
  {
    relation: text('relation', { enum: RELATIONS }).notNull(),
    target: text('target').notNull(),
    kind: text('kind', { enum: RECORD_KINDS }).notNull(),
    ordinal: integer('ordinal').notNull(),
    id: text('id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.relation, table.target, table.kind, table.ordinal] }),
    index('record_links_record').on(table.kind, table.id),
  ],
)

/** How far publications have reached the files: one row per target folder. */
export const replays = sqliteTable('replays', {
  target: text('target').primaryKey(),
  position: integer('position').notNull(),
  asOf: text('as_of').notNull(),
})
