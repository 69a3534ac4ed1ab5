import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { DISCLOSURE_STATES, type DisclosureState } from '#domain/disclosure/state.ts'
import { DISCLOSURE_STATE_WORDS } from '#domain/words/zh/disclosure.ts'
import { RECORD_KIND_WORDS } from '#domain/words/zh/record.ts'
import { ErrorNote } from '../Field.tsx'
import { type FilingItem, listFilings } from '../filing/client.ts'
import { FilingBadge } from '../filing/FilingHead.tsx'
import { recentlyActive } from './activity.ts'
import { longDays, shortDay } from './due.ts'
import { useListKeys } from './list-keys.ts'
import { PageHead } from './PageHead.tsx'

/** States the bureau looks at, what waits for it first. */
const SEEN: readonly DisclosureState[] = ['signed', 'submitted', 'returned', 'published', 'withdrawn']

/** Filings to review: what waits for the bureau, the longest first. */
export function FilingQueue({ state }: { state: string | null }) {
  const shown = state === 'all' ? undefined : (DISCLOSURE_STATES.find((one) => one === state) ?? 'signed')
  const list = useListKeys<HTMLOListElement>()
  const filings = useInfiniteQuery({
    queryKey: ['filings', { state: shown }],
    queryFn: ({ pageParam }) => listFilings(shown ? { state: shown } : {}, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: () => (recentlyActive() ? 30_000 : (false as const)),
  })
  const items = filings.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <PageHead title="披露审核">
      <nav className="queue-states" aria-label="按状态看">
        {SEEN.map((one) => (
          <a key={one} href={`#/filings?state=${one}`} aria-current={shown === one ? 'true' : undefined}>
            {DISCLOSURE_STATE_WORDS[one]}
          </a>
        ))}
        <a href="#/filings?state=all" aria-current={shown ? undefined : 'true'}>
          全部
        </a>
      </nav>
      <ErrorNote error={filings.error} />
      {filings.isPending && <p className="desk-wait">正在取填报…</p>}
      {filings.data && items.length === 0 && (
        <div className="empty">
          <p>{shown === 'signed' ? '没有等着审核的填报。' : '没有这样的填报。'}</p>
        </div>
      )}
      <ol className="case-list filing-list" ref={list} data-stale={filings.isPlaceholderData}>
        {items.map((item) => (
          <FilingRow item={item} key={item.id} />
        ))}
      </ol>
      {filings.hasNextPage && (
        <button
          type="button"
          className="button more"
          disabled={filings.isFetchingNextPage}
          onClick={() => filings.fetchNextPage()}
        >
          {filings.isFetchingNextPage ? '正在取…' : '更多'}
        </button>
      )}
    </PageHead>
  )
}

function FilingRow({ item }: { item: FilingItem }) {
  return (
    <li className="case-row">
      <a href={`#/filings/${item.id}`}>
        <span className="case-what">
          <span className="case-summary">{longDays(item.title)}</span>
          <span className="case-facts">
            {!item.title.includes(item.party.name) && <span>{item.party.name}</span>}
            {!item.title.includes(RECORD_KIND_WORDS[item.kind]) && <span>{RECORD_KIND_WORDS[item.kind]}</span>}
            {item.revision > 1 && <span>第 {item.revision} 版（更正）</span>}
            {item.signedOn && <span>{shortDay(item.signedOn, new Date())} 签字</span>}
          </span>
        </span>
        <FilingBadge state={item.state} />
      </a>
    </li>
  )
}
