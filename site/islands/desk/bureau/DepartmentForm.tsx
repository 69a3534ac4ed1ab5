import { type FormEvent, useEffect, useState } from 'react'
import type { Department } from '#domain/bureau.ts'
import { TIP_KINDS } from '#domain/tip/kinds.ts'
import { DEPARTMENT_FIELD_WORDS, DIFFERENCE_WORDS } from '#domain/words/zh/bureau.ts'
import { TIP_KIND_WORDS } from '#domain/words/zh/tip.ts'
import { ChoiceField, ErrorNote, Field } from '../../Field.tsx'
import { useFields } from '../fields.ts'
import { ProposalEnd } from './ProposalEnd.tsx'
import { usePropose } from './usePropose.ts'

type Props = { department: Department | null; today: string; onDone: () => void }

/** Proposes a new department, or one that is there as it is from a day on. */
export function DepartmentForm({ department, today, onDone }: Props) {
  const { values, setValues, text: set } = useFields(() => written(department, today))
  const [kinds, setKinds] = useState(department?.kinds ?? [])
  const proposal = usePropose(() => {
    setValues(written(null, today))
    setKinds([])
    onDone()
  })
  const { form, wrong } = proposal
  useEffect(() => {
    if (department) form.current?.querySelector('input')?.focus()
  }, [department, form])
  const submit = (event: FormEvent) => {
    const { internal, email, ...said } = values
    const about = { ...said, kinds, email: email.trim() || null, internal: internal === 'internal' }
    proposal.propose(event, { kind: 'department', ...(department && { id: department.id }), ...about })
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
        <ProposalEnd proposal={proposal} act={department ? '提出修改' : '提出新增'} onLeave={department && onDone} />
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
  }
}
