import { useQuery } from '@tanstack/react-query'
import { ApiError } from '../../client.ts'
import { longDays } from '../desk/due.ts'
import { PageHead } from '../desk/PageHead.tsx'
import { ErrorNote } from '../Field.tsx'
import { getFiling } from './client.ts'
import { FilingEditor } from './FilingEditor.tsx'
import { FilingBadge, FilingSteps } from './FilingHead.tsx'
import { FilingReader } from './FilingReader.tsx'

/** One filing: to fill in for its editor while it is a draft, to read and decide on for everybody else. */
export function FilingPage({ id, home, back }: { id: string; home: string; back: string }) {
  const found = useQuery({ queryKey: ['filing', id], queryFn: () => getFiling(id) })
  const link = (
    <a className="back" href={home}>
      ← {back}
    </a>
  )
  if (!found.data)
    return (
      <PageHead title={found.error ? '打不开这份填报' : '填报'} before={link}>
        {found.error instanceof ApiError && found.error.status === 404 ? (
          <p>没有这份填报，或者它不属于您的单位。</p>
        ) : found.error ? (
          <ErrorNote error={found.error} />
        ) : (
          <p className="desk-wait">正在取填报…</p>
        )}
      </PageHead>
    )
  const { disclosure, moves } = found.data
  const editable = moves.some((move) => move.name === 'change' && move.allowed)
  return (
    <PageHead title={longDays(disclosure.title)} before={link} beside={<FilingBadge state={disclosure.state} />}>
      <FilingSteps state={disclosure.state} />
      {editable ? (
        <FilingEditor detail={found.data} reload={found.refetch} key={`${id}-${disclosure.revision}`} />
      ) : (
        <FilingReader detail={found.data} reload={found.refetch} home={home} />
      )}
    </PageHead>
  )
}
