import { useQuery } from '@tanstack/react-query'
import { Field } from '../Field.tsx'
import { type Choice, listPlots, listProjects, type ProjectChoice } from './client.ts'
import type { FormField } from './fields.ts'
import { useForm } from './form-state.ts'
import { textOf } from './input.ts'
import { valueAt } from './paths.ts'

/** A plot of the register. */
export function PlotField({ field, path }: { field: FormField; path: string }) {
  const { set } = useForm()
  const known = useQuery({ queryKey: ['plots'], queryFn: () => listPlots(''), staleTime: 60_000 })
  return (
    <RegisterField
      field={field}
      path={path}
      items={known.data?.items}
      onChoose={(plot) => set(path, plot && { id: plot.id, name: plot.name })}
    />
  )
}

/** A published remediation; what it already says is filled in. */
export function ProjectField({ field, path }: { field: Extract<FormField, { kind: 'project' }>; path: string }) {
  const { values, fill } = useForm()
  const known = useQuery({ queryKey: ['projects'], queryFn: () => listProjects(''), staleTime: 60_000 })
  const choose = (project: ProjectChoice | undefined) =>
    fill(
      project
        ? { [path]: { id: project.id, name: project.name }, ...field.fills(project, values) }
        : { [path]: undefined },
    )
  return <RegisterField field={field} path={path} items={known.data?.items} onChoose={choose} />
}

type Props<C extends Choice> = {
  field: FormField
  path: string
  items: C[] | undefined
  onChoose: (one: C | undefined) => void
}

function RegisterField<C extends Choice>({ field, path, items, onChoose }: Props<C>) {
  const { values, wrong } = useForm()
  const id = textOf(valueAt(values, `${path}.id`))
  const name = textOf(valueAt(values, `${path}.name`))
  const listed = items?.some((one) => one.id === id)
  return (
    <Field label={field.label} hint={field.hint} problem={wrong(path) ?? wrong(`${path}.id`)}>
      {(aria) => (
        <select
          {...aria}
          className="input"
          value={id}
          onChange={(event) => onChoose(items?.find((one) => one.id === event.target.value))}
        >
          <option value="">{items ? (items.length > 0 ? '请选择' : '登记册里还没有') : '正在取…'}</option>
          {id && !listed && <option value={id}>{name || id}</option>}
          {items?.map((one) => (
            <option value={one.id} key={one.id}>
              {one.name}（{one.id}）
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
