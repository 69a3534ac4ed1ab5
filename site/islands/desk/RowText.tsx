import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { ErrorNote, Field, problemAt } from '../Field.tsx'
import { useWrongField } from './wrong-field.ts'

type Props = {
  title: string
  label: string
  hint?: string
  /** The field of the call it is sent in. */
  path: string
  written?: string
  act: string
  send: (text: string) => Promise<unknown>
  onSent: () => Promise<unknown>
  onLeave: () => void
}

/** The text that an act in a row of a list asks for: it opens with the focus, which the page's heading takes over after it. */
export function RowText({ title, label, hint, path, written = '', act, send, onSent, onLeave }: Props) {
  const [text, setText] = useState(written)
  const sending = useMutation({ mutationFn: () => send(text), onSuccess: onSent })
  const form = useWrongField(sending.error)
  useEffect(() => {
    form.current?.querySelector('textarea')?.focus()
    // The button that opened it went when it came.
    return () => document.querySelector<HTMLElement>('.desk-page h1')?.focus()
  }, [form])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!sending.isPending) sending.mutate()
  }
  const change = (event: { target: { value: string } }) => setText(event.target.value)
  return (
    <form ref={form} className="decision" noValidate onSubmit={submit} aria-label={title}>
      <ErrorNote error={sending.error} fields={[path]} />
      <Field label={label} hint={hint} problem={problemAt(sending.error, path)}>
        {(aria) => <textarea {...aria} className="input" rows={4} value={text} onChange={change} />}
      </Field>
      <div className="form-end">
        <button type="submit" className="button button--primary" aria-busy={sending.isPending}>
          {act}
        </button>
        <button type="button" className="button" onClick={onLeave}>
          先不办
        </button>
      </div>
    </form>
  )
}
