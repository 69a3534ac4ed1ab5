import { BUREAU_CHANGE_STATE_WORDS } from '#domain/words/zh/bureau.ts'
import { ProposalActs } from '../ProposalActs.tsx'
import { confirmChange, declineChange, type SeenChange } from './client.ts'

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
      <dl className="differences">
        {differences.map(({ label, before, after }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {before !== null && (
                <>
                  <span className="visually-hidden">原来：</span>
                  <del>{before}</del>
                </>
              )}
              {after !== null ? (
                <>
                  {before !== null && <span className="visually-hidden">改为：</span>}
                  <ins>{after}</ins>
                </>
              ) : (
                <span>（去掉）</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
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
