import * as z from 'zod/mini'
import type { Actor } from './access.ts'
import { distanceM, type Point } from './coordinates.ts'
import { text } from './text.ts'
import { TIP_KINDS } from './tip/kinds.ts'
import { Day } from './tip/schema.ts'

/** What is looked at: somebody in the register, a plot of the register, or any address. */
export const INSPECTION_PLACES = ['enterprise', 'plot', 'address'] as const
export const INSPECTION_RESULTS = ['clear', 'finding', 'not_possible'] as const
export type InspectionResult = (typeof INSPECTION_RESULTS)[number]

/** Metres from the place beyond which a check-in is marked: a works and its surroundings, and a telephone's doubt. */
export const FAR_M = 500

const Lng = z.number().check(z.minimum(73), z.maximum(136))
const Lat = z.number().check(z.minimum(3), z.maximum(54))
/** CGCS2000 degrees; what a browser gives (WGS-84) is the same to within a metre. */
const Position = z.strictObject({ lng: Lng, lat: Lat })

/** A planned inspection: where, within which days, by which office, and by whom where that is settled. */
export const InspectionInput = z.strictObject({
  place: z.enum(INSPECTION_PLACES),
  /** Credit code or id of the plot; left out for an address. */
  placeId: z._default(z.nullable(z.string().check(z.maxLength(40))), null),
  /** For an address what it is called; a register's own name and address are taken otherwise. */
  name: z._default(z.string().check(z.maxLength(100)), ''),
  address: z._default(z.string().check(z.maxLength(200)), ''),
  street: z.string().check(z.regex(/^\d{9}$/)),
  point: z._default(z.nullable(Position), null),
  from: Day,
  to: Day,
  /** Street code or department id. */
  org: z.string().check(z.minLength(1), z.maxLength(40)),
  userId: z._default(z.nullable(z.string().check(z.maxLength(40))), null),
})
export type InspectionInput = z.infer<typeof InspectionInput>

/** What is said at the place. A finding says in words what was found, and opens a case. */
export const CheckInInput = z.strictObject({
  version: z.int(),
  photo: z.string().check(z.regex(/^[0-9a-f-]{36}$/)),
  /** Null when the telephone gave none: marked, not refused. `accuracyM`: what it says of its own doubt, in metres. */
  position: z._default(z.nullable(z.extend(Position, { accuracyM: z.number().check(z.minimum(0)) })), null),
  result: z.enum(INSPECTION_RESULTS),
  note: text(2000),
  kinds: z._default(z.array(z.enum(TIP_KINDS)), []),
})
export type CheckInInput = z.infer<typeof CheckInInput>

export type Inspection = InspectionInput & {
  id: string
  version: number
  cancelled: boolean
  /** Minute of the check-in in Shanghai; null while it is still to be done. */
  checkedAt: string | null
  checkedBy: string | null
  photo: string | null
  position: (Point & { accuracyM: number }) | null
  result: InspectionResult | null
  note: string | null
  caseId: string | null
}

/** How near the check-in was: whole metres where both points are known, and whether that is to be looked at. */
export type Nearness = { distanceM: number | null; mark: 'near' | 'far' | 'no-position' | 'no-point' }

/**
 * How far from its place somebody checked in. What a telephone says it may be wrong by counts for them; nothing is
 * refused for it.
 */
export function nearnessOf(point: Point | null, position: (Point & { accuracyM: number }) | null): Nearness {
  if (!position) return { distanceM: null, mark: 'no-position' }
  if (!point) return { distanceM: null, mark: 'no-point' }
  const metres = Math.round(distanceM(point, position))
  return { distanceM: metres, mark: metres - Math.min(position.accuracyM, FAR_M) > FAR_M ? 'far' : 'near' }
}

/** Still to be done though its last day is over. `today` is `YYYY-MM-DD` in Asia/Shanghai. */
export function isOverdueInspection(
  { to, checkedAt, cancelled }: Pick<Inspection, 'to' | 'checkedAt' | 'cancelled'>,
  today: string,
): boolean {
  return !cancelled && checkedAt === null && to < today
}

/** Clerks and heads see all of the rota; a handler what is their office's or their own. */
export function maySeeInspection(actor: Actor, { org, userId }: Pick<Inspection, 'org' | 'userId'>): boolean {
  if (actor.role === 'clerk' || actor.role === 'head') return true
  return actor.role === 'handler' && (actor.org === org || actor.id === userId)
}

/** Whose it is: the person's where one is named, else anybody's of the office. */
export function mayCheckIn(actor: Actor, { org, userId }: Pick<Inspection, 'org' | 'userId'>): boolean {
  return userId === null ? actor.org === org : actor.id === userId
}
