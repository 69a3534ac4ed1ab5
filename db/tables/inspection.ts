import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { INSPECTION_PLACES, INSPECTION_RESULTS } from '#domain/inspection.ts'

type Position = { lng: number; lat: number }

/** Planned inspections, and what was found at the place. */
export const inspections = sqliteTable(
  'inspections',
  {
    id: text('id').primaryKey(),
    place: text('place', { enum: INSPECTION_PLACES }).notNull(),
    placeId: text('place_id'),
    name: text('name').notNull(),
    address: text('address').notNull(),
    street: text('street').notNull(),
    /** CGCS2000 degrees. */
    point: text('point', { mode: 'json' }).$type<Position>(),
    from: text('from_on').notNull(),
    to: text('to_on').notNull(),
    org: text('org').notNull(),
    userId: text('user_id'),
    cancelled: integer('cancelled', { mode: 'boolean' }).notNull().default(false),
    checkedAt: text('checked_at'),
    checkedBy: text('checked_by'),
    /** A photo of `attachments`: claimed by this inspection, or by the tip its finding became. */
    photo: text('photo'),
    position: text('position', { mode: 'json' }).$type<Position & { accuracyM: number }>(),
    result: text('result', { enum: INSPECTION_RESULTS }),
    note: text('note'),
    caseId: text('case_id'),
    version: integer('version').notNull(),
  },
  (table) => [index('inspections_due').on(table.checkedAt, table.to)],
)
