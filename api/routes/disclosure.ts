import { Hono } from 'hono'
import * as z from 'zod/mini'
import { insertDisclosure, listDisclosures, writeDisclosure } from '#db/disclosure.ts'
import { findRecord, listFiled } from '#db/register.ts'
import { dayOf } from '#domain/clock.ts'
import { dueOn } from '#domain/disclosure/deadline.ts'
import { openDisclosure } from '#domain/disclosure/decide.ts'
import { filingProblem } from '#domain/disclosure/draft.ts'
import { DISCLOSURE_INPUTS, type DisclosureInput, disclosureId } from '#domain/disclosure/filing.ts'
import { KINDS } from '#domain/disclosure/kinds.ts'
import { DISCLOSURE_STATES } from '#domain/disclosure/state.ts'
import { dutiesOf } from '#domain/enterprise/duty.ts'
import { problem } from '#domain/problems.ts'
import { FILING_KINDS } from '#domain/record.ts'
import { Refusal } from '#domain/refusal.ts'
import { filingFieldWord } from '#domain/words/zh/disclosure.ts'
import { RECORD_KIND_WORDS } from '#domain/words/zh/record.ts'
import { describe, present, problemsIn, readAs, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { decideFiling, enteredData, filingOf, withPeriod, yearIn } from '../filing.ts'
import { filingAnswer, publicUrl } from '../filing-answer.ts'
import { limitBody } from '../guards/body.ts'

/** Five thousand rows, or a report's words, with room. */
const FILING_BYTES = 8 * 1024 * 1024

const NewFiling = z.looseObject({ kind: z.enum(FILING_KINDS) })
const ChangedFiling = z.looseObject({ version: z.int().check(z.minimum(1)) })
const Page = z.strictObject({
  state: z.optional(z.enum(DISCLOSURE_STATES)),
  kind: z.optional(z.enum(FILING_KINDS)),
  party: z.optional(z.string().check(z.maxLength(18))),
  cursor: z.optional(z.string().check(z.regex(/^[\d-]{0,10}~\d{1,15}$/))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 50),
})

/** What is filed: drafts, lists, decisions, duties. */
export function disclosureRoutes(env: Env) {
  const body = limitBody(() => FILING_BYTES)
  const routes = new Hono<App>()
    .get('/api/disclosures', describe('填报列表'), async (c) => {
      const { cursor, limit, ...filter } = readAs(Page, present(c.req.query()), filingFieldWord)
      const { items, next } = await listDisclosures(env.db, c.get('actor'), filter, { cursor, limit })
      return c.json({ ok: true, items: items.map((one) => ({ ...one, dueOn: dueOn(one.kind, one.year) })), next })
    })
    .post('/api/disclosures', body, describe('新建填报', NewFiling, '201'), async (c) => {
      const { kind, ...entered } = await readBody(c, NewFiling, filingFieldWord)
      const actor = c.get('actor')
      const party = await findRecord(env.db, 'enterprise', actor.org)
      if (!party?.data) throw new Refusal('register.not-found')
      const { landClass, officialSystemUrl } = party.data
      const known = kind === 'soil_self_monitoring' ? { landClass, officialSystemUrl: officialSystemUrl ?? '' } : {}
      const about = { id: disclosureId(env.random(8)), kind, party: actor.org, year: null, revision: 1 }
      const whole = withPeriod({ ...known, ...entered })
      const { yearly } = KINDS[kind]
      const noYear = [problem(['period', 'year'], 'required', {}, filingFieldWord)]
      const data = await enteredData(env, about, whole, yearly && !entered.period ? noYear : [])
      const year = yearly ? (yearIn(data) ?? null) : null
      if (yearly && year === null) throw new Refusal('request.invalid', { problems: noYear })
      const { next, event } = openDisclosure({ id: about.id, kind, year, data }, actor, env.now())
      await writeDisclosure(env.db, next, insertDisclosure(next, event))
      return c.json({ ok: true, id: next.id, version: next.version }, 201)
    })
    .get('/api/disclosures/:id', describe('一份填报'), async (c) =>
      c.json(await filingAnswer(env, await filingOf(env, c), c.get('actor'))),
    )
    .put('/api/disclosures/:id', body, describe('修改填报', ChangedFiling), async (c) => {
      const current = await filingOf(env, c)
      const sent = await readBody(c, z.looseObject({}), filingFieldWord)
      const { version, ...entered } = sent
      const { period, rows } = current.data
      // The year was settled when it was begun, and rows come by file: what is not sent of these stays.
      const whole = withPeriod({ period, rows, ...entered })
      const wrong = problemsIn(ChangedFiling, sent, filingFieldWord)
      if (KINDS[current.kind].yearly && yearIn(whole) !== current.year)
        wrong.push(filingProblem('period.year', 'fixed-year'))
      const data = await enteredData(env, current, whole, wrong)
      const input = { version: version as number, data }
      const { next } = await decideFiling(env, c, current, { decision: 'change', input })
      return c.json({ ok: true, version: next.version, state: next.state })
    })
    .get('/api/duties', describe('应当公开的事项'), async (c) => {
      const { org } = c.get('actor')
      const enterprise = await findRecord(env.db, 'enterprise', org)
      if (!enterprise?.data) return c.json({ ok: true, items: [] })
      const duties = dutiesOf(enterprise.data, await listFiled(env.db, org), dayOf(env.now()))
      const items = duties.map((one) => ({ ...one, label: `${one.year} 年度${RECORD_KIND_WORDS[one.kind]}` }))
      return c.json({ ok: true, items })
    })
  for (const [decision, schema] of Object.entries(DISCLOSURE_INPUTS))
    routes.post(`/api/disclosures/:id/${decision}`, describe(`决定：${decision}`, schema), async (c) => {
      const current = await filingOf(env, c)
      const input = { decision, input: await readBody(c, schema, filingFieldWord) } as DisclosureInput
      const { next } = await decideFiling(env, c, current, input)
      return c.json({ ok: true, version: next.version, state: next.state, url: publicUrl(next) })
    })
  return routes
}
