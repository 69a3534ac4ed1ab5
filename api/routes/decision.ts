import { Hono } from 'hono'
import * as z from 'zod/mini'
import { type CaseRow, countParts, findCase, findCaseByName } from '#db/case.ts'
import { aboutOf, keptFrom, releaseDue } from '#db/case-publication.ts'
import { saveDecision } from '#db/decision.ts'
import { listApproved } from '#db/redaction.ts'
import { actedInAnotherRole } from '#db/staff.ts'
import { listTieable, tiedToParty } from '#db/tie.ts'
import { type Actor, mayRead } from '#domain/access.ts'
import { type Beside, decide } from '#domain/case/decide.ts'
import { sourceOf } from '#domain/case/entry.ts'
import { publicNumber } from '#domain/case/publication/draft.ts'
import { rulesOf } from '#domain/case/rule.ts'
import { CaseInput, DECISION_INPUTS, type DecisionInput } from '#domain/case/schema.ts'
import { DECISIONS, type Decision } from '#domain/case/state.ts'
import { recordAddress } from '#domain/record.ts'
import { Refusal } from '#domain/refusal.ts'
import { SimilarInput } from '#domain/tip/schema.ts'
import { describe, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { takeTip } from '../intake.ts'
import { readTip } from '../intake-problems.ts'
import { uuidOf } from '../seal.ts'
import { listSimilarCases } from '../similar.ts'
import { itemOf } from './case.ts'

/** A resource per decision: `POST /api/cases/:id/acceptance` … and cases a clerk enters by hand. */
export function decisionRoutes(env: Env) {
  const routes = new Hono<App>()
  for (const decision of DECISIONS) {
    const schema = DECISION_INPUTS[decision]
    routes.post(`/api/cases/:id/${decision}`, describe(`决定：${decision}`, schema), async (c) => {
      const actor = c.get('actor')
      const current = await findCase(env.db, c.req.param('id') ?? '')
      if (!current || !mayRead(actor, current)) throw new Refusal('case.not-found')
      if (await actedInAnotherRole(env.db, actor.id, current.id)) throw new Refusal('case.other-role')
      const input = { decision, input: await readBody(c, schema) } as DecisionInput
      const beside = await besideOf(env, current, input, actor)
      const decided = decide(current, input, actor, env.bureau, env.now(), beside)
      await saveDecision(env.db, decided, env.now(), rulesOf(env.bureau))
      env.wake()
      if (!RELEASING.includes(decision))
        return c.json({ ok: true, version: decided.next.version, state: decided.next.state })
      await releaseDue(env.db, env.bureau, env.now(), rulesOf(env.bureau))
      await env.replay()
      const { version, state, publication } = (await findCase(env.db, current.id)) ?? decided.next
      const url = publication?.version ? recordAddress('case', publication.number) : null
      return c.json({ ok: true, version, state, url, publicFrom: publication?.from ?? null })
    })
  }
  routes.post('/api/cases/similar', describe('登记时：可能是同一件事的在办件', SimilarInput), async (c) => {
    const now = env.now()
    const like = await listSimilarCases(env, await readBody(c, SimilarInput), c.get('actor'))
    return c.json({ ok: true, items: like.map(({ row, joins }) => ({ ...itemOf(row, now), joins })) })
  })
  return routes.post('/api/cases', describe('登记电话、来信、来访等举报', CaseInput, '201'), async (c) => {
    const entry = await readTip(env, await readBody(c, z.unknown()), CaseInput)
    const { channel, receivedOn, nationalPlatformNo, superiorBy, ticketNo, writtenOn, postmarkedOn, ...tip } = entry
    const taken = await takeTip(env, tip, {
      channel,
      receivedOn,
      nationalPlatformNo,
      superiorBy,
      source: sourceOf({ ticketNo, writtenOn, postmarkedOn }),
      actor: c.get('actor'),
      idempotencyKey: c.req.header('idempotency-key'),
    })
    const { caseId, reference, receipt, acknowledgeBy } = taken
    return c.json({ ok: true, id: caseId, reference, receipt, acknowledgeBy }, 201)
  })
}

/** Decisions that may make something public at once. */
const RELEASING: readonly Decision[] = ['publication', 'publication-withdrawal']

/** The other cases a decision touches: one this person may not read is as good as none. And what a public text is held against. */
async function besideOf(env: Env, current: CaseRow, asked: DecisionInput, actor: Actor): Promise<Beside> {
  if (asked.decision === 'merge') {
    const into = await findCaseByName(env.db, asked.input.into)
    return { into: into && mayRead(actor, into) ? into : undefined }
  }
  if (asked.decision === 'recusal') {
    const { person } = asked.input
    return person ? { isStaff: (await listTieable(env.db)).some((one) => one.id === person) } : {}
  }
  if (asked.decision === 'separation') return { into: await rootOf(env, current) }
  if (asked.decision === 'publication-draft')
    return {
      kept: await keptFrom(env.db, current),
      about: await aboutOf(env.db, asked.input),
      photos: await listApproved(env.db, current.id),
      publicNumber: publicNumber(env.random(5)),
      tied: await tiedToParty(env.db, asked.input.enterprise),
    }
  if (RELEASING.includes(asked.decision))
    return { kept: await keptFrom(env.db, current), photos: await listApproved(env.db, current.id) }
  if (asked.decision !== 'split') return {}
  const splitBefore = await countParts(env.db, current.splitFrom ?? current.id)
  return { newIds: asked.input.texts.slice(1).map(() => uuidOf(env.random(16))), splitBefore }
}

/** Where the tips of a merged case are now: what it went into may have been merged itself. */
async function rootOf(env: Env, current: CaseRow): Promise<CaseRow | undefined> {
  let at: CaseRow | undefined = current
  while (at?.mergedInto) at = await findCase(env.db, at.mergedInto)
  return at
}
