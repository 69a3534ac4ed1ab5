import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, Fragment, useEffect, useMemo, useRef, useState } from 'react'
import { leadElsewhere } from '#domain/case/competence.ts'
import { openHearing } from '#domain/case/hearing.ts'
import { ABOUT, proposedText, TEXT_FIELDS as TEXTS } from '#domain/case/publication/draft.ts'
import type { Decision } from '#domain/case/state.ts'
import { TEXT_FIELDS } from '#domain/case/text-template.ts'
import { dayOf } from '#domain/clock.ts'
import { CASE_STATE_WORDS, DECISION_WORDS } from '#domain/words/zh/case.ts'
import { competenceWord } from '#domain/words/zh/competence.ts'
import { ApiError, type CaseDetail, type CaseMove, type Choices, decideCase } from '../../client.ts'
import { ErrorNote, problemAt } from '../Field.tsx'
import { useAnnounce } from './announce.tsx'
import { ClosureProposal } from './ClosureProposal.tsx'
import { DecisionInputField } from './DecisionInputField.tsx'
import { effectOf } from './decision-effects.ts'
import { DECISION_FIELDS } from './decision-fields.ts'
import { inputOf } from './decision-input.ts'
import { useDraft } from './drafts.ts'
import { ExtensionRequest } from './ExtensionRequest.tsx'
import { PublicationDraft } from './PublicationDraft.tsx'
import { PHOTO_PATHS, PublicationPhotos, photosBegun } from './PublicationPhotos.tsx'
import { PublicTextCheck } from './PublicTextCheck.tsx'
import { useSession } from './session.ts'
import { TextTemplatePick } from './TextTemplatePick.tsx'
import { focusWrong } from './wrong-field.ts'

/** What somebody needs at least to read that the case moved. */
const READ_MS = 1_500

type Props = { detail: CaseDetail; move: CaseMove; reload: () => Promise<unknown>; onClose: () => void }

/** One decision to fill in and make. What is typed survives closing, a lost race and an ended session. */
export function DecisionPanel({ detail, move, reload, onClose }: Props) {
  const { case: current, choices } = detail
  const announce = useAnnounce()
  const { me } = useSession()
  const queries = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const isPublished = (current.publication?.version ?? 0) > 0
  const asked = { published: isPublished, head: me.actor.role === 'head' }
  const fields = DECISION_FIELDS[move.name].filter((field) => !field.when || asked[field.when])
  const templated = (TEXT_FIELDS as Partial<Record<Decision, string>>)[move.name]
  const initial = useMemo(() => emptyValues(move.name, detail), [move.name, detail])
  const { values, set, clear } = useDraft(`${current.id}:${move.name}`, initial)
  /** The version this person has seen: it follows the case only after they were told that it changed. */
  const [seen, setSeen] = useState(current.version)
  const decision = useMutation({
    // Handed over at the press: a closure may still hold the text of a keystroke ago.
    mutationFn: (input: ReturnType<typeof inputOf>) => decideCase(current.id, move.name, input),
    onSuccess: async ({ state }) => {
      announce(`已办：${DECISION_WORDS[move.name]}。现在是「${CASE_STATE_WORDS[state]}」。`)
      clear()
      await Promise.all([
        reload(),
        queries.invalidateQueries({ queryKey: ['cases'] }),
        queries.invalidateQueries({ queryKey: ['counts'] }),
      ])
      onClose()
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.status === 409) {
        await reload()
        if (error.current) setSeen(error.current.version)
      }
    },
  })
  // Once the problems stand beside their fields: a frame after the answer they may not yet.
  useEffect(() => {
    if (decision.error) focusWrong(form.current)
  }, [decision.error])
  const [isBehind, setIsBehind] = useState(false)
  useEffect(() => {
    if (current.version === seen || decision.isPending) return
    setIsBehind(true)
    // Told, and long enough ago to have been read before anything is pressed.
    const later = setTimeout(() => setSeen(current.version), READ_MS)
    return () => clearTimeout(later)
  }, [current.version, seen, decision.isPending])
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('select, textarea, input, button[type=submit]')?.focus()
  }, [])
  const [unfinished, setUnfinished] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const gap = fields.find((field) => /（请填写/.test(values[field.name] ?? ''))?.name ?? null
    setUnfinished(gap)
    if (gap) requestAnimationFrame(() => focusWrong(form.current))
    if (!gap && move.allowed && !decision.isPending) decision.mutate(inputOf(move.name, values, seen))
  }
  const moved = isBehind || (decision.error instanceof ApiError && decision.error.code === 'case.moved-first')
  return (
    <form ref={form} className="decision" aria-labelledby="decision-title" noValidate onSubmit={submit}>
      <h3 id="decision-title">{DECISION_WORDS[move.name]}</h3>
      <p className="hint">{effectOf(move.name, detail.limits)}</p>
      {move.name === 'closure' && <ClosureProposal current={current} />}
      {move.name === 'publication' && <PublicationDraft current={current} />}
      {move.name === 'extension' && <ExtensionRequest current={current} />}
      {moved ? (
        <div className="error-note" role="alert">
          <p>在您填写的时候，别人先办了这一件。页面已经换成最新情况，您填写的内容还在，请看过再决定。</p>
        </div>
      ) : (
        <ErrorNote error={decision.error} fields={[...fields.map((field) => field.name), ...PHOTO_PATHS]} />
      )}
      {detail.suggestion?.decision === move.name && (
        <p className="hint">建议：{detail.suggestion.reason}，已替您选上其单位，可以改。</p>
      )}
      {!move.allowed && <p className="error-note">{move.whyNot?.message}</p>}
      {fields.map((field) => (
        <Fragment key={field.name}>
          {field.name === templated && (
            <TextTemplatePick
              decision={move.name}
              ground={values.ground}
              known={detail.textValues}
              value={values[field.name] ?? ''}
              onInsert={(text) => set(field.name, text)}
            />
          )}
          {field.kind === 'photos' ? (
            <PublicationPhotos
              field={field}
              detail={detail}
              value={values[field.name] ?? ''}
              onChange={(value) => set(field.name, value)}
              error={decision.error}
            />
          ) : (
            <DecisionInputField
              field={field}
              detail={detail}
              choices={move.name === 'joint-handling' ? choicesBeside(choices, current.assignee) : choices}
              values={values}
              set={set}
              problem={
                unfinished === field.name
                  ? '请把「（请填写…）」换成实际的内容。'
                  : problemAt(decision.error, field.name)
              }
            />
          )}
          {move.name === 'publication-draft' && field.kind === 'text' && (
            <PublicTextCheck
              detail={detail}
              value={values[field.name] ?? ''}
              onMask={(text) => set(field.name, text)}
            />
          )}
        </Fragment>
      ))}
      <div className="form-end">
        <button
          type="submit"
          className="button button--primary"
          disabled={!move.allowed}
          aria-busy={decision.isPending}
        >
          {decision.isPending ? '正在提交…' : `确定${DECISION_WORDS[move.name]}`}
        </button>
        <button type="button" className="button" onClick={onClose}>
          先不办
        </button>
      </div>
    </form>
  )
}

/** Everybody but the one who leads. */
function choicesBeside({ departments, streets }: Choices, lead: string | null): Choices {
  return {
    departments: departments.filter(({ id }) => id !== lead),
    streets: streets.filter(({ code }) => code !== lead),
  }
}

/** A form before anything is typed; a street that takes a case is most often the one it happened in. */
function emptyValues(decision: Decision, detail: CaseDetail): Record<string, string> {
  const { case: current, choices, suggestion } = detail
  const values = Object.fromEntries(DECISION_FIELDS[decision].map((field) => [field.name, '']))
  if ('on' in values) values.on = dayOf(new Date())
  if ('beganOn' in values) values.beganOn = openHearing(current.hearings)?.beganOn ?? ''
  if ('partners' in values) values.partners = current.partners.join('\n')
  if ('to' in values && choices.streets.some(({ code }) => code === current.street)) values.to = current.street ?? ''
  const lead = leadElsewhere(current.competence)
  if (decision === 'transfer' && current.competence && lead)
    Object.assign(values, { body: lead, reason: `管辖已定：${competenceWord(current.competence)}。` })
  if ('bodies' in values) values.bodies = current.competence?.bodies.join('\n') ?? ''
  if (decision === 'publication-draft') Object.assign(values, publicValues(detail))
  const office = { assignment: 'to', forwarding: 'department' }[decision as 'assignment' | 'forwarding']
  if (office && suggestion?.decision === decision) values[office] = suggestion.to
  return values
}

/** A public text begins with what was drafted, else with what is public, else with what the outcome alone says. */
function publicValues(detail: CaseDetail): Record<string, string> {
  const { case: current, published } = detail
  const begun = current.publication?.draft ?? published
  const text = begun ?? proposedText(current)
  const about = ABOUT.map((one) => [one, begun?.[one]?.id ?? ''])
  const texts = TEXTS.map((field) => [field, text[field]])
  return { ...Object.fromEntries([...texts, ...about]), photos: photosBegun(detail) }
}
