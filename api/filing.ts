import type { Context } from 'hono'
import { findDisclosure, findSnapshot, saveDisclosure, writeDisclosure } from '#db/disclosure.ts'
import type { Statement } from '#db/engine.ts'
import { listFiles, removeFilesOf } from '#db/file.ts'
import { surroundingsOf } from '#db/surroundings.ts'
import { mayReadDisclosure } from '#domain/access.ts'
import { dayOf } from '#domain/clock.ts'
import { type Circumstances, type DecidedDisclosure, decideDisclosure } from '#domain/disclosure/decide.ts'
import { cleanDraft } from '#domain/disclosure/draft.ts'
import type { Disclosure, DisclosureInput } from '#domain/disclosure/filing.ts'
import { KINDS } from '#domain/disclosure/kinds.ts'
import { withNames } from '#domain/disclosure/names.ts'
import { problemsOfEntry, problemsOfFiling, type Surroundings } from '#domain/disclosure/rules.ts'
import { type Problem, Refusal } from '#domain/refusal.ts'
import type { App, Env } from './env.ts'

type Data = Record<string, unknown>

/** The filing in the path. @throws Refusal `disclosure.not-found` also when it is somebody else's: both look the same */
export async function filingOf(env: Env, c: Context<App>): Promise<Disclosure> {
  const found = await findDisclosure(env.db, c.req.param('id') ?? '')
  if (!found || !mayReadDisclosure(c.get('actor'), found)) throw new Refusal('disclosure.not-found')
  return found
}

/**
 * What was entered for a filing, cleaned and with the names the registers know.
 * @throws Refusal `request.invalid` with everything a draft may not have either, and what is wrong besides (`also`)
 */
export async function enteredData(
  env: Env,
  filing: Pick<Disclosure, 'id' | 'kind' | 'party' | 'year' | 'revision'>,
  entered: Data,
  also: readonly Problem[] = [],
): Promise<Data> {
  const { kind } = filing
  const cleaned = cleanDraft({ ...KINDS[kind].start, ...entered }) as Data
  const about = await surroundingsOf(env.db, { ...filing, data: cleaned }, dayOf(env.now()))
  const data = withNames(kind, cleaned, about)
  const problems = [...also, ...problemsOfEntry(kind, data, about)]
  if (problems.length > 0) throw new Refusal('request.invalid', { problems })
  return data
}

/** `2025`, `"2025"` or `{ year: 2025 }` as the schema has it; anything else stays as it is and is told. */
export function withPeriod(entered: Data): Data {
  const { period } = entered
  const text = typeof period === 'number' || typeof period === 'string' ? String(period).trim() : ''
  return /^\d{4}$/.test(text) ? { ...entered, period: { year: Number(text) } } : entered
}

/** The year that was entered; undefined when none was, or nothing that is one. */
export function yearIn({ period }: Data): number | undefined {
  const year = typeof period === 'object' && period !== null ? (period as { year?: unknown }).year : undefined
  return typeof year === 'number' ? year : undefined
}

/** Takes one decision and saves it with what becomes public; `more` goes into the same commit. */
export async function decideFiling(
  env: Env,
  c: Context<App>,
  current: Disclosure,
  input: DisclosureInput,
  more: Statement[] = [],
): Promise<DecidedDisclosure> {
  const now = env.now()
  const about = await circumstancesOf(env, current, input.decision)
  const decided = decideDisclosure(current, input, c.get('actor'), about, now)
  const dropped = input.decision === 'abandonment' ? await filesUploadedFor(env, current) : []
  const statements = [...saveDisclosure(decided), ...more]
  if (dropped.length > 0) statements.push(removeFilesOf(current.id, current.revision))
  await writeDisclosure(env.db, decided.next, statements)
  for (const { key } of dropped) await env.store.remove(key)
  if (decided.record) await env.replay()
  return decided
}

const JUDGED: readonly DisclosureInput['decision'][] = ['submission', 'signature', 'approval']

async function circumstancesOf(
  env: Env,
  current: Disclosure,
  decision: DisclosureInput['decision'],
): Promise<Circumstances> {
  const about: Surroundings = await surroundingsOf(env.db, current, dayOf(env.now()))
  return {
    party: about.party,
    files: about.files,
    problems: JUDGED.includes(decision) ? problemsOfFiling(current, about) : [],
    published: about.published,
    snapshot: decision === 'abandonment' ? await findSnapshot(env.db, current.id) : null,
  }
}

async function filesUploadedFor(env: Env, { id, revision }: Disclosure) {
  return (await listFiles(env.db, id, revision)).filter((file) => file.revision === revision)
}
