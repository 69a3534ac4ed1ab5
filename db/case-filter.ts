import { inArray, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#domain/access.ts'
import { type Due, soonUntil, type Waiting } from '#domain/case/day.ts'
import type { QueueMark } from '#domain/case/mark.ts'
import { PUBLISHABLE_STATES } from '#domain/case/publication/moves.ts'
import { REVIEW_STATES } from '#domain/case/state.ts'
import { dayOf, minuteOf } from '#domain/clock.ts'
import { cases } from './tables/case.ts'

/** Cases by what hangs on them, what is soon due and what waits: the finer filters of the queue. */
export type FineFilter = {
  mark?: QueueMark | undefined
  /** With a superior's limit on this day or before. */
  superiorBy?: string | undefined
  due?: Due | undefined
  waiting?: Waiting | undefined
  /** Came, or came to this handler, after the event of this number. */
  since?: number | undefined
}

export function fineConditions(actor: Actor, filter: FineFilter, now: Date): (SQL | undefined)[] {
  return [
    filter.mark && MARKED[filter.mark],
    filter.superiorBy ? sql`${cases.superiorBy} <= ${filter.superiorBy}` : undefined,
    filter.due && dueWithin(filter.due, now),
    filter.waiting && waitingFor(filter.waiting, actor),
    filter.since === undefined ? undefined : cameSince(actor, filter.since),
  ]
}

const MARKED: Record<QueueMark, SQL> = {
  urged: sql`urged_on IS NOT NULL`,
  supervised: sql`supervised_on IS NOT NULL`,
  returned: sql`returned_on IS NOT NULL`,
  extended: sql`extended_days > 0`,
  superior: sql`superior_by IS NOT NULL`,
  'competence-open': sql`(competence IS NOT NULL AND json_extract(competence, '$.decided') IS NULL)`,
  'competence-elsewhere': sql`json_extract(competence, '$.decided.lead') <> 'bureau'`,
  hearing: sql`EXISTS (SELECT 1 FROM json_each(hearings) WHERE json_extract(value, '$.endedOn') IS NULL)`,
  joint: sql`partners <> '[]'`,
  unsolved: sql`reopening_asked_on IS NOT NULL`,
  late: sql`EXISTS (SELECT 1 FROM json_each(escalations) WHERE value = 100)`,
  emergency: sql`emergency_at IS NOT NULL`,
  review: inArray(cases.state, [...REVIEW_STATES]),
}

/** A day runs to its end, a minute until it is past. */
function dueWithin(due: Due, now: Date): SQL {
  const today = dayOf(now)
  const notOver = sql`due_by >= CASE WHEN length(due_by) = 10 THEN ${today} ELSE ${minuteOf(now)} END`
  return due === 'today'
    ? sql`(${notOver} AND substr(due_by, 1, 10) = ${today})`
    : sql`(substr(due_by, 1, 10) > ${today} AND substr(due_by, 1, 10) <= ${soonUntil(today)})`
}

function waitingFor(waiting: Waiting, actor: Actor): SQL {
  if (waiting === 'messages') return UNANSWERED
  if (waiting === 'proposals') return proposedByOthers(actor)
  return actor.role === 'head' ? draftedByOthers(actor) : UNWRITTEN
}

/** Closed with a finding, and nobody has written what the public reads of it. */
const UNWRITTEN = sql`(published = 0 AND outcome IS NOT NULL AND ${inArray(cases.state, [...PUBLISHABLE_STATES])}
  AND json_extract(publication, '$.draft') IS NULL AND json_extract(publication, '$.withdrawal') IS NULL)`

function draftedByOthers(actor: Actor): SQL {
  return sql`(json_extract(publication, '$.draft') IS NOT NULL AND publish_at IS NULL
    AND json_extract(publication, '$.draft.by') <> ${actor.id})`
}

function proposedByOthers(actor: Actor): SQL {
  return sql`(${inArray(cases.state, ['extension_pending', 'closure_proposed'])} AND proposed_by <> ${actor.id})`
}

/** A reporter wrote, and since then nobody of the staff has done anything. */
const UNANSWERED = sql`${cases.id} IN (
  SELECT t.case_id FROM messages m JOIN tips t ON t.id = m.tip_id
  JOIN events e ON e.subject = 'tip:' || m.tip_id AND e.type = 'tip.message-sent' AND json_extract(e.data, '$.message') = m.id
  WHERE m."from" = 'reporter' AND NOT EXISTS (
    SELECT 1 FROM events f WHERE f.subject = 'case:' || t.case_id AND f.id > e.id AND f.actor IS NOT NULL))`

/** What is new for a handler is what was given to them; for the bureau, what came. */
function cameSince(actor: Actor, since: number): SQL {
  const types =
    actor.role === 'handler' ? ['case.assigned', 'case.forwarded', 'case.joint'] : ['case.opened', 'case.split-off']
  return sql`${cases.id} IN (
    SELECT substr(subject, 6) FROM events WHERE id > ${since} AND subject LIKE 'case:%' AND ${inArray(sql`type`, types)})`
}
