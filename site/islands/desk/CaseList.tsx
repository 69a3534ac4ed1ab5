import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { listCases } from '../../client.ts'
import { ErrorNote } from '../Field.tsx'
import { CaseRow } from './CaseRow.tsx'
import type { CaseFilters } from './case-filters.ts'
import { lookEvery } from './case-news.ts'
import { useListFocus } from './list-focus.ts'
import { useListKeys } from './list-keys.ts'
import { useSession } from './session.ts'
import { PickBox, type Picked, TriageBar } from './Triage.tsx'

/** The queue row by row: emergencies first, then what runs out soonest; many may be decided on at once. */
export function CaseList({ filters }: { filters: CaseFilters }) {
  const { actor } = useSession().me
  const [picked, setPicked] = useState<Picked | null>(null)
  const mayTriage = actor.role === 'clerk' || actor.role === 'head'
  const cases = useInfiniteQuery({
    queryKey: ['cases', filters],
    queryFn: ({ pageParam }) => listCases(filters, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: lookEvery,
  })
  const items = useMemo(() => cases.data?.pages.flatMap((page) => page.items) ?? [], [cases.data])
  const list = useListKeys<HTMLOListElement>({
    b: () => mayTriage && items.length > 0 && setPicked(picked ? null : new Map()),
    x: () => document.activeElement?.closest('.case-row')?.querySelector<HTMLElement>('.pick input')?.click(),
  })
  useListFocus(list, items)
  return (
    <>
      {mayTriage && items.length > 0 && <TriageBar items={items} picked={picked} onPick={setPicked} />}
      <ErrorNote error={cases.error} />
      {cases.isPending && <p className="desk-wait">正在取办件…</p>}
      {cases.data && items.length === 0 && <EmptyQueue filtered={Object.keys(filters).length > 0} />}
      <ol className="case-list" ref={list} aria-busy={cases.isFetching} data-stale={cases.isPlaceholderData}>
        {items.map((item) => (
          <CaseRow
            item={item}
            key={item.id}
            pick={picked && <PickBox item={item} picked={picked} onPick={setPicked} />}
          />
        ))}
      </ol>
      {cases.hasNextPage && (
        <button
          type="button"
          className="button more"
          disabled={cases.isFetchingNextPage}
          onClick={() => cases.fetchNextPage()}
        >
          {cases.isFetchingNextPage ? '正在取…' : '更多'}
        </button>
      )}
    </>
  )
}

function EmptyQueue({ filtered }: { filtered: boolean }) {
  return (
    <div className="empty">
      <p>{filtered ? '没有符合条件的办件。' : '现在没有要办的件。'}</p>
      {filtered && <a href="#/">看全部办件</a>}
    </div>
  )
}
