import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { SoilRow } from '#domain/disclosure/schema.ts'
import type { SaidProblem } from '../../client.ts'
import { FormFieldView } from './FormFieldView.tsx'
import { FormProvider, type FormState } from './form-state.ts'
import { withValue } from './paths.ts'
import { ROW_FORM, readRow } from './row-fields.ts'

type Props = {
  row: Partial<SoilRow>
  title: string
  onDone: (row: SoilRow) => void
  onRemove?: () => void
  onClose: () => void
}

/** One result to write or change by hand. */
export function RowDialog({ row, title, onDone, onRemove, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [values, setValues] = useState<Record<string, unknown>>(row)
  const [problems, setProblems] = useState<SaidProblem[]>([])
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    if (problems.length > 0) dialog.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [problems])
  const form = useMemo<FormState>(
    () => ({
      values,
      set: (path, value) => setValues((before) => withValue(before, path, value)),
      fill: (parts) => setValues((before) => ({ ...before, ...parts })),
      wrong: (path) => problems.find((one) => one.path === path)?.message,
    }),
    [values, problems],
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    const read = readRow(values)
    if ('row' in read) onDone(read.row)
    else setProblems(read.problems)
  }
  return (
    <dialog ref={dialog} className="row-dialog" aria-labelledby="row-title" onClose={onClose}>
      <form noValidate onSubmit={submit}>
        <h2 id="row-title">{title}</h2>
        <FormProvider value={form}>
          {ROW_FORM.map((section) => (
            <div className="row-part" key={section.title}>
              <h3>{section.title}</h3>
              <div className="form-fields">
                {section.fields.map((field) => (
                  <FormFieldView field={field} path={field.path} key={field.path} />
                ))}
              </div>
            </div>
          ))}
        </FormProvider>
        <div className="form-end">
          <button type="submit" className="button button--primary">
            好了
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            不改了
          </button>
          {onRemove && (
            <button type="button" className="button button--danger" onClick={onRemove}>
              删去这一行
            </button>
          )}
        </div>
      </form>
    </dialog>
  )
}
