import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { PageHead } from '../desk/PageHead.tsx'
import { useSession } from '../desk/session.ts'
import { ErrorNote } from '../Field.tsx'
import { listDuties, listFilings } from '../filing/client.ts'
import { BeginOther } from './BeginFiling.tsx'
import { DutyList } from './DutyList.tsx'
import { FilingList } from './FilingList.tsx'
import { NextStepCard } from './NextStepCard.tsx'
import { nextStepOf } from './next-step.ts'

/** What is owed and by when, the one next step, and everything this organisation filed. */
export function PortalHome() {
  const { actor } = useSession().me
  const duties = useQuery({ queryKey: ['duties'], queryFn: listDuties })
  const filings = useInfiniteQuery({
    queryKey: ['filings', {}],
    queryFn: ({ pageParam }) => listFilings({}, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })
  const owed = duties.data?.items
  const filed = filings.data?.pages.flatMap((page) => page.items)
  return (
    <PageHead title="要办的事">
      <ErrorNote error={duties.error ?? filings.error} />
      {owed && filed ? (
        <div className="portal-home">
          <NextStepCard step={nextStepOf(actor.role, owed, filed)} role={actor.role} />
          <DutyList duties={owed} filings={filed} />
          <FilingList filings={filed} />
          {filings.hasNextPage && (
            <button
              type="button"
              className="button more"
              disabled={filings.isFetchingNextPage}
              onClick={() => filings.fetchNextPage()}
            >
              更多
            </button>
          )}
          {actor.role === 'editor' && <BeginOther />}
        </div>
      ) : (
        !duties.error && !filings.error && <p className="desk-wait">正在取…</p>
      )}
    </PageHead>
  )
}
