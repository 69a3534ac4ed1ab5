import { type Context, Hono } from 'hono'
import {
  confirmBureauChange,
  declineBureauChange,
  findBureauChange,
  listBureauChanges,
  proposeBureauChange,
} from '#db/bureau.ts'
import { GuardFailed } from '#db/engine.ts'
import { holdingOf } from '#db/holding.ts'
import type { Actor } from '#domain/access.ts'
import {
  BureauProposal,
  identified,
  type KeptChange,
  proposalProblems,
  standingProblems,
} from '#domain/bureau/change.ts'
import { shownOf } from '#domain/bureau/difference.ts'
import { dayOf } from '#domain/clock.ts'
import { whyNotSettle } from '#domain/proposal.ts'
import { Refusal, type RefusalCode } from '#domain/refusal.ts'
import { bureauFieldWord } from '#domain/words/zh/bureau.ts'
import { REFUSAL_WORDS } from '#domain/words/zh/refusal.ts'
import { describe, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { uuidOf } from '../seal.ts'

/**
 * The bureau's configuration as administrators change it: one proposes, another or the auditor confirms, and it is in
 * force at once. What a change says of days to come takes effect by itself.
 */
export function bureauRoutes(env: Env) {
  const { db } = env
  return new Hono<App>()
    .get('/api/bureau', describe('本局设置和它的修改'), async (c) => {
      const today = dayOf(env.now())
      const changes = (await listBureauChanges(db)).map((one) => {
        const no = whyNot(c.get('actor'), one, today)
        const expired = one.state === 'waiting' && today > one.expiresOn
        return { ...one, expired, confirmable: !no, ...(no && { whyNot: { code: no, message: REFUSAL_WORDS[no] } }) }
      })
      return c.json({ ok: true, today, bureau: env.bureau, changes })
    })
    .get('/api/bureau/departments/:id/holding', describe('部门手里的办件、人员和班次'), async (c) => {
      const id = c.req.param('id')
      if (!env.bureau.departments.some((one) => one.id === id)) throw new Refusal('bureau.department-not-found')
      return c.json({ ok: true, holding: await holdingOf(db, c.get('actor'), id, env.now()) })
    })
    .post('/api/bureau/changes', describe('提出修改本局设置', BureauProposal, '201'), async (c) => {
      const { change, reason } = await readBody(c, BureauProposal, bureauFieldWord)
      const problems = proposalProblems(env.bureau, change, dayOf(env.now()))
      if (problems.length > 0) throw new Refusal('request.invalid', { problems })
      const id = uuidOf(env.random(16))
      const next = identified(change, `department-${id.slice(0, 8)}`)
      const shown = shownOf(next, env.bureau)
      if (shown.differences.length === 0) throw new Refusal('bureau.nothing-new')
      const kept = { id, change: next, shown, reason }
      await unlessGuarded('bureau.change-waiting', proposeBureauChange(db, kept, c.get('actor').id, env.now()))
      return c.json({ ok: true, id }, 201)
    })
    .post('/api/bureau/changes/:id/confirmation', describe('确认修改本局设置，立即生效'), async (c) => {
      const kept = await theChange(c)
      const no = whyNot(c.get('actor'), kept, dayOf(env.now()))
      if (no) throw new Refusal(no)
      const last = Math.max(0, ...(await listBureauChanges(db)).map((one) => one.seq ?? 0))
      // What another process confirmed counts as well.
      await env.renewBureau()
      const problems = standingProblems(env.bureau, kept.change, dayOf(env.now()))
      if (problems.length > 0) throw new Refusal('bureau.outdated', { problems })
      await unlessGuarded('bureau.not-waiting', confirmBureauChange(db, kept, last, c.get('actor').id, env.now()))
      await env.renewBureau()
      return c.json({ ok: true })
    })
    .delete('/api/bureau/changes/:id', describe('撤回或不同意修改本局设置'), async (c) => {
      const kept = await theChange(c)
      await unlessGuarded('bureau.not-waiting', declineBureauChange(db, kept, c.get('actor').id, env.now()))
      return c.json({ ok: true })
    })

  async function theChange(c: Context<App>): Promise<KeptChange> {
    const kept = await findBureauChange(db, c.req.param('id') ?? '')
    if (!kept) throw new Refusal('bureau.change-not-found')
    return kept
  }
}

function whyNot(actor: Actor, change: KeptChange, today: string): RefusalCode | undefined {
  const no = whyNotSettle(actor, change, today)
  return no && (no === 'not-allowed' ? 'account.not-allowed' : `bureau.${no}`)
}

async function unlessGuarded(code: RefusalCode, writing: Promise<void>): Promise<void> {
  try {
    await writing
  } catch (error) {
    throw error instanceof GuardFailed ? new Refusal(code) : error
  }
}
