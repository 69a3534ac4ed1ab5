import { type ReactNode, useId } from 'react'
import { ApiError } from '../client.ts'

type Aria = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }

export type FieldProps = { label: string; hint?: ReactNode; problem?: string | undefined; optional?: boolean }

/** A label, what helps, what is wrong, and the native control between them. */
export function Field(props: FieldProps & { children: (aria: Aria) => ReactNode }) {
  const id = useId()
  const described = [props.hint && `${id}-hint`, props.problem && `${id}-problem`].filter(Boolean).join(' ')
  return (
    <div className={props.problem ? 'field field--wrong' : 'field'}>
      <label className="field__label" htmlFor={id}>
        {props.label}
        {props.optional && <span className="field__optional">（选填）</span>}
      </label>
      {props.hint && (
        <p className="field__hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.problem && (
        <p className="field__problem" id={`${id}-problem`}>
          {props.problem}
        </p>
      )}
      {props.children({
        id,
        ...(described && { 'aria-describedby': described }),
        ...(props.problem && { 'aria-invalid': true as const }),
      })}
    </div>
  )
}

/** Several choices under one question. */
export function ChoiceField<V extends string>(props: {
  label: string
  hint?: string
  problem?: string | undefined
  optional?: boolean
  words: Record<V, string>
  options: readonly V[]
  chosen: readonly string[]
  onChange: (chosen: V[]) => void
}) {
  const id = useId()
  const toggle = (value: V, on: boolean) =>
    props.onChange(props.options.filter((one) => (one === value ? on : props.chosen.includes(one))))
  return (
    <fieldset
      className={props.problem ? 'field field--wrong' : 'field'}
      aria-describedby={props.problem && `${id}-problem`}
    >
      <legend className="field__label">
        {props.label}
        {props.optional && <span className="field__optional">（选填）</span>}
      </legend>
      {props.hint && <p className="field__hint">{props.hint}</p>}
      {props.problem && (
        <p className="field__problem" id={`${id}-problem`}>
          {props.problem}
        </p>
      )}
      <div className="choices">
        {props.options.map((value) => (
          <label className="choice" key={value}>
            <input
              type="checkbox"
              checked={props.chosen.includes(value)}
              onChange={(event) => toggle(value, event.target.checked)}
            />
            <span>{props.words[value]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** What went wrong with a call, said aloud; nothing when nothing did. Problems that have a field stand beside it. */
export function ErrorNote({ error, fields = [] }: { error: unknown; fields?: readonly string[] }) {
  if (!error) return null
  const known = error instanceof ApiError
  const homeless = known ? error.problems.filter((problem) => !fields.includes(problem.path)) : []
  return (
    <div className="error-note" role="alert" tabIndex={-1}>
      <p>{known ? error.message : '出了点问题，请再试一次。'}</p>
      {homeless.length > 0 && (
        <ul>
          {homeless.map((problem) => (
            <li key={`${problem.path}-${problem.code}`}>{problem.message}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The sentence to put beside a field, if the answer had one for it. */
export function problemAt(error: unknown, path: string): string | undefined {
  return error instanceof ApiError ? error.problems.find((problem) => problem.path === path)?.message : undefined
}
