import { statesAwaiting } from '#domain/case/awaiting.ts'
import { CASE_STATES } from '#domain/case/state.ts'
import { CASE_STATE_WORDS } from '#domain/words/zh/case.ts'
import type { countCases } from '../../client.ts'
import type { CaseFilters } from './case-filters.ts'
import { type QueueView, queueHash } from './route.ts'
import { useSession } from './session.ts'

type Counts = Awaited<ReturnType<typeof countCases>>
type Props = { filters: CaseFilters; view: QueueView; counts: Counts | undefined }

/** How many cases stand where, each a link to exactly those. States that wait for this role come first. */
export function QueueStates({ filters, view, counts }: Props) {
  const { actor } = useSession().me
  const { state: chosen, ...rest } = filters
  const awaiting = new Set(statesAwaiting(actor.role))
  const count = (state: (typeof CASE_STATES)[number]) => counts?.byState[state] ?? 0
  const shown = CASE_STATES.filter((state) => count(state) > 0 || state === chosen)
  const ordered = [...shown.filter((state) => awaiting.has(state)), ...shown.filter((state) => !awaiting.has(state))]
  return (
    <nav className="queue-states" aria-label="按状态看">
      <a href={queueHash(rest, view)} aria-current={chosen ? undefined : 'true'}>
        全部 <b>{counts?.total ?? '…'}</b>
      </a>
      {ordered.map((state) => (
        <a
          key={state}
          href={queueHash({ ...rest, state }, view)}
          aria-current={chosen === state ? 'true' : undefined}
          data-awaiting={awaiting.has(state)}
        >
          {CASE_STATE_WORDS[state]} <b>{count(state)}</b>
        </a>
      ))}
    </nav>
  )
}
