import { useRef, useState } from 'react'
import type { DisclosureDecision } from '#domain/disclosure/state.ts'
import { useKeys } from '../desk/keys.ts'
import { goTo } from '../desk/route.ts'
import { ToMoves } from '../desk/ToMoves.tsx'
import { Checks } from './Checks.tsx'
import type { FilingDetail } from './client.ts'
import { FilingFacts } from './FilingHead.tsx'
import { FilingMoves } from './FilingMoves.tsx'
import { FilingSheet } from './FilingSheet.tsx'
import { FilingTimeline } from './FilingTimeline.tsx'
import { usePointing } from './pointing.ts'
import { Reasons } from './Reasons.tsx'

type Props = { detail: FilingDetail; reload: () => Promise<unknown>; home: string }

/** A filing to look through and decide on: for signers, reviewers, and editors while it is out of their hands. */
export function FilingReader({ detail, reload, home }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const moves = useRef<HTMLElement>(null)
  const pointing = usePointing(detail.disclosure.id)
  const [open, setOpen] = useState<DisclosureDecision | null>(null)
  const possible = detail.moves.filter(({ name, allowed }) => allowed && name !== 'change').length
  const openMove = (decision: DisclosureDecision | null) => {
    setOpen(decision)
    if (!decision) moves.current?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
  }
  useKeys({ Escape: () => (open ? openMove(null) : goTo(home)) })
  const point = (path: string, label: string) => {
    const said = pointing.paths.includes(path) ? '已指出' : '指出'
    return (
      <button type="button" className="plain point" aria-label={`${said}${label}`} onClick={() => pointing.point(path)}>
        {said}
      </button>
    )
  }
  return (
    <div className="case-sheet filing" ref={box}>
      <div className="case-story">
        {detail.disclosure.state === 'returned' && <Reasons reasons={detail.disclosure.reasons} box={box} />}
        <Checks checks={detail.checks} />
        <FilingSheet detail={detail} point={open === 'return' ? point : undefined} />
      </div>
      <div className="case-work">
        <FilingMoves detail={detail} open={open} onOpen={openMove} reload={reload} pointing={pointing} ref={moves} />
        <FilingFacts detail={detail} />
      </div>
      <FilingTimeline events={detail.events} />
      <ToMoves moves={moves} possible={possible} />
    </div>
  )
}
