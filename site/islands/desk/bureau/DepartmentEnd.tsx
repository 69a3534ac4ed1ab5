import { type FormEvent, useEffect, useRef, useState } from 'react'
import { ErrorNote, Field, problemAt } from '../../Field.tsx'
import { usePropose } from './usePropose.ts'

/** Proposes that a department gets nothing after a last day. */
export function DepartmentEnd(props: { id: string; name: string; today: string; onDone: () => void }) {
  const { id, name, today, onDone } = props
  const form = useRef<HTMLFormElement>(null)
  const [lastDay, setLastDay] = useState(today)
  const [reason, setReason] = useState('')
  const proposal = usePropose(form, onDone)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!proposal.isPending) proposal.mutate({ change: { kind: 'department-end', id, lastDay }, reason })
  }
  return (
    <form ref={form} className="staff-acts role-change" noValidate onSubmit={submit} aria-label={`停用${name}`}>
      <ErrorNote error={proposal.error} fields={['change.lastDay', 'reason']} />
      <Field label="最后一天" hint="这一天还可以转过去" problem={problemAt(proposal.error, 'change.lastDay')}>
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
      <p className="hint">以后不能再转给{name}；已经在它手里的办件不变，仍由它办结或退回。</p>
      <div className="staff-acts">
        <button type="submit" className="button button--primary" aria-busy={proposal.isPending}>
          提出停用
        </button>
        <button type="button" className="button" onClick={onDone}>
          先不办
        </button>
      </div>
    </form>
  )
}
