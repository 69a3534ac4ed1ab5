import { Hono } from 'hono'
import * as z from 'zod/mini'
import { listCaseViews, removeCaseView, saveCaseView } from '#db/case-view.ts'
import { problem } from '#domain/problems.ts'
import { Refusal } from '#domain/refusal.ts'
import { text } from '#domain/text.ts'
import { describe, readAs, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { uuidOf } from '../seal.ts'
import { CaseFilter } from './case.ts'

/** Views one person may keep. */
const MOST = 30

const ViewInput = z.strictObject({
  name: text(30),
  filters: z.record(z.string(), z.string().check(z.maxLength(100))),
})

/** Filters of the queue that staff keep under a name, each for themselves. */
export function caseViewRoutes(env: Env) {
  return new Hono<App>()
    .get('/api/case-views', describe('我的视图'), async (c) =>
      c.json({ ok: true, items: await listCaseViews(env.db, c.get('actor').id) }),
    )
    .post('/api/case-views', describe('保存视图', ViewInput, '201'), async (c) => {
      const { name, filters } = await readBody(c, ViewInput)
      readAs(CaseFilter, filters)
      const owner = c.get('actor').id
      const there = await listCaseViews(env.db, owner)
      const same = there.find((one) => one.name === name)
      if (!same && there.length >= MOST)
        throw new Refusal('request.invalid', { problems: [problem(['views'], 'too-many', { maximum: MOST })] })
      const view = { id: same?.id ?? uuidOf(env.random(16)), name, filters }
      await saveCaseView(env.db, owner, view)
      return c.json({ ok: true, id: view.id }, 201)
    })
    .delete('/api/case-views/:id', describe('删去视图'), async (c) => {
      await removeCaseView(env.db, c.get('actor').id, c.req.param('id'))
      return c.json({ ok: true })
    })
}
