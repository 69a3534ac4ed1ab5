import { useQuery } from '@tanstack/react-query'
import { PROPOSAL_DAYS } from '#domain/proposal.ts'
import { ErrorNote } from '../Field.tsx'
import { WaitingLinks } from './bureau/WaitingLinks.tsx'
import { GrantRow } from './GrantRow.tsx'
import { PageHead } from './PageHead.tsx'
import { isWaiting } from './ProposalRow.tsx'
import { type Grant, listGrants, listStaffEvents } from './staff-client.ts'

/** Grants of access for the second person, and the whole history of accounts. For administrators and auditors. */
export function GrantPage() {
  const grants = useQuery({ queryKey: ['grants'], queryFn: listGrants })
  const events = useQuery({ queryKey: ['staff-events'], queryFn: listStaffEvents })
  const items = grants.data?.items ?? []
  const waiting = items.filter(isWaiting)
  const settled = items.filter((one) => !isWaiting(one))
  return (
    <PageHead title="授权确认">
      <p className="hint">
        邀请、调整岗位和恢复账号由一位管理员提出，另一位管理员或审计员确认以后才生效，{PROPOSAL_DAYS}
        天内有效。停用账号立即生效，不用确认。
      </p>
      <WaitingLinks />
      <div className="staff-sheet grant-sheet">
        <section aria-labelledby="waiting-title">
          <h2 id="waiting-title">待确认</h2>
          <ErrorNote error={grants.error} />
          {grants.isPending && <p className="desk-wait">正在取名单…</p>}
          {grants.data && waiting.length === 0 && <p className="hint">现在没有待确认的授权。</p>}
          {waiting.length > 0 && <GrantList grants={waiting} />}
          {settled.length > 0 && <h2>办过的</h2>}
          {settled.length > 0 && <GrantList grants={settled} />}
        </section>
        <section aria-labelledby="history-title">
          <h2 id="history-title">账号变动记录</h2>
          <ErrorNote error={events.error} />
          {events.data?.items.length === 0 && <p className="hint">还没有变动。</p>}
          <ol className="staff-events">
            {events.data?.items.map((event) => (
              <li key={`${event.userId}-${event.at}-${event.type}`}>
                <time dateTime={event.at}>{event.at.slice(0, 16).replace('T', ' ')}</time>
                <span>
                  {event.label}：{event.name ?? '（还没有加入）'}
                  {event.data.alone && '（没有第二人可以确认）'}
                </span>
                <span className="staff-role">{event.actorName ?? '部署人员'}</span>
              </li>
            ))}
          </ol>
        </section>
      </div>
    </PageHead>
  )
}

function GrantList({ grants }: { grants: Grant[] }) {
  return (
    <ul className="staff-list">
      {grants.map((grant) => (
        <GrantRow grant={grant} key={grant.id} />
      ))}
    </ul>
  )
}
