import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { countCases, queryOf } from '../../client.ts'
import type { MapSettings } from '../../components/map/map-settings.ts'
import { CaseList } from './CaseList.tsx'
import type { CaseFilters } from './case-filters.ts'
import { lookEvery } from './case-news.ts'
import { useKeys } from './keys.ts'
import { CaseMap } from './map/CaseMap.tsx'
import { PageHead } from './PageHead.tsx'
import { QueueFilters } from './QueueFilters.tsx'
import { QueueStates } from './QueueStates.tsx'
import { goTo, type QueueView, queueHash } from './route.ts'
import { SavedViews } from './SavedViews.tsx'
import { useSession } from './session.ts'

const VIEW_WORDS: Readonly<Record<QueueView, string>> = { list: '列表', map: '地图' }

type Props = { filters: CaseFilters; view: QueueView; ground: MapSettings }

/** The queue, as a list or on a map: what is looked at, and by what it is narrowed. */
export function CaseQueue({ filters, view, ground }: Props) {
  const { actor } = useSession().me
  const [open, setOpen] = useState(false)
  const { state, ...withoutState } = filters
  const counts = useQuery({
    queryKey: ['counts', withoutState],
    queryFn: () => countCases(withoutState),
    placeholderData: keepPreviousData,
    refetchInterval: lookEvery,
  })
  useKeys({
    '/': () => document.querySelector<HTMLInputElement>('#queue-search')?.select(),
    n: () => actor.role === 'clerk' && goTo('#/new'),
    v: () => goTo(queueHash(filters, view === 'map' ? 'list' : 'map')),
    Escape: () => (document.activeElement as HTMLElement | null)?.blur(),
  })
  const found = state ? counts.data?.byState[state as keyof typeof counts.data.byState] : counts.data?.total
  return (
    <PageHead
      title="办件队列"
      beside={
        <>
          <nav className="queue-view" aria-label="怎么看">
            {(Object.keys(VIEW_WORDS) as QueueView[]).map((one) => (
              <a href={queueHash(filters, one)} aria-current={one === view ? 'true' : undefined} key={one}>
                {VIEW_WORDS[one]}
              </a>
            ))}
          </nav>
          {actor.role !== 'handler' && <ExportLink filters={filters} />}
        </>
      }
    >
      <QueueFilters filters={filters} view={view} open={open} onToggle={setOpen} />
      <SavedViews filters={filters} view={view} />
      <QueueStates filters={filters} view={view} counts={counts.data} />
      {view === 'map' ? <CaseMap filters={filters} ground={ground} total={found} /> : <CaseList filters={filters} />}
    </PageHead>
  )
}

/** What is shown, as the table the platforms above take. */
function ExportLink({ filters }: { filters: CaseFilters }) {
  return (
    <a className="export-link" href={`/api/cases/export?${queryOf(filters)}`} download>
      导出办理情况表
    </a>
  )
}
