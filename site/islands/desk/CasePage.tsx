import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Decision } from '#domain/case/state.ts'
import { ApiError, type CaseDetail, getCase } from '../../client.ts'
import { ErrorNote } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { EmergencyBadge, MarkBadges, StateBadge } from './CaseBadge.tsx'
import { CaseClocks } from './CaseClocks.tsx'
import { CaseFacts } from './CaseFacts.tsx'
import { CaseHints } from './CaseHints.tsx'
import { CaseListed } from './CaseListed.tsx'
import { CaseMerged } from './CaseMerged.tsx'
import { CaseMessages } from './CaseMessages.tsx'
import { CaseMoves } from './CaseMoves.tsx'
import { CaseRedactions } from './CaseRedactions.tsx'
import { CaseRelated } from './CaseRelated.tsx'
import { CaseTimeline } from './CaseTimeline.tsx'
import { CaseTips } from './CaseTips.tsx'
import { CaseIdentity } from './identity/CaseIdentity.tsx'
import { useKeys } from './keys.ts'
import { PageHead } from './PageHead.tsx'
import { caseHash, goTo, queueAsLeft } from './route.ts'
import { useSession } from './session.ts'
import { ToMoves } from './ToMoves.tsx'

/** Everything about one case, and what may be done with it now. */
export function CasePage({ id }: { id: string }) {
  const found = useQuery({ queryKey: ['case', id], queryFn: () => getCase(id), refetchOnWindowFocus: true })
  if (!found.data)
    return (
      <PageHead title={found.error ? '打不开这件' : '办件'}>
        {found.error ? <CaseMissing error={found.error} /> : <p className="desk-wait">正在取办件…</p>}
      </PageHead>
    )
  return <CaseSheet detail={found.data} reload={found.refetch} />
}

function CaseSheet({ detail, reload }: { detail: CaseDetail; reload: () => Promise<unknown> }) {
  const moves = useRef<HTMLElement>(null)
  useTold(detail)
  const { case: current } = detail
  const possible = detail.moves.filter((move) => move.allowed && move.name !== 'note').length
  const [open, setOpen] = useState<Decision | null>(null)
  const openMove = (decision: Decision | null) => {
    setOpen(decision)
    if (!decision) moves.current?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
  }
  const mayNote = detail.moves.some((move) => move.name === 'note' && move.allowed)
  useKeys({
    Escape: () => (open ? openMove(null) : goTo(queueAsLeft())),
    m: () => mayNote && openMove('note'),
    o: () => moves.current?.querySelector<HTMLElement>('.moves-beside button')?.focus(),
    p: () => goTo(`${caseHash(current.id)}/file`),
  })
  return (
    <PageHead
      title={current.reference}
      before={
        <a className="back" href={queueAsLeft()}>
          ← 队列
        </a>
      }
      beside={
        <>
          {current.emergency && <EmergencyBadge />}
          <MarkBadges marks={current.marks} />
          <StateBadge state={current.state} />
          <a className="print-door" href={`${caseHash(current.id)}/file`}>
            打印案卷
          </a>
        </>
      }
    >
      <div className="case-sheet">
        <CaseClocks current={current} />
        <CaseHints hints={detail.hints} />
        <CaseMerged detail={detail} reload={reload} />
        <div className="case-story">
          <CaseTips detail={detail} />
          <CaseListed events={detail.events} />
          <CaseMessages detail={detail} />
          <CaseRedactions detail={detail} reload={reload} />
        </div>
        <div className="case-work">
          <CaseMoves detail={detail} reload={reload} open={open} onOpen={openMove} ref={moves} />
          <CaseFacts detail={detail} />
          <CaseIdentity detail={detail} />
          <CaseRelated related={detail.related} />
        </div>
        <CaseTimeline events={detail.events} onNote={mayNote ? () => openMove('note') : null} />
      </div>
      <ToMoves moves={moves} possible={possible} />
    </PageHead>
  )
}

/** Says what somebody else did to the case that is open, as it happens. */
function useTold({ events }: CaseDetail): void {
  const { actor } = useSession().me
  const announce = useAnnounce()
  const newest = events.at(-1)
  const known = useRef(newest?.seq)
  useEffect(() => {
    if (!newest || newest.seq === known.current) return
    known.current = newest.seq
    if (newest.actor !== actor.id) announce(`这一件刚有变动：${newest.actorName ?? '系统'}，${newest.label}。`)
  }, [newest, actor.id, announce])
}

export function CaseMissing({ error }: { error: Error }) {
  const missing = error instanceof ApiError && error.status === 404
  return (
    <>
      {missing ? <p>没有这件办件，或者它现在不归您的单位办。</p> : <ErrorNote error={error} />}
      <p>
        <a href={queueAsLeft()}>回到队列</a>
      </p>
    </>
  )
}
