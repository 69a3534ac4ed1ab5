import { BUREAU_CHANGE_STATE_WORDS } from '#domain/words/zh/bureau.ts'
import { isWaiting, ProposalRow } from '../ProposalRow.tsx'
import { confirmChange, declineChange, type SeenChange } from './client.ts'
import { DepartmentHolding } from './DepartmentHolding.tsx'
import { Differences } from './Differences.tsx'

/** One change of the bureau: what it alters, why, by whom. */
export function ChangeRow({ change }: { change: SeenChange }) {
  const { title, differences } = change.shown
  return (
    <ProposalRow
      proposal={change}
      title={title}
      about={`依据和理由：${change.reason}`}
      by={change.proposedByName ?? '已离开的管理员'}
      state={BUREAU_CHANGE_STATE_WORDS[change.state]}
      confirm={() => confirmChange(change.id)}
      decline={() => declineChange(change.id)}
      lists={['bureau']}
    >
      <Differences differences={differences} />
      {isWaiting(change) && change.change.kind === 'department-end' && <DepartmentHolding id={change.change.id} />}
    </ProposalRow>
  )
}
