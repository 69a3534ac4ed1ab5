import { dataFieldWord } from '#domain/words/zh/bureau-data.ts'
import { Field } from '../../Field.tsx'
import type { Part } from './data-form.ts'

type Props = {
  part: Part
  /** Its name among all data, with `*` for a list's position. */
  name: string
  value: string
  problem: string | undefined
  takesFocus?: boolean
  onChange: (value: string) => void
}

/** One field of the bureau's data. */
export function DataPart({ part, name, value, problem, takesFocus = false, onChange }: Props) {
  const control = {
    className: 'input',
    value,
    autoComplete: 'off',
    // Whoever added an entry goes on writing in it.
    autoFocus: takesFocus,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  return (
    <Field label={dataFieldWord(name)} hint={part.hint} optional={part.empty !== 'required'} problem={problem}>
      {(aria) => {
        if (part.kind === 'long' || part.kind === 'lines')
          return <textarea {...aria} {...control} rows={part.kind === 'lines' ? 8 : 2} />
        if (part.kind === 'date') return <input {...aria} {...control} type="date" />
        return <input {...aria} {...control} inputMode={part.kind === 'number' ? 'decimal' : 'text'} />
      }}
    </Field>
  )
}
