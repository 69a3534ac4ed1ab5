import { type Context, Hono } from 'hono'
import { countEnvelopes, findEnvelope, findSealedTip } from '#db/envelope.ts'
import { countUnchecked, listUnopened } from '#db/header-check.ts'
import {
  askOpening,
  countOpened,
  decideOpening,
  deedsOf,
  findOpening,
  type KeptOpening,
  listHeads,
  listOpenings,
  takeOpening,
} from '#db/opening.ts'
import { listRecipients, listWrapped } from '#db/recipient.ts'
import { listRewraps } from '#db/rewrap.ts'
import type { Actor } from '#domain/access.ts'
import { dayOf } from '#domain/clock.ts'
import { headersSince } from '#domain/identity/header-check.ts'
import {
  headsToTell,
  OPENINGS_A_DAY,
  OpeningInput,
  whyNotAsk,
  whyNotDecide,
  whyNotOpen,
} from '#domain/identity/opening.ts'
import { isValid, offeredModes, setOf } from '#domain/identity/recipient.ts'
import { Refusal } from '#domain/refusal.ts'
import { describe, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { bindingOf } from '../envelope.ts'
import { openingSeen, recipientSeen, rewrapSeen } from '../identity-page.ts'
import { isSame, uuidOf } from '../seal.ts'
import { unless } from './recipient.ts'

/** Opening who a reporter is: an officer asks, a head approves, the officer's browser opens. We never see a word of it. */
export function identityRoutes(env: Env) {
  const { db } = env
  return new Hono<App>()
    .get('/api/identity', describe('身份保密'), async (c) => {
      const actor = c.get('actor')
      const now = env.now()
      const isOfficer = actor.role === 'officer'
      const recipients = await listRecipients(db)
      const openings = await listOpenings(db, isOfficer ? actor.id : null)
      return c.json({
        ok: true,
        modes: offeredModes(recipients),
        recipients: await Promise.all(
          recipients.map(async (one) => ({
            ...recipientSeen(one, actor, env.bureau, dayOf(now)),
            unchecked: one.retiredOn ? 0 : await countUnchecked(db, one.id, headersSince(dayOf(now))),
          })),
        ),
        // Which tips they are is for heads: they see to it that somebody seals them anew.
        unopened:
          actor.role === 'head'
            ? (await listUnopened(db)).filter((one) => isOpenTo(actor, one)).map(({ recused: _, ...one }) => one)
            : [],
        keys: isOfficer ? await listWrapped(db, actor.id) : [],
        openings: openings.filter((one) => isOpenTo(actor, one)).map((one) => openingSeen(one, actor, now)),
        openedToday: await countOpened(db, dayOf(now)),
        mostADay: OPENINGS_A_DAY,
        envelopes: await countEnvelopes(db, setOf(recipients.filter(isValid))),
        rewraps: (await listRewraps(db)).map((one) => rewrapSeen(one, actor, now)),
      })
    })
    .post('/api/identity/openings', describe('申请打开举报人身份', OpeningInput, '201'), async (c) => {
      const { reference, reason, text } = await readBody(c, OpeningInput)
      const by = c.get('actor').id
      const now = env.now()
      const found = await findSealedTip(db, reference.toUpperCase())
      if (!found) throw new Refusal('identity.not-found')
      const no = whyNotAsk(await deedsOf(db, by, found.caseId), await countOpened(db, dayOf(now)))
      if (no) throw new Refusal(no)
      const id = uuidOf(env.random(16))
      const fresh = {
        askedBy: by,
        askedAt: now.getTime(),
        decidedBy: null,
        decidedAt: null,
        approved: false,
        openedAt: null,
      }
      const tell = headsToTell(fresh, await listHeads(db, found.caseId, now), found.recused, now)
      await askOpening(db, { id, tipId: found.tipId, reason, text }, tell, by, now)
      env.wake()
      return c.json({ ok: true, id }, 201)
    })
    .post('/api/identity/openings/:id/approval', describe('批准打开'), (c) => decide(c, c.req.param('id'), true))
    .post('/api/identity/openings/:id/refusal', describe('不同意打开'), (c) => decide(c, c.req.param('id'), false))
    .post('/api/identity/openings/:id/envelope', describe('取出封存的身份信息（一次）'), async (c) => {
      const by = c.get('actor').id
      const now = env.now()
      const opening = await findOpening(db, c.req.param('id'))
      // Another officer's request is none at all.
      if (opening?.askedBy !== by) throw new Refusal('identity.not-found')
      const no = whyNotOpen(opening, await countOpened(db, dayOf(now)), now)
      if (no) throw new Refusal(no)
      const envelope = await findEnvelope(db, opening.tipId)
      if (!envelope) throw new Refusal('identity.not-found')
      if (!isSame(bindingOf(env, envelope.tipId, envelope.sealed), envelope.binding))
        throw new Refusal('identity.envelope-damaged')
      await unless('identity.opened-before', takeOpening(db, opening, by, now))
      c.header('Cache-Control', 'no-store')
      return c.json({ ok: true, sealed: envelope.sealed })
    })

  async function decide(c: Context<App>, id: string, approved: boolean) {
    const head = c.get('actor')
    const now = env.now()
    const opening = await findOpening(db, id)
    if (!opening || !isOpenTo(head, opening)) throw new Refusal('identity.not-found')
    const no = whyNotDecide(opening, head, await deedsOf(db, head.id, opening.caseId), now)
    if (no) throw new Refusal(no)
    await unless('identity.decided', decideOpening(db, opening, approved, head.id, now))
    return c.json({ ok: true })
  }
}

/** Whoever declared a tie to a case sees no request about it, as they see nothing else of it. */
function isOpenTo(actor: Actor, { recused }: Pick<KeptOpening, 'recused'>): boolean {
  return !recused.includes(actor.id)
}
