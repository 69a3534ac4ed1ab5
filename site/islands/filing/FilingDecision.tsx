import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { DisclosureDecision } from '#domain/disclosure/state.ts'
import { DISCLOSURE_DECISION_WORDS, DISCLOSURE_STATE_WORDS } from '#domain/words/zh/disclosure.ts'
import { ApiError } from '../../client.ts'
import { useAnnounce } from '../desk/announce.tsx'
import { useDraft } from '../desk/drafts.ts'
import { focusWrong } from '../desk/wrong-field.ts'
import { ErrorNote, Field, problemAt } from '../Field.tsx'
import { decideFiling, type FilingData, type FilingDetail } from './client.ts'
import { FILING_DECISION_EFFECTS, FILING_DECISION_FIELDS, FINAL_DECISIONS } from './decision-fields.ts'
import type { Pointing } from './pointing.ts'
import { ReturnReasons } from './ReturnReasons.tsx'

type Props = {
  detail: FilingDetail
  decision: DisclosureDecision
  reload: () => Promise<unknown>
  pointing: Pointing
  onClose: () => void
}

/** One decision on a filing. What is typed survives closing, a lost race and an ended session. */
export function FilingDecision({ detail, decision, reload, pointing, onClose }: Props) {
  const { id, version } = detail.disclosure
  const announce = useAnnounce()
  const queries = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const fields = FILING_DECISION_FIELDS[decision] ?? []
  const initial = useMemo(() => ({}), [])
  const { values, set, clear } = useDraft(`${id}:${decision}:words`, initial)
  const [seen, setSeen] = useState(version)
  const [missing, setMissing] = useState(false)
  const made = useMutation({
    mutationFn: (input: { version: number } & FilingData) => decideFiling(id, decision, input),
    onSuccess: async ({ state }) => {
      announce(`已办：${DISCLOSURE_DECISION_WORDS[decision]}。现在是「${DISCLOSURE_STATE_WORDS[state]}」。`)
      clear()
      pointing.clear()
      await Promise.all([
        reload(),
        queries.invalidateQueries({ queryKey: ['filings'] }),
        queries.invalidateQueries({ queryKey: ['duties'] }),
      ])
      onClose()
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.status === 409) {
        await reload()
        if (error.current?.version) setSeen(error.current.version)
      }
      requestAnimationFrame(() => focusWrong(form.current))
    },
  })
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('textarea, input, button')?.focus({ preventScroll: true })
    form.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const empty = decision === 'return' && (pointing.paths.length === 0 || pointing.reasons.some(({ text }) => !text))
    setMissing(empty)
    // To the reason that is empty, or to where one can be begun.
    if (empty)
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid], .whole-reason')?.focus())
    if (empty || made.isPending) return
    made.mutate({
      version: seen,
      ...Object.fromEntries(fields.map(({ name }) => [name, values[name]?.trim() ?? ''])),
      ...(decision === 'return' && { reasons: pointing.reasons }),
    })
  }
  const moved = made.error instanceof ApiError && made.error.code === 'disclosure.moved-first'
  const final = FINAL_DECISIONS.includes(decision)
  return (
    <form ref={form} className="decision" aria-labelledby="decision-title" noValidate onSubmit={submit}>
      <h3 id="decision-title">{DISCLOSURE_DECISION_WORDS[decision]}</h3>
      <p className={decision === 'signature' ? 'undertaking' : 'hint'}>{FILING_DECISION_EFFECTS[decision]}</p>
      {moved ? (
        <div className="error-note" role="alert">
          <p>在您看的时候，别人先办了一步。页面已经换成最新的内容，您写的还在，请看过再决定。</p>
        </div>
      ) : (
        <ErrorNote error={made.error} fields={fields.map(({ name }) => name)} />
      )}
      {decision === 'return' && (
        <>
          {missing && pointing.paths.length === 0 && (
            <p className="error-note" role="alert">
              请至少指出一处，写明要怎么改。
            </p>
          )}
          <ReturnReasons pointing={pointing} missing={missing} />
        </>
      )}
      {fields.map(({ name, label, hint }) => (
        <Field label={label} hint={hint} problem={problemAt(made.error, name)} key={name}>
          {(aria) => (
            <textarea
              {...aria}
              className="input"
              rows={3}
              maxLength={name === 'text' ? 2000 : 1000}
              value={values[name] ?? ''}
              onChange={(event) => set(name, event.target.value)}
            />
          )}
        </Field>
      ))}
      <div className="form-end">
        <button
          type="submit"
          className={final ? 'button button--danger' : 'button button--primary'}
          aria-busy={made.isPending}
        >
          {made.isPending ? '正在提交…' : `确定${DISCLOSURE_DECISION_WORDS[decision]}`}
        </button>
        <button type="button" className="button" onClick={onClose}>
          先不办
        </button>
      </div>
    </form>
  )
}
