import { type CaseRow, findCase } from '#db/case.ts'
import { listOpenCandidates, listSimilarCandidates } from '#db/similar.ts'
import { type Actor, mayRead } from '#domain/access.ts'
import { publicStatus } from '#domain/case/status.ts'
import { dayOf, weekOf } from '#domain/clock.ts'
import type { TipInput } from '#domain/tip/schema.ts'
import { allSimilarTo } from '#domain/tip/similar.ts'
import { PUBLIC_STATUS_WORDS } from '#domain/words/zh/case.ts'
import type { Env } from './env.ts'

/** Questions for a like case per hour and bucket. Filing asks once or twice; above it the answer is: none known. */
export const SIMILAR_PER_HOUR = 30

/** The open case a tip may be the same matter as; undefined when none may be told of. */
export async function findSimilarCase(
  env: Env,
  asked: Pick<TipInput, 'kinds' | 'place'>,
): Promise<CaseRow | undefined> {
  const [found] = allSimilarTo(asked, await listSimilarCandidates(env.db, dayOf(env.now())), env.bureau)
  return found && findCase(env.db, found.caseId)
}

/** Cases a clerk is shown while entering one. */
const SHOWN = 3

/**
 * Open cases a new entry may be the same matter as, newest first, as far as this person may see them; `joins`: the one
 * `meToo` puts it into. Others may be merged later, by a decision with its reason.
 */
export async function listSimilarCases(
  env: Env,
  asked: Pick<TipInput, 'kinds' | 'place'>,
  actor: Actor,
): Promise<{ row: CaseRow; joins: boolean }[]> {
  const joined = await findSimilarCase(env, asked)
  const found = allSimilarTo(asked, await listOpenCandidates(env.db, dayOf(env.now())), env.bureau)
  const ids = [...new Set([...(joined ? [joined.id] : []), ...found.map(({ caseId }) => caseId)])]
  const rows: { row: CaseRow; joins: boolean }[] = []
  for (const id of ids) {
    const row = rows.length < SHOWN ? await findCase(env.db, id) : undefined
    if (row && mayRead(actor, row)) rows.push({ row, joins: id === joined?.id })
  }
  return rows
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
