import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useCallback, useMemo, useRef, useState } from 'react'
import { KINDS } from '#domain/disclosure/kinds.ts'
import type { FilingKind } from '#domain/record.ts'
import { ApiError } from '../../client.ts'
import { useAnnounce } from '../desk/announce.tsx'
import { Checks } from './Checks.tsx'
import { decideFiling, type FilingData, type FilingDetail, saveFiling } from './client.ts'
import { EditorBar } from './EditorBar.tsx'
import { EditorProblems } from './EditorProblems.tsx'
import { type Edits, useEdits } from './edits.ts'
import { FilePart } from './FilePart.tsx'
import { FormParts } from './FormParts.tsx'
import { FormProvider, type FormState } from './form-state.ts'
import { FORMS } from './forms.ts'
import { inputOf } from './input.ts'
import { useFocusProblems } from './ProblemList.tsx'
import { isAbout, partOf, withValue } from './paths.ts'
import { Reasons } from './Reasons.tsx'
import { RowsPart } from './RowsPart.tsx'

type Props = { detail: FilingDetail; reload: () => Promise<unknown> }
type Sent = { version: number; data: FilingData; edits: Edits; dirty: boolean; submit: boolean }

/** A draft to fill in: saved as often as wanted, however incomplete; all that is wrong is said at once on submission. */
export function FilingEditor({ detail, reload }: Props) {
  const { id, kind, version, data, reasons } = detail.disclosure
  const announce = useAnnounce()
  const queries = useQueryClient()
  const box = useRef<HTMLFormElement>(null)
  const { edits, change, forget, unsaved } = useEdits(id)
  const values = useMemo(() => ({ ...data, ...edits }), [data, edits])
  const [asked, setAsked] = useState<Sent | null>(null)
  /** What was changed since the last answer: it is no longer what was complained of. */
  const [touched, setTouched] = useState<readonly string[]>([])
  const send = useMutation({
    mutationFn: async ({ version: seen, data: input, edits: sent, dirty, submit }: Sent) => {
      const saved = dirty ? (await saveFiling(id, seen, input)).version : seen
      if (dirty) {
        // What was typed stands until what was stored is here: a field never shows the text of before for a moment.
        await reload()
        forget(sent)
      }
      if (submit) await decideFiling(id, 'submission', { version: saved })
      return submit
    },
    onSuccess: (submitted) => announce(submitted ? '已提交，等签署人签字。' : '已保存。'),
    onSettled: () =>
      Promise.all([
        reload(),
        queries.invalidateQueries({ queryKey: ['filings'] }),
        queries.invalidateQueries({ queryKey: ['duties'] }),
      ]),
  })
  useFocusProblems(box, send.error)
  const problems = useMemo(
    () =>
      send.error instanceof ApiError
        ? send.error.problems.filter(({ path }) => !touched.some((one) => isAbout(one, path)))
        : [],
    [send.error, touched],
  )
  const wrong = useCallback(
    (path: string) => {
      const said = problems.filter((one) => one.path === path).map(({ message }) => message)
      const asked = reasons.filter((one) => one.path === path).map(({ text }) => `退回意见：${text}`)
      return [...said, ...asked].join(' ') || undefined
    },
    [problems, reasons],
  )
  const form = useMemo<FormState>(
    () => ({
      values,
      set: (path, value) => {
        setTouched((before) => (before.includes(path) ? before : [...before, path]))
        change(partOf(path), withValue(values, path, value)[partOf(path)])
      },
      fill: (parts) => {
        setTouched((before) => [...before, ...Object.keys(parts)])
        for (const [part, value] of Object.entries(parts)) change(part, value)
      },
      wrong,
    }),
    [values, change, wrong],
  )
  const { before, after } = partsOf(kind)
  const go = (submit: boolean) => {
    if (send.isPending) return
    const input = { ...inputOf(FORMS[kind], values), ...(edits.rows !== undefined && { rows: edits.rows }) }
    const sent = { version, data: input, edits, dirty: unsaved, submit }
    setAsked(sent)
    setTouched([])
    send.mutate(sent)
  }
  const stored = async () => {
    forget({ rows: edits.rows })
    send.reset()
    await reload()
  }
  return (
    <form
      ref={box}
      className="filing-editor"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        go(false)
      }}
    >
      <EditorProblems error={send.error} problems={problems} submitting={asked?.submit ?? false} box={box} />
      <Reasons reasons={reasons} box={box} />
      <FormProvider value={form}>
        <FormParts sections={before} />
        {KINDS[kind].rows && <RowsPart detail={detail} rowsChanged={edits.rows !== undefined} onStored={stored} />}
        <FilePart
          detail={detail}
          needed={KINDS[kind].report}
          hasText={kind === 'effect_assessment'}
          onStored={reload}
        />
        <FormParts sections={after} />
      </FormProvider>
      <Checks checks={detail.checks} />
      <EditorBar detail={detail} unsaved={unsaved} busy={send.isPending} onSubmit={() => go(true)} reload={reload} />
    </form>
  )
}

/** A report comes before what it fills in: its words. */
function partsOf(kind: FilingKind) {
  const sections = FORMS[kind]
  const at = KINDS[kind].report ? sections.length - 1 : sections.length
  return { before: sections.slice(0, at), after: sections.slice(at) }
}
