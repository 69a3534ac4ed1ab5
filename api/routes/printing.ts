import { Hono } from 'hono'
import { findCase } from '#db/case.ts'
import { savePrinting } from '#db/printing.ts'
import { mayRead } from '#domain/access.ts'
import { PrintInput } from '#domain/case/printing.ts'
import { Refusal } from '#domain/refusal.ts'
import { describe, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'

/** A case is printed as a file: written down first, so that the sheet can say which copy it is, whose and when. */
export function printingRoutes(env: Env) {
  return new Hono<App>().post('/api/cases/:id/printing', describe('打印案卷', PrintInput, '201'), async (c) => {
    const actor = c.get('actor')
    const current = await findCase(env.db, c.req.param('id'))
    if (!current || !mayRead(actor, current)) throw new Refusal('case.not-found')
    const { kind } = await readBody(c, PrintInput)
    const printed = await savePrinting(env.db, current.id, kind, { actor: actor.id, now: env.now() })
    return c.json({ ok: true, ...printed, kind, by: actor.name }, 201)
  })
}
