import { Hono } from 'hono'
import * as z from 'zod/mini'
import { countCases, listCases } from '#db/case.ts'
import { lastEvent } from '#db/case-change.ts'
import { dayGroups, soonUntil } from '#domain/case/day.ts'
import { dayOf } from '#domain/clock.ts'
import { describe, present, readAs } from '../body.ts'
import type { App, Env } from '../env.ts'
import { CaseFilter, itemOf } from './case.ts'

/** Cases of a group that are shown with it; the others are a link away. */
const SHOWN = 3

const Since = z.strictObject({ since: z.optional(z.coerce.number().check(z.int(), z.minimum(0))) })

/** What waits for a person today: groups with their counts, their first cases, and the filter that lists them all. */
export function dayRoutes(env: Env) {
  return new Hono<App>().get('/api/day', describe('我的一天'), async (c) => {
    const actor = c.get('actor')
    const { since = null } = readAs(Since, present(c.req.query()))
    const now = env.now()
    const today = dayOf(now)
    const upTo = await lastEvent(env.db)
    const groups = dayGroups(actor.role, since).map(async ([group, filters]) => {
      const filter = readAs(CaseFilter, filters)
      const byState = await countCases(env.db, actor, filter, now)
      const { rows } = await listCases(env.db, actor, filter, now, { limit: SHOWN })
      const total = Object.values(byState).reduce((sum, count) => sum + count, 0)
      return { group, filters, total, items: rows.map((row) => itemOf(row, now)) }
    })
    return c.json({ ok: true, today, soonUntil: soonUntil(today), upTo, groups: await Promise.all(groups) })
  })
}
