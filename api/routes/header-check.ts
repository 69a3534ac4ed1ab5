import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import { listUnchecked, saveHeaderReport } from '#db/header-check.ts'
import { listRecipients } from '#db/recipient.ts'
import { dayOf } from '#domain/clock.ts'
import { envelopeHeader } from '#domain/identity/envelope.ts'
import { HEADER_BATCH, HeaderReport, headersSince } from '#domain/identity/header-check.ts'
import { Refusal } from '#domain/refusal.ts'
import { describe, present, readAs, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'

const Page = z.strictObject({ after: z._default(z.string().check(z.maxLength(36)), '') })

/**
 * Trying a key on the headers of the envelopes that name it: an officer's own, or the one in escrow when whoever keeps it
 * is there. A header tells nothing of a reporter, so this takes no second person; what is sealed stays here.
 */
export function headerCheckRoutes(env: Env) {
  const { db } = env
  return new Hono<App>()
    .get('/api/recipients/:id/headers', describe('核对封存：下一批文件头'), async (c) => {
      const { after } = readAs(Page, present(c.req.query()))
      const id = await theirs(c)
      const found = await listUnchecked(db, id, headersSince(dayOf(env.now())), after, HEADER_BATCH)
      c.header('Cache-Control', 'no-store')
      return c.json({
        ok: true,
        items: found.map((one) => ({ id: one.tipId, was: one.binding, header: envelopeHeader(one.sealed) ?? '' })),
        next: found.length === HEADER_BATCH ? (found.at(-1)?.tipId ?? null) : null,
      })
    })
    .post('/api/recipients/:id/headers', describe('核对封存：哪些打得开', HeaderReport), async (c) => {
      const id = await theirs(c)
      await saveHeaderReport(db, id, await readBody(c, HeaderReport), c.get('actor').id, env.now())
      return c.json({ ok: true })
    })

  /** The key in the path; another officer's is none. */
  async function theirs(c: Context<App>): Promise<string> {
    const found = (await listRecipients(db)).find((one) => one.id === c.req.param('id'))
    if (!found || (found.kind === 'officer' && found.officer !== c.get('actor').id))
      throw new Refusal('identity.not-found')
    return found.id
  }
}
