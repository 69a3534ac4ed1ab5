import { Hono } from 'hono'
import * as z from 'zod/mini'
import { listAttachments } from '#db/attachment.ts'
import { type CaseRow, countCases, findCase, listCases, listRelated } from '#db/case.ts'
import { listCasePlaces } from '#db/case-place.ts'
import { listEvents } from '#db/event.ts'
import { listIdentityEvents } from '#db/opening.ts'
import { listPrintings } from '#db/printing.ts'
import { listRedactions } from '#db/redaction.ts'
import { findRecord } from '#db/register.ts'
import { actedInAnotherRole } from '#db/staff.ts'
import { listTieable } from '#db/tie.ts'
import { listMessages } from '#db/tip.ts'
import { listTips } from '#db/tip-list.ts'
import { mayRead } from '#domain/access.ts'
import { currentStreets, departmentsFor, organisationName } from '#domain/bureau.ts'
import { articleOf } from '#domain/case/article.ts'
import { DUES, WAITINGS } from '#domain/case/day.ts'
import { clocksOf, isOverdue, stillClock } from '#domain/case/deadline.ts'
import { whyNot } from '#domain/case/guard.ts'
import { hintsOf } from '#domain/case/hint.ts'
import { limitsOf } from '#domain/case/limits.ts'
import { marksOf, QUEUE_MARKS } from '#domain/case/mark.ts'
import { rulesOf } from '#domain/case/rule.ts'
import { CASE_STATES, DECISIONS } from '#domain/case/state.ts'
import { publicStatus } from '#domain/case/status.ts'
import { textValues } from '#domain/case/text-values.ts'
import { dayOf } from '#domain/clock.ts'
import { problem } from '#domain/problems.ts'
import { Refusal } from '#domain/refusal.ts'
import { CHANNELS, TIP_KINDS } from '#domain/tip/kinds.ts'
import { Day } from '#domain/tip/schema.ts'
import { EVENT_WORDS } from '#domain/words/zh/case.ts'
import { REFUSAL_WORDS } from '#domain/words/zh/refusal.ts'
import { describe, present, readAs } from '../body.ts'
import { placeOnDuty } from '../duty-suggestion.ts'
import type { App, Env } from '../env.ts'

const flag = z.pipe(
  z.enum(['true', 'false', '1', '0']),
  z.transform((text) => text === 'true' || text === '1'),
)
export const CaseFilter = z.strictObject({
  state: z.optional(z.enum(CASE_STATES)),
  street: z.optional(z.string().check(z.maxLength(9))),
  kind: z.optional(z.enum(TIP_KINDS)),
  channel: z.optional(z.enum(CHANNELS)),
  /** A department or street office it was given to. */
  assignee: z.optional(z.string().check(z.minLength(1), z.maxLength(60))),
  overdue: z.optional(flag),
  mine: z.optional(flag),
  emergency: z.optional(flag),
  mark: z.optional(z.enum(QUEUE_MARKS)),
  superiorBy: z.optional(Day),
  due: z.optional(z.enum(DUES)),
  waiting: z.optional(z.enum(WAITINGS)),
  since: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
  q: z.optional(z.string().check(z.maxLength(100))),
})
const Page = z.extend(CaseFilter, {
  cursor: z.optional(z.string().check(z.regex(/^[\w:+.-]{1,40}~\d{1,15}$/))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 50),
})

/** Pins a map draws at most: the first of the queue. */
export const MOST_PLACES = 5000

/** Reading the queue and one case (signed-in staff). */
export function caseRoutes(env: Env) {
  return new Hono<App>()
    .get('/api/cases', describe('办件队列'), async (c) => {
      const { cursor, limit, ...filter } = readAs(Page, present(c.req.query()))
      const now = env.now()
      const { rows, next } = await listCases(env.db, c.get('actor'), filter, now, { cursor, limit })
      return c.json({ ok: true, items: rows.map((row) => itemOf(row, now)), next })
    })
    .get('/api/cases/count', describe('办件数量'), async (c) => {
      const actor = c.get('actor')
      const filter = readAs(CaseFilter, present(c.req.query()))
      // Who may not read would read by asking: each count is an answer about the words of a tip.
      if (filter.q !== undefined && actor.role === 'auditor')
        throw new Refusal('request.invalid', { problems: [problem(['q'], 'unknown-key')] })
      const byState = await countCases(env.db, actor, filter, env.now())
      return c.json({ ok: true, total: Object.values(byState).reduce((sum, count) => sum + count, 0), byState })
    })
    .get('/api/cases/places', describe('办件在地图上的位置（CGCS2000）'), async (c) => {
      const filter = readAs(CaseFilter, present(c.req.query()))
      const now = env.now()
      const rows = await listCasePlaces(env.db, c.get('actor'), filter, now, MOST_PLACES)
      return c.json({ ok: true, items: rows.map((row) => placeOf(row, now)) })
    })
    .get('/api/cases/:id', describe('一件办件'), async (c) => {
      const actor = c.get('actor')
      const current = await findCase(env.db, c.req.param('id'))
      if (!current || !mayRead(actor, current)) throw new Refusal('case.not-found')
      const now = env.now()
      const today = dayOf(now)
      const rules = rulesOf(env.bureau)
      const tips = await listTips(env.db, current.id)
      const events = await listEvents(env.db, `case:${current.id}`)
      const { grid, suggestion } = await placeOnDuty(env, current)
      const otherRole = await actedInAnotherRole(env.db, actor.id, current.id)
      // To whom it is closed is nobody's business but theirs.
      const { recused: _, ...seen } = current
      return c.json({
        ok: true,
        case: {
          ...seen,
          ...itemOf(current, now),
          assigneeName: current.assignee && organisationName(env.bureau, current.assignee, today),
          gridName: grid?.name ?? null,
          partnerNames: current.partners.map((org) => organisationName(env.bureau, org, today)),
          still: stillClock(current, rules),
          clocks: clocksOf(current, rules).map((clock) => ({ ...clock, overdue: isOverdue(clock.by, now) })),
        },
        suggestion,
        tips: tips.map((tip) => ({
          ...tip,
          functionalZoneName: env.bureau.functionalZones.find(({ id }) => id === tip.functionalZone)?.name ?? null,
        })),
        hints: hintsOf(
          tips,
          events.flatMap(({ type, data }) => (type === 'case.investigated' ? [data] : [])),
        ),
        textValues: textValues(current, env.bureau, today, rules),
        limits: limitsOf(current, rules, today),
        related: (await listRelated(env.db, current))
          .filter((one) => mayRead(actor, one))
          .map(({ id, reference, state }) => ({ id, reference, state, relation: relationOf(current, id) })),
        events: events.map((event) => ({
          ...event,
          label: EVENT_WORDS[event.type],
          article: articleOf(event, rules),
        })),
        printings: await listPrintings(env.db, current.id),
        identity: (await listIdentityEvents(env.db, current.id)).map((event) => ({
          ...event,
          label: EVENT_WORDS[event.type],
        })),
        messages: await listMessages(env.db, current.id),
        attachments: await listAttachments(env.db, current.id),
        // Who drew it is in the history; where its bytes are is nobody's business.
        redactions: (await listRedactions(env.db, current.id)).map(({ key: _, caseId: __, ...one }) => one),
        published: current.publication?.version
          ? ((await findRecord(env.db, 'case', current.publication.number))?.data ?? null)
          : null,
        moves: DECISIONS.map((name) => {
          const no = otherRole ? 'case.other-role' : whyNot(current, name, actor, today, rules)
          return no
            ? { name, allowed: false, whyNot: { code: no, message: REFUSAL_WORDS[no] } }
            : { name, allowed: true }
        }),
        choices: {
          bodies: current.competence?.bodies ?? [],
          people: actor.role === 'head' ? await listTieable(env.db) : [],
          departments: departmentsFor(env.bureau, current.kinds, today).map(({ id, name }) => ({ id, name })),
          streets: currentStreets(env.bureau, today).map(({ code, name }) => ({ code, name })),
        },
      })
    })
}

/** What another case is to this one. */
function relationOf(current: CaseRow, id: string): 'merged-into' | 'split-from' | 'came-from' {
  if (current.mergedInto === id) return 'merged-into'
  return current.splitFrom === id ? 'split-from' : 'came-from'
}

/** A case as a map needs it; `lng` and `lat` are null where no tip has a point. */
function placeOf(row: Awaited<ReturnType<typeof listCasePlaces>>[number], now: Date) {
  return {
    id: row.id,
    reference: row.reference,
    state: row.state,
    status: publicStatus(row),
    overdue: row.dueBy !== null && isOverdue(row.dueBy, now),
    emergency: row.emergencyAt !== null,
    summary: row.summary,
    lng: row.point?.lng ?? null,
    lat: row.point?.lat ?? null,
  }
}

/** A row of the queue as the contract shapes it. */
export function itemOf(row: CaseRow, now: Date) {
  return {
    id: row.id,
    reference: row.reference,
    state: row.state,
    version: row.version,
    kinds: row.kinds,
    street: row.street,
    channel: row.channel,
    receivedOn: row.receivedOn,
    clock: row.clock,
    dueBy: row.dueBy,
    provisional: row.provisional,
    overdue: row.dueBy !== null && isOverdue(row.dueBy, now),
    emergency: row.emergencyAt !== null,
    marks: marksOf(row),
    outOfDistrict: row.outOfDistrict,
    summary: row.summary,
  }
}
