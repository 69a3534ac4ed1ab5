import type { BureauChange } from '#domain/bureau/change.ts'
import { PROPOSAL_DAYS } from '#domain/proposal.ts'
import { isWaiting } from '../ProposalRow.tsx'
import { ChangeRow } from './ChangeRow.tsx'
import type { SeenChange } from './client.ts'

type Props = { changes: readonly SeenChange[]; kinds: readonly BureauChange['kind'][] }

const ofKind = ({ changes, kinds }: Props) => changes.filter((one) => kinds.includes(one.change.kind))

/** What waits for a second person, of these kinds; nothing when nothing does. */
export function WaitingChanges(props: Props) {
  const waiting = ofKind(props).filter(isWaiting)
  if (waiting.length === 0) return null
  return (
    <section className="change-list" aria-labelledby="waiting-title">
      <h2 id="waiting-title">待确认</h2>
      <p className="hint">由提出人以外的管理员或审计员确认，{PROPOSAL_DAYS} 天内有效。</p>
      <List changes={waiting} />
    </section>
  )
}

/** What was settled of these kinds, the newest first: every version there ever was. */
export function SettledChanges(props: Props) {
  const settled = ofKind(props).filter((one) => !isWaiting(one))
  if (settled.length === 0) return null
  return (
    <details className="more-facts change-list">
      <summary>修改记录（{settled.length}）</summary>
      <List changes={settled} />
    </details>
  )
}

function List({ changes }: { changes: readonly SeenChange[] }) {
  return (
    <ul className="staff-list">
      {changes.map((change) => (
        <ChangeRow change={change} key={change.id} />
      ))}
    </ul>
  )
}
