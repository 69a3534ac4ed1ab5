import { Field, problemAt } from '../../Field.tsx'
import type { Proposal } from './usePropose.ts'

type Props = {
  proposal: Proposal
  label?: string
  hint?: string
  /** What the button that proposes says. */
  act: string
  /** What the button that leaves the form says; without `onLeave` there is none. */
  leave?: string
  onLeave?: (() => void) | null
}

/** How every form ends that proposes a change of the bureau: why, and its buttons. */
export function ProposalEnd(props: Props) {
  const { proposal, label = '依据和理由', hint = '文件名称、文号', act, leave = '先不改', onLeave } = props
  return (
    <>
      <Field label={label} hint={hint} problem={problemAt(proposal.error, 'reason')}>
        {(aria) => (
          <input
            {...aria}
            className="input"
            autoComplete="off"
            value={proposal.reason}
            onChange={(event) => proposal.setReason(event.target.value)}
          />
        )}
      </Field>
      <div className="staff-acts">
        <button type="submit" className="button button--primary" aria-busy={proposal.isPending}>
          {act}
        </button>
        {onLeave && (
          <button type="button" className="button" onClick={onLeave}>
            {leave}
          </button>
        )}
      </div>
    </>
  )
}
