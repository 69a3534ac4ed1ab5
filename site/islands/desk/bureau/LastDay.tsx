import { type ReactNode, useEffect, useState } from 'react'
import type { BureauChange } from '#domain/bureau/change.ts'
import { ErrorNote, Field } from '../../Field.tsx'
import { ProposalEnd } from './ProposalEnd.tsx'
import { usePropose } from './usePropose.ts'

type Props = {
  title: string
  /** What still holds on the last day. */
  hint: string
  /** What follows from it. */
  told: string
  today: string
  /** What to know before it is proposed. */
  children?: ReactNode
  changeOn: (lastDay: string) => BureauChange
  onDone: () => void
}

/** Proposes that something holds until a last day, and not after it. */
export function LastDay({ title, hint, told, today, children, changeOn, onDone }: Props) {
  const [lastDay, setLastDay] = useState(today)
  const proposal = usePropose(onDone)
  const { form } = proposal
  useEffect(() => form.current?.querySelector('input')?.focus(), [form])
  return (
    <form
      ref={form}
      className="staff-acts role-change"
      noValidate
      onSubmit={(event) => proposal.propose(event, changeOn(lastDay))}
      aria-label={title}
    >
      {children}
      <ErrorNote error={proposal.error} fields={['change.lastDay', 'reason']} />
      <Field label="最后一天" hint={hint} problem={proposal.wrong('lastDay')}>
        {(aria) => (
          <input
            {...aria}
            className="input"
            type="date"
            value={lastDay}
            onChange={(event) => setLastDay(event.target.value)}
          />
        )}
      </Field>
      <p className="hint">{told}</p>
      <ProposalEnd proposal={proposal} act={`提出${title.slice(0, 2)}`} leave="先不办" onLeave={onDone} />
    </form>
  )
}
