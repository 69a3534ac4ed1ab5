import { useEffect, useId, useRef } from 'react'
import { FormFieldView } from './FormFieldView.tsx'
import type { FormField } from './fields.ts'
import { useForm } from './form-state.ts'
import { valueAt } from './paths.ts'

type Props = { field: Extract<FormField, { kind: 'list' }>; path: string }

/** Entries of the same shape, as many as there are. */
export function ListField({ field, path }: Props) {
  const { values, set, wrong } = useForm()
  const id = useId()
  const box = useRef<HTMLFieldSetElement>(null)
  const wanted = useRef<string | null>(null)
  const found = valueAt(values, path)
  const entries: unknown[] = Array.isArray(found) ? found : []
  const problem = wrong(path)
  useEffect(() => {
    if (wanted.current) box.current?.querySelector<HTMLElement>(wanted.current)?.focus()
    wanted.current = null
  })
  const add = () => {
    wanted.current = `[data-entry="${entries.length}"] :is(input, select, textarea)`
    set(path, [...entries, {}])
  }
  const remove = (at: number) => {
    wanted.current = '.list-add'
    set(path, entries.toSpliced(at, 1))
  }
  return (
    <fieldset
      ref={box}
      className={problem ? 'field field--wrong list-field' : 'field list-field'}
      aria-describedby={problem && `${id}-problem`}
    >
      <legend className="field__label">
        {field.label}
        {field.optional && <span className="field__optional">（选填）</span>}
      </legend>
      {field.hint && <p className="field__hint">{field.hint}</p>}
      {problem && (
        <p className="field__problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      {entries.length === 0 && <p className="hint">{field.none ?? `还没有${field.one}，请添加。`}</p>}
      {entries.map((_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no name of its own, and its fields hold no state
        <fieldset className="list-entry" data-entry={at} key={at}>
          <legend className="visually-hidden">
            {field.one} {at + 1}
          </legend>
          <div className="list-entry-head">
            <b aria-hidden="true">
              {field.one} {at + 1}
            </b>
            <button
              type="button"
              className="plain"
              aria-label={`去掉${field.one} ${at + 1}`}
              onClick={() => remove(at)}
            >
              去掉
            </button>
          </div>
          <div className="form-fields">
            {field.item.map((item) => (
              <FormFieldView field={item} path={`${path}.${at}.${item.path}`} key={item.path} />
            ))}
          </div>
        </fieldset>
      ))}
      <button type="button" className="button list-add" onClick={add}>
        添加{field.one}
      </button>
    </fieldset>
  )
}
