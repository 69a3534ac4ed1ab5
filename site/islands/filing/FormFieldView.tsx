import { Field } from '../Field.tsx'
import { ChoicesField, FlagField } from './FlagField.tsx'
import type { FormField } from './fields.ts'
import { useForm } from './form-state.ts'
import { textOf } from './input.ts'
import { ListField } from './ListField.tsx'
import { OrganisationField } from './OrganisationField.tsx'
import { PollutantNames } from './PollutantNames.tsx'
import { valueAt } from './paths.ts'
import { PlotField, ProjectField } from './RegisterField.tsx'
import { saidOf } from './said.ts'

type Props<F extends FormField = FormField> = { field: F; path: string }

/** One field of a form with the control its kind asks for. `data-path` is where a problem's link leads. */
export function FormFieldView({ field, path }: Props) {
  return (
    <div className="form-field" data-path={path} data-kind={field.kind}>
      <Control field={field} path={path} />
    </div>
  )
}

function Control({ field, path }: Props) {
  switch (field.kind) {
    case 'list':
      return <ListField field={field} path={path} />
    case 'organisation':
      return <OrganisationField field={field} path={path} />
    case 'flag':
      return <FlagField field={field} path={path} />
    case 'choices':
      return <ChoicesField field={field} path={path} />
    case 'plot':
      return <PlotField field={field} path={path} />
    case 'project':
      return <ProjectField field={field} path={path} />
    case 'fixed':
      return <FixedField field={field} path={path} />
    default:
      return <NativeField field={field} path={path} />
  }
}

/** What is written or picked with one native control. */
function NativeField({ field, path }: Props) {
  const { values, set, wrong } = useForm()
  const control = {
    className: 'input',
    value: textOf(valueAt(values, path)),
    onChange: (event: { target: { value: string } }) => set(path, event.target.value),
  }
  return (
    <Field
      label={field.label}
      hint={field.kind === 'lines' ? `${field.hint ?? ''}一行写一个。` : field.hint}
      optional={field.optional ?? false}
      problem={wrong(path) ?? wrong(groupOf(path))}
    >
      {(aria) => {
        if (field.kind === 'text' || field.kind === 'lines')
          return <textarea {...aria} {...control} rows={field.kind === 'text' ? (field.rows ?? 4) : 2} />
        if (field.kind === 'choice')
          return (
            <select {...aria} {...control}>
              <option value="">{field.optional ? '没有' : '请选择'}</option>
              {field.options.map(([value, word]) => (
                <option value={value} key={value}>
                  {word}
                </option>
              ))}
            </select>
          )
        if (field.kind === 'day') return <input {...aria} {...control} type="date" />
        if (field.kind === 'number')
          return (
            <span className="with-unit">
              <input {...aria} {...control} inputMode="decimal" autoComplete="off" />
              {field.unit && <span>{field.unit}</span>}
            </span>
          )
        if (field.kind === 'pollutant') return <PollutantNames aria={aria} control={control} />
        return <input {...aria} {...control} autoComplete="off" />
      }}
    </Field>
  )
}

/** What a field is a part of: a contact that is missing altogether is missing its name. An entry of a list is no group. */
const groupOf = (path: string): string => (/^[a-zA-Z]+\.[a-zA-Z]+$/.test(path) ? (path.split('.')[0] ?? '') : '-')

function FixedField({ field, path }: Props) {
  const { values, wrong } = useForm()
  const value = valueAt(values, path)
  const said = saidOf(field, value)
  const problem = wrong(path)
  return (
    <div className={problem ? 'field field--wrong' : 'field'}>
      <p className="field__label">{field.label}</p>
      {problem && <p className="field__problem">{problem}</p>}
      <p className="fixed-value">{said ?? '选好项目以后自动填上'}</p>
    </div>
  )
}
