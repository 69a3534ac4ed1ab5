import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef } from 'react'
import { REJECTION_GROUNDS } from '#domain/case/rejection.ts'
import {
  TEXT_DECISIONS,
  TEXT_VARIABLES,
  type TextTemplate,
  type TextTemplateInput,
} from '#domain/case/text-template.ts'
import { DECISION_WORDS } from '#domain/words/zh/case.ts'
import { REJECTION_WORDS } from '#domain/words/zh/rejection.ts'
import { TEXT_VARIABLE_WORDS } from '#domain/words/zh/text-template.ts'
import { ErrorNote, Field, problemAt } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { useFields } from './fields.ts'
import { saveTextTemplate } from './text-templates.ts'
import { focusWrong } from './wrong-field.ts'

type Props = { before: TextTemplate | null; onClose: (saved: boolean) => void }

/** One text to write or change, with the variables it may leave open. */
export function TextTemplateForm({ before, onClose }: Props) {
  const announce = useAnnounce()
  const form = useRef<HTMLFormElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const { values, setValues, text } = useFields({
    decision: before?.decision ?? 'reply',
    ground: before?.ground ?? '',
    name: before?.name ?? '',
    text: before?.text ?? '',
  })
  const save = useMutation({
    mutationFn: (input: TextTemplateInput) => saveTextTemplate(input, before),
    onSuccess: (_, { name }) => {
      announce(`已保存“${name}”。`)
      onClose(true)
    },
    onError: () => requestAnimationFrame(() => focusWrong(form.current)),
  })
  useEffect(() => form.current?.querySelector<HTMLElement>('select')?.focus(), [])
  const insert = (word: string) => {
    const at = area.current?.selectionStart ?? values.text.length
    const end = area.current?.selectionEnd ?? at
    setValues({ ...values, text: `${values.text.slice(0, at)}{{${word}}}${values.text.slice(end)}` })
    area.current?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { ground, ...rest } = values
    const isRejection = values.decision === 'rejection' && ground !== ''
    if (!save.isPending) save.mutate({ ...rest, ...(isRejection && { ground }) } as TextTemplateInput)
  }
  const wrong = (path: string) => problemAt(save.error, path)
  return (
    <form ref={form} className="sheet text-template-form" noValidate onSubmit={submit} aria-label="常用语">
      <ErrorNote error={save.error} fields={['decision', 'ground', 'name', 'text']} />
      <Field label="用在哪个决定" problem={wrong('decision')}>
        {(aria) => (
          <select {...aria} className="input" {...text('decision')}>
            {TEXT_DECISIONS.map((one) => (
              <option value={one} key={one}>
                {DECISION_WORDS[one]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {values.decision === 'rejection' && (
        <Field label="用于哪个理由" problem={wrong('ground')}>
          {(aria) => (
            <select {...aria} className="input" {...text('ground')}>
              <option value="">各种理由都可以用</option>
              {REJECTION_GROUNDS.map((one) => (
                <option value={one} key={one}>
                  {REJECTION_WORDS[one].label}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field label="名称" problem={wrong('name')}>
        {(aria) => <input {...aria} className="input" maxLength={30} autoComplete="off" {...text('name')} />}
      </Field>
      <Field label="内容" hint="举报人看得到，不要写出其他人的个人信息。" problem={wrong('text')}>
        {(aria) => <textarea {...aria} ref={area} className="input" rows={7} maxLength={2000} {...text('text')} />}
      </Field>
      <fieldset className="text-variables">
        <legend>插入变量</legend>
        {TEXT_VARIABLES.map((one) => (
          <button type="button" className="plain" key={one} onClick={() => insert(TEXT_VARIABLE_WORDS[one])}>
            {TEXT_VARIABLE_WORDS[one]}
          </button>
        ))}
      </fieldset>
      <div className="form-end">
        <button type="submit" className="button button--primary" aria-busy={save.isPending}>
          保存
        </button>
        <button type="button" className="button" onClick={() => onClose(false)}>
          不改了
        </button>
      </div>
    </form>
  )
}
