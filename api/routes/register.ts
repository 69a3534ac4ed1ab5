import { Hono } from 'hono'
import * as z from 'zod/mini'
import { findRecord, listChoices, saveRegister } from '#db/register.ts'
import { recordAddress } from '#domain/record.ts'
import { Refusal } from '#domain/refusal.ts'
import {
  isSameEntry,
  REGISTERS,
  readEntry,
  registerId,
  registerVersion,
  said,
  withFormerName,
} from '#domain/register.ts'
import { registerFieldWord } from '#domain/words/zh/register.ts'
import { describe, present, problemsIn, readAs, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { limitBody, TEXT_BYTES } from '../guards/body.ts'

const Choosing = z.strictObject({
  q: z.optional(z.string().check(z.maxLength(100))),
  after: z.optional(z.string().check(z.maxLength(40))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 50),
})

const Version = z.object({ version: z.int().check(z.minimum(1)) })

/** The bureau's registers: each save is a new version, public at once. And projects, for those who choose one. */
export function registerRoutes(env: Env) {
  const routes = new Hono<App>()
  for (const [register, { kind, schema }] of Object.entries(REGISTERS)) {
    const body = limitBody(() => TEXT_BYTES)
    const Changed = z.extend(schema as typeof REGISTERS.plots.schema, { version: z.int().check(z.minimum(1)) })
    routes
      .get(`/api/${register}`, describe('登记册'), async (c) => {
        const filter = readAs(Choosing, present(c.req.query()), registerFieldWord)
        const found = await listChoices(env.db, kind, { ...filter, limit: filter.limit + 1 })
        const items = found.slice(0, filter.limit).map(({ id, title, record }) => ({
          id,
          ...(kind !== 'plot' && { code: id }),
          name: title,
          version: record.version,
          publishedOn: record.publishedOn,
          url: recordAddress(kind, id),
          data: record.data,
        }))
        return c.json({ ok: true, items, next: found.length > filter.limit ? items.at(-1)?.id : null })
      })
      .get(`/api/${register}/:id`, describe('登记册里的一项'), async (c) => {
        const { id, version, publishedOn, data } = await entryOf(c.req.param('id') ?? '')
        return c.json({ ok: true, id, version, publishedOn, url: recordAddress(kind, id), data })
      })
      .post(`/api/${register}`, body, describe('登记', schema, '201'), async (c) => {
        const { entry, problems } = readEntry(schema, await readBody(c, z.unknown()), env.bureau)
        if (!entry) throw new Refusal('request.invalid', { problems })
        const { record, event } = registerVersion(kind, entry, 1, c.get('actor'), env.now())
        await saveRegister(env.db, record, event)
        await env.replay()
        return c.json({ ok: true, id: record.id, version: 1, url: recordAddress(kind, record.id) }, 201)
      })
      .put(`/api/${register}/:id`, body, describe('变更登记', Changed), async (c) => {
        const current = await entryOf(c.req.param('id') ?? '')
        const { version, ...sent } = await readBody(c, z.looseObject({}), registerFieldWord)
        const read = readEntry(schema, sent, env.bureau)
        const problems = [...read.problems, ...problemsIn(Version, { version }, registerFieldWord)]
        if (read.entry && registerId(read.entry) !== current.id)
          problems.push(said(kind === 'plot' ? 'id' : 'code', 'fixed-code'))
        if (!read.entry || problems.length > 0) throw new Refusal('request.invalid', { problems })
        if (version !== current.version)
          throw new Refusal('register.moved-first', { current: { version: current.version } })
        const url = recordAddress(kind, current.id)
        if (isSameEntry(read.entry, current.data)) return c.json({ ok: true, version, url })
        const entry = withFormerName(read.entry, current.data)
        const { record, event } = registerVersion(kind, entry, current.version + 1, c.get('actor'), env.now())
        await saveRegister(env.db, record, event)
        await env.replay()
        return c.json({ ok: true, version: record.version, url })
      })

    async function entryOf(id: string) {
      const found = await findRecord(env.db, kind, id)
      if (!found?.data) throw new Refusal('register.not-found')
      return { ...found, data: found.data }
    }
  }
  return routes.get('/api/projects', describe('已公开的修复项目'), async (c) => {
    const filter = readAs(Choosing, present(c.req.query()), registerFieldWord)
    const { role, org } = c.get('actor')
    // Those who file choose among their own: a transfer or an assessment belongs to whom the notice belongs to.
    const party = role === 'editor' || role === 'signer' ? org : undefined
    const found = await listChoices(env.db, 'remediation_notice', { ...filter, party, limit: filter.limit + 1 })
    const items = found.slice(0, filter.limit).flatMap(({ id, title, record }) => {
      if (record.kind !== 'remediation_notice' || !record.data) return []
      const { plot, contractor, targets, startsOn, endsOn } = record.data
      const url = recordAddress(record.kind, id)
      return [{ id, name: title, party: record.party, plot, contractor, targets, startsOn, endsOn, url }]
    })
    return c.json({ ok: true, items, next: found.length > filter.limit ? items.at(-1)?.id : null })
  })
}
