import { useId } from 'react'
import { ChoiceField } from '../Field.tsx'
import type { FormField } from './fields.ts'
import { useForm } from './form-state.ts'
import { valueAt } from './paths.ts'

/** Yes or no, neither chosen beforehand. */
export function FlagField({ field, path }: { field: Extract<FormField, { kind: 'flag' }>; path: string }) {
  const { values, set, wrong } = useForm()
  const id = useId()
  const problem = wrong(path)
  const chosen = valueAt(values, path)
  return (
    <fieldset className={problem ? 'field field--wrong' : 'field'} aria-describedby={problem && `${id}-problem`}>
      <legend className="field__label">{field.label}</legend>
      {problem && (
        <p className="field__problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      <div className="flags">
        {([true, false] as const).map((value) => (
          <label className="choice" key={String(value)}>
            <input type="radio" name={id} checked={chosen === value} onChange={() => set(path, value)} />
            <span>{value ? field.yes : field.no}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Several of a list. */
export function ChoicesField({
  field,
  path,
}: {
  field: Extract<FormField, { kind: 'choice' | 'choices' }>
  path: string
}) {
  const { values, set, wrong } = useForm()
  const chosen = valueAt(values, path)
  return (
    <ChoiceField
      label={field.label}
      {...(field.hint && { hint: field.hint })}
      options={field.options.map(([value]) => value)}
      words={Object.fromEntries(field.options)}
      chosen={Array.isArray(chosen) ? chosen : []}
      onChange={(next) => set(path, next)}
      problem={wrong(path)}
    />
  )
}
