import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { BureauChange } from '#domain/bureau/change.ts'
import { ErrorNote, Field, problemAt } from '../../Field.tsx'
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
  const form = useRef<HTMLFormElement>(null)
  const [lastDay, setLastDay] = useState(today)
  const [reason, setReason] = useState('')
  const proposal = usePropose(form, onDone)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!proposal.isPending) proposal.mutate({ change: changeOn(lastDay), reason })
  }
  return (
    <form ref={form} className="staff-acts role-change" noValidate onSubmit={submit} aria-label={title}>
      {children}
      <ErrorNote error={proposal.error} fields={['change.lastDay', 'reason']} />
      <Field label="最后一天" hint={hint} problem={problemAt(proposal.error, 'change.lastDay')}>
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
      <Field label="依据和理由" hint="文件名称、文号" problem={problemAt(proposal.error, 'reason')}>
        {(aria) => (
          <input
            {...aria}
            className="input"
            autoComplete="off"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <p className="hint">{told}</p>
      <div className="staff-acts">
        <button type="submit" className="button button--primary" aria-busy={proposal.isPending}>
          提出{title.slice(0, 2)}
        </button>
        <button type="button" className="button" onClick={onDone}>
          先不办
        </button>
      </div>
    </form>
  )
}
