import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { ErrorNote, Field, problemAt } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { useFields } from './fields.ts'
import { planShift, type Roster } from './roster-client.ts'
import { useSession } from './session.ts'
import { useWrongField } from './wrong-field.ts'

/** Plans one shift. Times are Beijing time, whatever the device's zone. */
export function ShiftForm({ roster }: { roster: Roster }) {
  const announce = useAnnounce()
  const queries = useQueryClient()
  const { orgName } = useSession()
  const { values, setValues, text: set } = useFields({ scope: 'bureau', userId: '', from: '', to: '' })
  const plan = useMutation({
    mutationFn: () => planShift({ ...values, from: minuteOf(values.from), to: minuteOf(values.to) }),
    onSuccess: async () => {
      announce('已排班。')
      // The next one most often begins where this one ends.
      setValues({ ...values, userId: '', from: values.to, to: '' })
      await queries.invalidateQueries({ queryKey: ['roster'] })
    },
  })
  const form = useWrongField(plan.error)
  const wrong = (path: string) => problemAt(plan.error, path)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!plan.isPending) plan.mutate()
  }
  return (
    <section className="sheet" aria-labelledby="plan-title">
      <h2 id="plan-title">排班</h2>
      <form ref={form} noValidate onSubmit={submit}>
        <ErrorNote error={plan.error} fields={['scope', 'userId', 'from', 'to']} />
        <Field label="范围" problem={wrong('scope')}>
          {(aria) => (
            <select {...aria} className="input" {...set('scope')}>
              {roster.scopes.map(({ scope, name }) => (
                <option value={scope} key={scope}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="值班人" problem={wrong('userId')}>
          {(aria) => (
            <select {...aria} className="input" {...set('userId')}>
              <option value="">请选择</option>
              {roster.people.map(({ id, name, org }) => (
                <option value={id} key={id}>
                  {name}（{orgName(org)}）
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="开始" problem={wrong('from')}>
          {(aria) => <input {...aria} className="input" type="datetime-local" {...set('from')} />}
        </Field>
        <Field label="结束" hint="到点就由下一班接，最长七天" problem={wrong('to')}>
          {(aria) => <input {...aria} className="input" type="datetime-local" {...set('to')} />}
        </Field>
        <button type="submit" className="button button--primary" aria-busy={plan.isPending}>
          排上
        </button>
      </form>
    </section>
  )
}

const minuteOf = (local: string) => (local === '' ? '' : `${local.slice(0, 16)}:00+08:00`)
