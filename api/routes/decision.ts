import { Hono } from 'hono'
import { findCase } from '#db/case.ts'
import { saveDecision } from '#db/decision.ts'
import { mayRead } from '#domain/access.ts'
import { decide } from '#domain/case/decide.ts'
import { CaseInput, DECISION_INPUTS, type DecisionInput } from '#domain/case/schema.ts'
import { DECISIONS } from '#domain/case/state.ts'
import { Refusal } from '#domain/refusal.ts'
import { describe, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { takeTip } from '../intake.ts'

/** A resource per decision: `POST /api/cases/:id/acceptance` … and cases a clerk enters by hand. */
export function decisionRoutes(env: Env) {
  const routes = new Hono<App>()
  for (const decision of DECISIONS) {
    const schema = DECISION_INPUTS[decision]
    routes.post(`/api/cases/:id/${decision}`, describe(`决定：${decision}`, schema), async (c) => {
      const actor = c.get('actor')
      const current = await findCase(env.db, c.req.param('id') ?? '')
      if (!current || !mayRead(actor, current)) throw new Refusal('case.not-found')
      const input = { decision, input: await readBody(c, schema) } as DecisionInput
      const decided = decide(current, input, actor, env.bureau, env.now())
      await saveDecision(env.db, decided, env.now())
      env.wake()
      return c.json({ ok: true, version: decided.next.version, state: decided.next.state })
    })
  }
  return routes.post('/api/cases', describe('登记电话、来信、来访等举报', CaseInput, '201'), async (c) => {
    const { channel, receivedOn, nationalPlatformNo, ...tip } = await readBody(c, CaseInput)
    const taken = await takeTip(env, tip, {
      channel,
      receivedOn,
      nationalPlatformNo,
      actor: c.get('actor'),
      idempotencyKey: c.req.header('idempotency-key'),
    })
    return c.json({ ok: true, id: taken.caseId, reference: taken.reference, receipt: taken.receipt }, 201)
  })
}
