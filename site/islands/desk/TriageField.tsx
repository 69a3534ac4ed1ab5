import type { TriageDecision } from '#domain/case/triage.ts'
import { useSession } from './session.ts'

type Props = { decision: TriageDecision; value: string; onChange: (value: string) => void }

/** What a decision for many cases needs besides: where to, or what to note; nothing for the others. */
export function TriageField({ decision, value, onChange }: Props) {
  const { choices } = useSession()
  if (decision === 'note')
    return (
      <label className="triage-text">
        <span>备注</span>
        <input
          className="input"
          value={value}
          maxLength={4000}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
    )
  if (decision !== 'forwarding' && decision !== 'assignment') return null
  const options =
    decision === 'forwarding'
      ? choices.departments.map(({ id, name }) => [id, name] as const)
      : choices.streets.map(({ code, name }) => [code, name] as const)
  return (
    <label>
      <span>{decision === 'forwarding' ? '转给哪个部门' : '交给哪个街道办事处'}</span>
      <select className="input" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">请选择</option>
        {options.map(([id, name]) => (
          <option value={id} key={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
