import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { Field } from '../Field.tsx'
import { listInstitutions } from './client.ts'
import type { FormField } from './fields.ts'
import { useForm } from './form-state.ts'
import { textOf } from './input.ts'
import { valueAt } from './paths.ts'

/** An organisation by name and credit code; a name from the register brings its code along. */
export function OrganisationField({ field, path }: { field: FormField; path: string }) {
  const { values, set, wrong } = useForm()
  const id = useId()
  const name = textOf(valueAt(values, `${path}.name`))
  const code = textOf(valueAt(values, `${path}.code`))
  const typed = name.trim()
  const known = useQuery({
    queryKey: ['institutions', typed],
    queryFn: () => listInstitutions(typed),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })
  const items = known.data?.items ?? []
  const rename = (next: string) => {
    const match = items.find((one) => one.name === next.trim())
    // A code that came with another name does not belong to this one.
    const kept = items.some((one) => one.name === name && one.code === code) ? '' : code
    set(path, { name: next, code: match?.code ?? kept })
  }
  return (
    <fieldset className="field organisation">
      <legend className="field__label">
        {field.label}
        {field.optional && <span className="field__optional">（选填）</span>}
      </legend>
      {field.hint && <p className="field__hint">{field.hint}</p>}
      <div className="pair">
        <Field label={`${field.label}名称`} problem={wrong(`${path}.name`) ?? wrong(path)}>
          {(aria) => (
            <input
              {...aria}
              className="input"
              list={`${id}-known`}
              autoComplete="off"
              placeholder="写几个字，从登记册里选"
              value={name}
              onChange={(event) => rename(event.target.value)}
            />
          )}
        </Field>
        <Field label={`${field.label}统一社会信用代码`} problem={wrong(`${path}.code`)}>
          {(aria) => (
            <input
              {...aria}
              className="input code-input"
              autoComplete="off"
              maxLength={24}
              value={code}
              onChange={(event) => set(path, { name, code: event.target.value })}
            />
          )}
        </Field>
      </div>
      <datalist id={`${id}-known`}>
        {items.map((one) => (
          <option value={one.name} key={one.code}>
            {one.code}
          </option>
        ))}
      </datalist>
    </fieldset>
  )
}
