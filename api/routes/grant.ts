import { type Context, Hono } from 'hono'
import { GuardFailed } from '#db/engine.ts'
import { confirmGrant, declineGrant, findGrant, type GrantRow, listGrants, listStaffEvents } from '#db/grant.ts'
import { dayOf } from '#domain/clock.ts'
import { whyNotConfirm } from '#domain/grant.ts'
import { Refusal } from '#domain/refusal.ts'
import { EVENT_WORDS } from '#domain/words/zh/case.ts'
import { REFUSAL_WORDS } from '#domain/words/zh/refusal.ts'
import { describe } from '../body.ts'
import type { App, Env } from '../env.ts'
import { organisationNames } from '../organisation.ts'

/** How far back the history of accounts is shown. */
const EVENTS_SHOWN = 200

/** The second person behind every access somebody gets: another administrator, or the auditor, who see all of them. */
export function grantRoutes(env: Env) {
  const { db } = env
  return new Hono<App>()
    .get('/api/grants', describe('授权：待确认的和办过的'), async (c) => {
      const actor = c.get('actor')
      const today = dayOf(env.now())
      const grants = await listGrants(db)
      const nameOf = await organisationNames(
        env,
        grants.map((one) => one.org),
      )
      const items = grants.map((one) => {
        const no = whyNotConfirm(actor, one, today)
        const expired = one.state === 'waiting' && today > one.expiresOn
        const whyNot = no && { code: no, message: REFUSAL_WORDS[no] }
        return { ...one, orgName: nameOf(one.org), expired, confirmable: !no, ...(whyNot && { whyNot }) }
      })
      return c.json({ ok: true, items })
    })
    .get('/api/grants/events', describe('人员账号的全部变动'), async (c) => {
      const events = await listStaffEvents(db, EVENTS_SHOWN)
      return c.json({ ok: true, items: events.map((one) => ({ ...one, label: EVENT_WORDS[one.type] })) })
    })
    .post('/api/grants/:id/confirmation', describe('确认授权，立即生效'), async (c) => {
      const grant = await theGrant(c)
      const no = whyNotConfirm(c.get('actor'), grant, dayOf(env.now()))
      if (no) throw new Refusal(no)
      await unlessSettled(confirmGrant(db, grant, c.get('actor').id, env.now()))
      return c.json({ ok: true })
    })
    .delete('/api/grants/:id', describe('撤回或不同意授权'), async (c) => {
      await unlessSettled(declineGrant(db, await theGrant(c), c.get('actor').id, env.now()))
      return c.json({ ok: true })
    })

  async function theGrant(c: Context<App>): Promise<GrantRow> {
    const grant = await findGrant(db, c.req.param('id') ?? '')
    if (!grant) throw new Refusal('grant.not-found')
    return grant
  }
}

async function unlessSettled(writing: Promise<void>): Promise<void> {
  try {
    await writing
  } catch (error) {
    throw error instanceof GuardFailed ? new Refusal('grant.not-waiting') : error
  }
}
