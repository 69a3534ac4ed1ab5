import { listEvents, type StoredEvent } from '#db/event.ts'
import { listFiles } from '#db/file.ts'
import { surroundingsOf } from '#db/surroundings.ts'
import { type Actor, UNSEEN_STATES } from '#domain/access.ts'
import { dayOf } from '#domain/clock.ts'
import { dueOn } from '#domain/disclosure/deadline.ts'
import type { Disclosure } from '#domain/disclosure/filing.ts'
import { titleOf } from '#domain/disclosure/kinds.ts'
import { checksOfFiling, problemsOfFiling, type Surroundings } from '#domain/disclosure/rules.ts'
import type { SoilRow, SoilSelfMonitoring } from '#domain/disclosure/schema.ts'
import { DISCLOSURE_DECISIONS, whyNotDisclosure } from '#domain/disclosure/state.ts'
import { recordAddress } from '#domain/record.ts'
import { type Comparison, compareRows } from '#domain/standard/compare.ts'
import { EVENT_WORDS } from '#domain/words/zh/case.ts'
import { REFUSAL_WORDS } from '#domain/words/zh/refusal.ts'
import type { Env } from './env.ts'

/** One filing for a person: its data, numbers beside limit and last period, what to look at, what blocks it, its moves. */
export async function filingAnswer(env: Env, whole: Disclosure, actor: Actor) {
  const filer = actor.role === 'editor' || actor.role === 'signer'
  const today = dayOf(env.now())
  const about = await surroundingsOf(env.db, whole, today)
  const unseen = !filer && UNSEEN_STATES.includes(whole.state)
  const current = unseen ? asPublished(whole, about) : whole
  const { data, kind, year } = current
  const checks = unseen ? [] : checksOfFiling(kind, data, about)
  const files = await listFiles(env.db, current.id, current.revision)
  const { enteredBy: _, signedBy: __, ...shown } = current
  return {
    ok: true,
    disclosure: { ...shown, party: about.party, title: titleOf(kind, data, about.party), dueOn: dueOn(kind, year) },
    comparisons: kind === 'soil_self_monitoring' ? compared(data) : [],
    before: about.before && {
      year: about.before.period.year,
      landClass: about.before.landClass,
      rows: about.before.rows,
      comparisons: compareRows(about.before.rows, about.before.landClass),
    },
    checks,
    problems: EDITED.includes(current.state) && !unseen ? problemsOfFiling(current, about, checks) : [],
    files: files.map(({ id, name, type, size, sha256, revision, uploadedOn }) => ({
      ...{ id, name, type, size, sha256, revision, uploadedOn },
    })),
    events: (await listEvents(env.db, `disclosure:${current.id}`)).map((event) => eventFor(env, event, filer)),
    moves: DISCLOSURE_DECISIONS.map((name) => {
      const no = whyNotDisclosure(whole, name, actor)
      return no ? { name, allowed: false, whyNot: { code: no, message: REFUSAL_WORDS[no] } } : { name, allowed: true }
    }),
    url: publicUrl(current),
  }
}

/** Public address, once there is one. */
export function publicUrl(current: Pick<Disclosure, 'kind' | 'id' | 'publishedRevision'>): string | null {
  return current.publishedRevision === null ? null : recordAddress(current.kind, current.id)
}

/** States in which what still blocks a filing matters to somebody. */
const EDITED: readonly Disclosure['state'][] = ['draft', 'returned', 'submitted', 'signed']

/** What is public of a filing whose correction is being written: the rest is the enterprise's own until submission. */
function asPublished(current: Disclosure, { published }: Surroundings): Disclosure {
  const revision = current.publishedRevision ?? current.revision
  const data = (published?.data ?? {}) as Record<string, unknown>
  const change = published?.change ?? null
  return {
    ...current,
    revision,
    data,
    reasons: [],
    changed: change?.changed ?? null,
    basis: change?.basis ?? null,
    reply: published?.reply ?? null,
  }
}

function compared({ rows, landClass }: Partial<SoilSelfMonitoring>): Comparison[] {
  return rows && landClass ? compareRows(rows as SoilRow[], landClass) : []
}

/** Those who file see what the bureau did, not which officer; what a correction set out from is not repeated. */
function eventFor(env: Env, event: StoredEvent, filer: boolean) {
  const { snapshot: _, ...data } = event.data
  const ofBureau =
    event.type === 'disclosure.published' ||
    event.type === 'disclosure.withdrawn' ||
    (event.type === 'disclosure.returned' && data.from === 'signed')
  const hidden = filer && ofBureau
  return {
    ...event,
    ...(hidden && { actor: null, actorName: env.bureau.shortName }),
    data,
    label: EVENT_WORDS[event.type],
  }
}
