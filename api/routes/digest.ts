import { Hono } from 'hono'
import * as z from 'zod/mini'
import { saveDigestWish, wantsDigest } from '#db/digest.ts'
import { describe, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'

const Wish = z.strictObject({ wanted: z.boolean() })

/** Whether somebody gets the week in numbers by mail. */
export function digestRoutes(env: Env) {
  return new Hono<App>()
    .get('/api/digest', describe('每周摘要'), async (c) =>
      c.json({ ok: true, wanted: await wantsDigest(env.db, c.get('actor').id) }),
    )
    .post('/api/digest', describe('要不要每周摘要', Wish), async (c) => {
      const { wanted } = await readBody(c, Wish)
      await saveDigestWish(env.db, c.get('actor').id, wanted, env.now())
      return c.json({ ok: true, wanted })
    })
}
