import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Department } from '#domain/bureau.ts'
import { TIP_KINDS } from '#domain/tip/kinds.ts'
import { DEPARTMENT_FIELD_WORDS, DIFFERENCE_WORDS } from '#domain/words/zh/bureau.ts'
import { TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'
import { ChoiceField, ErrorNote, Field, problemAt } from '../../Field.tsx'
import { useFields } from '../fields.ts'
import { usePropose } from './usePropose.ts'

type Props = { department: Department | null; today: string; onDone: () => void }

/** Proposes a new department, or one that is there as it is from a day on. */
export function DepartmentForm({ department, today, onDone }: Props) {
  const form = useRef<HTMLFormElement>(null)
  const { values, setValues, text: set } = useFields(() => written(department, today))
  const [kinds, setKinds] = useState(department?.kinds ?? [])
  const proposal = usePropose(form, () => {
    setValues(written(null, today))
    setKinds([])
    onDone()
  })
  useEffect(() => {
    if (department) form.current?.querySelector('input')?.focus()
  }, [department])
  const wrong = (name: string) => problemAt(proposal.error, `change.${name}`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (proposal.isPending) return
    const { reason, internal, email, ...said } = values
    const about = { ...said, kinds, email: email.trim() || null, internal: internal === 'internal' }
    proposal.mutate({ change: { kind: 'department', ...(department && { id: department.id }), ...about }, reason })
  }
  return (
    <section className="sheet" aria-labelledby="department-title">
      <h2 id="department-title">{department ? `修改${department.name}` : '新增部门'}</h2>
      <form ref={form} noValidate onSubmit={submit}>
        <ErrorNote error={proposal.error} fields={FIELDS} />
        <Field label={DEPARTMENT_FIELD_WORDS.name} problem={wrong('name')}>
          {(aria) => <input {...aria} className="input" autoComplete="off" {...set('name')} />}
        </Field>
        <Field label={DEPARTMENT_FIELD_WORDS.remit} hint="派单建议按这里的词和举报的内容对照" problem={wrong('remit')}>
          {(aria) => <textarea {...aria} className="input" rows={3} {...set('remit')} />}
        </Field>
        <ChoiceField
          label={DEPARTMENT_FIELD_WORDS.kinds}
          optional
          hint="职责里没有对得上的词时，按类型建议"
          words={TIP_KIND_WORDS}
          options={TIP_KINDS}
          chosen={kinds}
          onChange={setKinds}
          problem={wrong('kinds')}
        />
        <Field label={DEPARTMENT_FIELD_WORDS.internal} problem={wrong('internal')}>
          {(aria) => (
            <select {...aria} className="input" {...set('internal')}>
              <option value="internal">{DIFFERENCE_WORDS.internal}</option>
              <option value="external">{DIFFERENCE_WORDS.external}</option>
            </select>
          )}
        </Field>
        <Field label={DEPARTMENT_FIELD_WORDS.email} optional problem={wrong('email')}>
          {(aria) => <input {...aria} className="input" type="email" autoComplete="off" {...set('email')} />}
        </Field>
        <Field label={department ? '从哪一天起' : DEPARTMENT_FIELD_WORDS.validFrom} problem={wrong('validFrom')}>
          {(aria) => <input {...aria} className="input" type="date" {...set('validFrom')} />}
        </Field>
        <Field label="依据和理由" hint="文件名称、文号" problem={problemAt(proposal.error, 'reason')}>
          {(aria) => <input {...aria} className="input" autoComplete="off" {...set('reason')} />}
        </Field>
        <div className="staff-acts">
          <button type="submit" className="button button--primary" aria-busy={proposal.isPending}>
            {department ? '提出修改' : '提出新增'}
          </button>
          {department && (
            <button type="button" className="button" onClick={onDone}>
              先不改
            </button>
          )}
        </div>
      </form>
    </section>
  )
}

const FIELDS = ['name', 'remit', 'kinds', 'internal', 'email', 'validFrom']
  .map((name) => `change.${name}`)
  .concat('reason')

function written(department: Department | null, today: string) {
  return {
    name: department?.name ?? '',
    remit: department?.remit ?? '',
    email: department?.email ?? '',
    internal: department?.internal === false ? 'external' : 'internal',
    validFrom: department?.validFrom && department.validFrom > today ? department.validFrom : today,
    reason: '',
  }
}
