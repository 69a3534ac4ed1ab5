import * as z from 'zod/mini'
import type { Actor, Role } from './access.ts'
import type { RefusalCode } from './refusal.ts'
import { text } from './text.ts'

/** A minute in Asia/Shanghai, `YYYY-MM-DDTHH:mm:00+08:00`; two of them compare as texts. There is no summer time. */
export const Minute = z
  .string()
  .check(z.refine((at) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:00\+08:00$/.test(at) && isMinute(at), { error: 'not-a-date' }))

function isMinute(at: string): boolean {
  const time = Date.parse(at)
  return !Number.isNaN(time) && new Date(time + 8 * 3_600_000).toISOString().slice(0, 16) === at.slice(0, 16)
}

/** The bureau as a whole, beside streets (9 digits) and grids (ids). */
export const BUREAU_SCOPE = 'bureau'
/** Who may be on duty: those who work on cases. */
export const DUTY_ROLES = ['clerk', 'handler', 'head'] as const satisfies readonly Role[]
/** The longest shift: a week. Longer ones are typing mistakes. */
const LONGEST_MS = 7 * 86_400_000

export const ShiftInput = z.strictObject({
  /** `bureau`, a street's code or a grid's id. */
  scope: z.string().check(z.minLength(1), z.maxLength(40)),
  userId: z.string().check(z.minLength(1), z.maxLength(40)),
  from: Minute,
  to: Minute,
})
export type ShiftInput = z.infer<typeof ShiftInput>

/** A shift ends after it begins, within a week. */
export function isSpan({ from, to }: Pick<ShiftInput, 'from' | 'to'>): boolean {
  return from < to && Date.parse(to) - Date.parse(from) <= LONGEST_MS
}

/** A shift of the roster: on duty from the minute `from` until just before the minute `to`. */
export type Shift = ShiftInput & {
  id: string
  version: number
  /** What whoever had it tells the next one; null until handed over. */
  note: string | null
  handedOverAt: string | null
  acknowledgedBy: string | null
  acknowledgedAt: string | null
}

export const HandOverInput = z.strictObject({ version: z.int(), note: text(1000) })

type Span = Pick<Shift, 'scope' | 'userId' | 'from' | 'to'>

/**
 * Whose shift it is in a scope at a minute. At the moment of a hand-over it is the next one's already. Where shifts
 * overlap, the one that began last counts: whoever took over.
 */
export function onDuty<S extends Span>(shifts: readonly S[], scope: string, at: string): S | null {
  let found: S | null = null
  for (const shift of shifts)
    if (shift.scope === scope && shift.from <= at && at < shift.to && (!found || shift.from > found.from)) found = shift
  return found
}

/** The first of several scopes, from the narrow to the wide, in which somebody is on duty. */
export function firstOnDuty<S extends Span>(shifts: readonly S[], scopes: readonly string[], at: string): S | null {
  for (const scope of scopes) {
    const found = onDuty(shifts, scope, at)
    if (found) return found
  }
  return null
}

/** What is not as it should be in a scope between two minutes: nobody on duty, or several. */
export type Fault = { kind: 'gap' | 'overlap'; scope: string; from: string; to: string; userIds: string[] }

/** Gaps and overlaps of one scope from a minute until another, in order; the same person twice is no overlap. */
export function faultsOf(shifts: readonly Span[], scope: string, from: string, to: string): Fault[] {
  const mine = shifts.filter((one) => one.scope === scope && one.from < to && one.to > from)
  const edges = [...new Set([from, to, ...mine.flatMap((one) => [one.from, one.to])])].filter(
    (edge) => edge >= from && edge <= to,
  )
  edges.sort()
  const faults: Fault[] = []
  for (const [at, begin] of edges.slice(0, -1).entries()) {
    const end = edges[at + 1] as string
    const userIds = [
      ...new Set(mine.filter((one) => one.from <= begin && begin < one.to).map((one) => one.userId)),
    ].sort()
    if (userIds.length === 1) continue
    const kind = userIds.length === 0 ? 'gap' : 'overlap'
    const last = faults.at(-1)
    if (last?.to === begin && last.kind === kind && last.userIds.join() === userIds.join()) last.to = end
    else faults.push({ kind, scope, from: begin, to: end, userIds })
  }
  return faults
}

/** The shift that follows in a scope: the earliest of somebody else that ends later. */
export function nextShift<S extends Span>(shifts: readonly S[], before: Span): S | null {
  return shifts
    .filter(
      (one) =>
        one.scope === before.scope && one.userId !== before.userId && one.to > before.to && one.from >= before.from,
    )
    .reduce<S | null>((first, one) => (first && first.from <= one.from ? first : one), null)
}

/** Why this person may not hand a shift over now: it is another's, or has not begun. */
export function whyNotHandOver(actor: Actor, shift: Shift, at: string): RefusalCode | undefined {
  if (shift.userId !== actor.id) return 'shift.not-yours'
  if (at < shift.from) return 'shift.not-begun'
  return shift.acknowledgedAt ? 'shift.acknowledged' : undefined
}

/** Why this person may not acknowledge a hand-over: there is none, it was, or somebody else comes next. */
/**
 * Whether somebody may read what was handed over: it may say anything of cases. Clerks and heads may, whoever had the
 * shift or has the next one, and their office; no other street, and nobody who reads no cases.
 */
export function mayReadNote(actor: Actor, shift: Span & { org: string }, next: Span | null): boolean {
  if (actor.role === 'clerk' || actor.role === 'head') return true
  return actor.role === 'handler' && (actor.org === shift.org || shift.userId === actor.id || next?.userId === actor.id)
}

export function whyNotAcknowledge(actor: Actor, shift: Shift, next: Span | null): RefusalCode | undefined {
  if (!shift.handedOverAt) return 'shift.not-handed-over'
  if (shift.acknowledgedAt) return 'shift.acknowledged'
  return next?.userId === actor.id ? undefined : 'shift.not-next'
}
