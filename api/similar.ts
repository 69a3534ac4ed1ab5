import { type CaseRow, findCase } from '#db/case.ts'
import { listSimilarCandidates } from '#db/similar.ts'
import { publicStatus } from '#domain/case/status.ts'
import { dayOf, weekOf } from '#domain/clock.ts'
import type { TipInput } from '#domain/tip/schema.ts'
import { similarTo } from '#domain/tip/similar.ts'
import { PUBLIC_STATUS_WORDS } from '#domain/words/zh/case.ts'
import type { Env } from './env.ts'

/** Questions for a like case per hour and bucket. Filing asks once or twice; above it the answer is: none known. */
export const SIMILAR_PER_HOUR = 30

/** The open case a tip may be the same matter as; undefined when none may be told of. */
export async function findSimilarCase(
  env: Env,
  asked: Pick<TipInput, 'kinds' | 'place'>,
): Promise<CaseRow | undefined> {
  const found = similarTo(asked, await listSimilarCandidates(env.db, dayOf(env.now())), env.bureau)
  return found ? findCase(env.db, found.caseId) : undefined
}

/** What anybody may know of a like case: no text, reference, number or place finer than a street, no day. */
export function coarseFacts(env: Env, like: CaseRow) {
  const status = publicStatus(like)
  return {
    kinds: like.kinds,
    street: like.street,
    streetName: env.bureau.streets.find(({ code }) => code === like.street)?.name ?? null,
    week: weekOf(like.receivedOn).week,
    status,
    label: PUBLIC_STATUS_WORDS[status],
  }
}
