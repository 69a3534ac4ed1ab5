import { Hono } from 'hono'
import { findCase } from '#db/case.ts'
import { saveDecision } from '#db/decision.ts'
import { actedInAnotherRole } from '#db/staff.ts'
import { type Actor, mayRead } from '#domain/access.ts'
import { decide } from '#domain/case/decide.ts'
import { rulesOf } from '#domain/case/rule.ts'
import { DECISION_INPUTS, type DecisionInput } from '#domain/case/schema.ts'
import type { CaseState } from '#domain/case/state.ts'
import { TriageInput } from '#domain/case/triage.ts'
import { Refusal, type RefusalCode } from '#domain/refusal.ts'
import { REFUSAL_WORDS } from '#domain/words/zh/refusal.ts'
import { describe, readAs, readBody } from '../body.ts'
import type { App, Env } from '../env.ts'
import { refusalOf } from '../problem.ts'

type Result =
  | { id: string; ok: true; version: number; state: CaseState }
  | { id: string; ok: false; code: RefusalCode; message: string }

/** One decision for up to a hundred cases of the queue: each is decided and saved by itself, with its own event. */
export function triageRoutes(env: Env) {
  return new Hono<App>().post('/api/cases/triage', describe('一次办理多件', TriageInput), async (c) => {
    const { decision, cases, input } = await readBody(c, TriageInput)
    const { version: _, ...about } = readAs(DECISION_INPUTS[decision], { ...input, version: 1 })
    const results: Result[] = []
    let stopped: Refusal | null = null
    for (const { id, version } of cases) {
      if (!stopped)
        try {
          const asked = { decision, input: { ...about, version } } as DecisionInput
          results.push(await decideOne(env, id, asked, c.get('actor')))
          continue
        } catch (error) {
          stopped = stopOf(error, results)
        }
      results.push(no(id, stopped))
    }
    env.wake()
    return c.json({ ok: true, results })
  })
}

/** Decides one case; a no about this case alone is its result. */
async function decideOne(env: Env, id: string, asked: DecisionInput, actor: Actor): Promise<Result> {
  try {
    const current = await findCase(env.db, id)
    if (!current || !mayRead(actor, current)) throw new Refusal('case.not-found')
    if (await actedInAnotherRole(env.db, actor.id, id)) throw new Refusal('case.other-role')
    const decided = decide(current, asked, actor, env.bureau, env.now())
    await saveDecision(env.db, decided, env.now(), rulesOf(env.bureau))
    return { id, ok: true, version: decided.next.version, state: decided.next.state }
  } catch (error) {
    if (error instanceof Refusal && error.code.startsWith('case.')) return no(id, error)
    throw error
  }
}

/** What was decided before the database failed is told; a failure before anything was, or of another kind, is thrown. */
function stopOf(error: unknown, results: readonly Result[]): Refusal {
  const refusal = refusalOf(error)
  if (refusal.status === 503 && results.some((one) => one.ok)) return refusal
  throw error
}

function no(id: string, { code }: Refusal): Result {
  return { id, ok: false, code, message: REFUSAL_WORDS[code] }
}
