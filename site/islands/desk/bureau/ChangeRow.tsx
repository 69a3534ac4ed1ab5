import { BUREAU_CHANGE_STATE_WORDS } from '#domain/words/zh/bureau.ts'
import { ProposalActs } from '../ProposalActs.tsx'
import { confirmChange, declineChange, type SeenChange } from './client.ts'
import { DepartmentHolding } from './DepartmentHolding.tsx'
import { Differences } from './Differences.tsx'

const minute = (at: string) => at.slice(0, 16).replace('T', ' ')

/** One change of the bureau: what it alters, why, by whom; for the second person its two buttons. */
export function ChangeRow({ change }: { change: SeenChange }) {
  const { title, differences } = change.shown
  const open = change.state === 'waiting' && !change.expired
  return (
    <li className="staff-row change-row">
      <div>
        <b>{title}</b>
        <span className="staff-role">依据和理由：{change.reason}</span>
        <span className="staff-email">
          {change.proposedByName ?? '已离开的管理员'}提出，{minute(change.proposedAt)}
        </span>
        {change.settledByName && change.settledAt && (
          <span className="staff-email">
            {change.settledByName}办理，{minute(change.settledAt)}
          </span>
        )}
      </div>
      <p className="staff-state">{change.expired ? '已过期' : BUREAU_CHANGE_STATE_WORDS[change.state]}</p>
      <Differences differences={differences} />
      {open && change.change.kind === 'department-end' && <DepartmentHolding id={change.change.id} />}
      {open && (
        <ProposalActs
          name={title}
          told={`“${title}”`}
          proposal={change}
          confirm={() => confirmChange(change.id)}
          decline={() => declineChange(change.id)}
          lists={['bureau']}
        />
      )}
    </li>
  )
}
