import { Hono } from 'hono'
import * as z from 'zod/mini'
import { SEARCH_TYPES, type SearchType, searchRecords } from '#db/search.ts'
import { describe, present, readAs } from '../body.ts'
import type { App, Env } from '../env.ts'
import { pageFrame } from '../frame.ts'

/** Longest text that is looked for; what is longer is no name, and words beyond it only cost time. */
const LONGEST = 100
const ON_PAGE = 30

const Query = z.strictObject({
  q: z._default(z.string().check(z.maxLength(LONGEST)), ''),
  type: z.optional(z.enum(SEARCH_TYPES)),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(50)), 20),
})

/** Search over everything published: a page that works without JavaScript, and the same for programs. */
export function searchRoutes(env: Env) {
  return new Hono<App>()
    .get('/search/', async (c) => {
      // A link may carry anything: the page looks for what it can read of it, and never says no.
      const q = (c.req.query('q') ?? '').slice(0, LONGEST).toWellFormed()
      const type = SEARCH_TYPES.find((one) => one === c.req.query('type')) ?? null
      const found = await searchRecords(env.db, q, type, ON_PAGE)
      c.header('Cache-Control', 'no-cache')
      return c.html(await env.render('/search/', { frame: pageFrame(env), search: { q, type, ...found } }))
    })
    .get('/api/search', describe('搜索公开的内容'), async (c) => {
      const { q, type, limit } = readAs(Query, present(c.req.query()))
      const found = await searchRecords(env.db, q, (type as SearchType | undefined) ?? null, limit)
      c.header('Access-Control-Allow-Origin', '*')
      c.header('Cross-Origin-Resource-Policy', 'cross-origin')
      return c.json({ ok: true, ...found })
    })
}
