import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { ErrorNote, Field, problemAt } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { RecordPick } from './RecordPick.tsx'
import { declareTie, type Ties } from './tie-client.ts'

/** A standing tie to declare; a head may for somebody else. */
export function TieForm({ people }: { people: Ties['people'] }) {
  const announce = useAnnounce()
  const queries = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const [values, setValues] = useState({ person: '', party: '', reason: '' })
  const declare = useMutation({
    mutationFn: () =>
      declareTie({ party: values.party, reason: values.reason, ...(values.person && { person: values.person }) }),
    onSuccess: async ({ closed }) => {
      announce(closed === undefined ? '已声明。' : `已声明，现有 ${closed} 件随之关闭。`)
      setValues({ person: '', party: '', reason: '' })
      for (const key of ['ties', 'cases', 'counts']) await queries.invalidateQueries({ queryKey: [key] })
    },
    onError: () => requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!declare.isPending) declare.mutate()
  }
  const wrong = (path: string) => problemAt(declare.error, path)
  return (
    <form ref={form} className="sheet decision" noValidate onSubmit={submit} aria-labelledby="tie-form-title">
      <h2 id="tie-form-title">声明长期回避</h2>
      <ErrorNote error={declare.error} fields={['person', 'party', 'reason']} />
      {people.length > 0 && (
        <Field label="谁要回避" hint="不选就是您自己。" optional problem={wrong('person')}>
          {(aria) => (
            <select
              {...aria}
              className="input"
              value={values.person}
              onChange={(event) => setValues({ ...values, person: event.target.value })}
            >
              <option value="">请选择</option>
              {people.map(({ id, name }) => (
                <option value={id} key={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label="哪一家企业" problem={wrong('party')}>
        {(aria) => (
          <RecordPick
            aria={aria}
            of="enterprise"
            value={values.party}
            onPick={(party) => setValues({ ...values, party })}
          />
        )}
      </Field>
      <Field label="有什么关系" hint="例如亲属在该企业任职、持有股份。" problem={wrong('reason')}>
        {(aria) => (
          <textarea
            {...aria}
            className="input"
            rows={3}
            maxLength={1000}
            value={values.reason}
            onChange={(event) => setValues({ ...values, reason: event.target.value })}
          />
        )}
      </Field>
      <div className="form-end">
        <button type="submit" className="button button--primary" aria-busy={declare.isPending}>
          声明
        </button>
      </div>
    </form>
  )
}
