import { Hono } from 'hono'
import * as z from 'zod/mini'
import { GuardFailed } from '#db/engine.ts'
import { countEnvelopes, findEnvelope, listStale, replaceEnvelope } from '#db/envelope.ts'
import { type KeptRecipient, listRecipients } from '#db/recipient.ts'
import { approveRewrap, askRewrap, findRewrap, finishRewrap, type KeptRewrap } from '#db/rewrap.ts'
import type { Actor } from '#domain/access.ts'
import { ENVELOPE_LENGTH, envelopeFault } from '#domain/identity/envelope.ts'
import { isValid, offeredModes, setOf } from '#domain/identity/recipient.ts'
import { REWRAP_BATCH, RewrapInput, whyNotApprove, whyNotRewrap } from '#domain/identity/rewrap.ts'
import { problem } from '#domain/problems.ts'
import { Refusal } from '#domain/refusal.ts'
import { describe, present, readAs, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { bindingOf, published } from '../envelope.ts'
import { limitBody } from '../guards/body.ts'
import { isSame, uuidOf } from '../seal.ts'
import { unless } from './recipient.ts'

const Sealed = z.strictObject({
  id: z.string().check(z.maxLength(36)),
  /** `digest` of the envelope it replaces. */
  was: z.string().check(z.maxLength(64)),
  sealed: z.string().check(z.maxLength(ENVELOPE_LENGTH)),
})
const Batch = z.strictObject({
  /** The recipients of today, as they were handed out with the batch. */
  recipients: z.array(z.string().check(z.maxLength(36))).check(z.minLength(2), z.maxLength(20)),
  items: z.array(Sealed).check(z.minLength(1), z.maxLength(REWRAP_BATCH)),
})
const Page = z.strictObject({ after: z._default(z.string().check(z.maxLength(36)), '') })
const BATCH_BYTES = REWRAP_BATCH * (ENVELOPE_LENGTH + 200)

/**
 * Sealing envelopes anew: asked by an officer, approved by a head, done by the officer's browser in batches, with the
 * officer's key or the one in escrow, which we never see.
 */
export function rewrapRoutes(env: Env) {
  const { db } = env
  return new Hono<App>()
    .post('/api/identity/rewraps', describe('申请换钥', RewrapInput, '201'), async (c) => {
      const asked = await readBody(c, RewrapInput)
      const id = uuidOf(env.random(16))
      await askRewrap(db, id, asked, c.get('actor').id, env.now())
      return c.json({ ok: true, id }, 201)
    })
    .post('/api/identity/rewraps/:id/approval', describe('批准换钥'), async (c) => {
      const head = c.get('actor')
      const run = await findRewrap(db, c.req.param('id'))
      if (!run) throw new Refusal('identity.not-found')
      const no = whyNotApprove(run, head, env.now())
      if (no) throw new Refusal(no)
      await unless('identity.decided', approveRewrap(db, run.id, head.id, env.now()))
      return c.json({ ok: true })
    })
    .get('/api/identity/rewraps/:id/envelopes', describe('换钥：下一批'), async (c) => {
      const { after } = readAs(Page, present(c.req.query()))
      await running(c.req.param('id'), c.get('actor'))
      const recipients = await today()
      const items = await listStale(db, setOf(recipients), after, REWRAP_BATCH)
      c.header('Cache-Control', 'no-store')
      return c.json({
        ok: true,
        recipients: recipients.map(published),
        // One that was moved here from another tip is left where it lies.
        items: items.filter(isWhole).map(({ tipId, sealed, binding }) => ({ id: tipId, sealed, digest: binding })),
        next: items.at(-1)?.tipId ?? null,
      })
    })
    .post(
      '/api/identity/rewraps/:id/envelopes',
      limitBody(() => BATCH_BYTES),
      describe('换钥：交回一批', Batch),
      async (c) => {
        const by = c.get('actor')
        const run = await running(c.req.param('id'), by)
        const { recipients: named, items } = await readBody(c, Batch)
        const set = setOf(await today())
        if (setOf(named.map((id) => ({ id }))) !== set)
          throw new Refusal('request.invalid', { problems: [problem(['recipients'], 'mismatch')] })
        const problems = items.flatMap(({ sealed }, at) => {
          const fault = envelopeFault(sealed, named.length)
          const about = { minimum: named.length, maximum: ENVELOPE_LENGTH }
          return fault ? [problem(['items', String(at), 'sealed'], fault, about)] : []
        })
        if (problems.length > 0) throw new Refusal('request.invalid', { problems })
        const results: { id: string; ok: boolean }[] = []
        for (const item of items) results.push({ id: item.id, ok: await replace(item, set, run, by) })
        const { stale } = await countEnvelopes(db, set)
        if (stale === 0) await finishRewrap(db, run.id, by.id, env.now())
        return c.json({ ok: true, results, left: stale })
      },
    )

  /** A run that is approved, goes on, and is theirs. */
  async function running(id: string, actor: Actor): Promise<KeptRewrap> {
    const run = await findRewrap(db, id)
    if (run?.askedBy !== actor.id) throw new Refusal('identity.not-found')
    const no = whyNotRewrap(run, env.now())
    if (no) throw new Refusal(no)
    return run
  }

  async function today(): Promise<KeptRecipient[]> {
    const recipients = await listRecipients(db)
    // Sealed to fewer than two keys, a single loss would lock everything away.
    if (offeredModes(recipients).length === 1) throw new Refusal('tip.mode-not-offered')
    return recipients.filter(isValid)
  }

  function isWhole({ tipId, sealed, binding }: { tipId: string; sealed: string; binding: string }): boolean {
    return isSame(bindingOf(env, tipId, sealed), binding)
  }

  async function replace(item: z.infer<typeof Sealed>, set: string, run: KeptRewrap, by: Actor): Promise<boolean> {
    const was = await findEnvelope(db, item.id)
    if (!was || was.binding !== item.was || !isWhole(was)) return false
    const next = { sealed: item.sealed, binding: bindingOf(env, item.id, item.sealed), recipients: set }
    try {
      await db.write(replaceEnvelope(was, next, run, by.id, env.now()))
      return true
    } catch (error) {
      if (error instanceof GuardFailed) return false
      throw error
    }
  }
}
