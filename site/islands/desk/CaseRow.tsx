import type { ReactNode } from 'react'
import { STEP_WORDS } from '#domain/words/zh/clock.ts'
import { CHANNEL_WORDS, TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'
import type { CaseItem } from '../../client.ts'
import { DueBadge, EmergencyBadge, MarkBadges, StateBadge } from './CaseBadge.tsx'
import { shortDay } from './due.ts'
import { caseHash } from './route.ts'
import { useSession } from './session.ts'

/** One case in the queue: what it is, where it stands, and by when somebody must move. `pick` stands before it. */
export function CaseRow({ item, pick }: { item: CaseItem; pick?: ReactNode }) {
  const { streetName } = useSession()
  return (
    <li className="case-row" data-emergency={item.emergency || undefined}>
      {pick}
      <a href={caseHash(item.id)}>
        <span className="case-due">
          {item.emergency && <EmergencyBadge />}
          {item.dueBy && item.clock ? (
            <>
              <DueBadge due={{ by: item.dueBy, overdue: item.overdue, provisional: item.provisional }} />
              <span className="case-step">{STEP_WORDS[item.clock]}</span>
            </>
          ) : (
            <span className="case-step">没有时限</span>
          )}
        </span>
        <span className="case-what">
          <span className="case-summary">{item.summary}</span>
          <span className="case-facts">
            <MarkBadges marks={item.marks} />
            <span className="reference">{item.reference}</span>
            <span>{item.outOfDistrict ? `不在本区（${item.outOfDistrict}）` : streetName(item.street)}</span>
            <span>{item.kinds.map((kind) => TIP_KIND_WORDS[kind]).join('、')}</span>
            <span>
              {CHANNEL_WORDS[item.channel]}，{shortDay(item.receivedOn, new Date())}
            </span>
          </span>
        </span>
        <StateBadge state={item.state} />
      </a>
    </li>
  )
}
