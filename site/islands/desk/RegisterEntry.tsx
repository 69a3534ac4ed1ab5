import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useMemo, useRef } from 'react'
import { ApiError } from '../../client.ts'
import { ErrorNote } from '../Field.tsx'
import { useEdits } from '../filing/edits.ts'
import { FormParts } from '../filing/FormParts.tsx'
import { FormProvider, type FormState } from '../filing/form-state.ts'
import { inputOf } from '../filing/input.ts'
import { FormProblems } from '../filing/ProblemList.tsx'
import { partOf, withValue } from '../filing/paths.ts'
import { useAnnounce } from './announce.tsx'
import { PageHead } from './PageHead.tsx'
import { addEntry, changeEntry, getEntry, type RegisterEntryData } from './register-client.ts'
import { entryInput, REGISTER_WORDS, registerForm } from './register-forms.ts'
import { goTo, type Register } from './route.ts'
import { useSession } from './session.ts'
import { focusWrong } from './wrong-field.ts'

type Found = Awaited<ReturnType<typeof getEntry>>

/** One entry of a register, to add or to change; each save is a new version and public at once. */
export function RegisterEntry({ register, id }: { register: Register; id: string | null }) {
  const found = useQuery({
    queryKey: ['register-entry', register, id],
    queryFn: () => getEntry(register, id as string),
    enabled: id !== null,
  })
  const { one } = REGISTER_WORDS[register]
  const title = id === null ? `登记${one}` : String(found.data?.data.name ?? REGISTER_WORDS[register].title)
  return (
    <PageHead
      title={title}
      before={
        <a className="back" href={`#/register/${register}`}>
          ← 登记册
        </a>
      }
    >
      <ErrorNote error={found.error} />
      {id !== null && found.isPending && <p className="desk-wait">正在取…</p>}
      {(id === null || found.data) && (
        <EntryForm register={register} id={id} found={found.data ?? null} reload={found.refetch} />
      )}
    </PageHead>
  )
}

const EMPTY: RegisterEntryData = {}

type Props = { register: Register; id: string | null; found: Found | null; reload: () => Promise<unknown> }

function EntryForm({ register, id, found, reload }: Props) {
  const { choices } = useSession()
  const announce = useAnnounce()
  const queries = useQueryClient()
  const box = useRef<HTMLFormElement>(null)
  const sections = useMemo(
    () =>
      registerForm(
        register,
        choices.streets.map(({ code, name }) => [code, name] as const),
        id === null,
      ),
    [register, choices, id],
  )
  const { edits, change, forget, unsaved } = useEdits(`${register}:${id ?? 'new'}`)
  const data = found?.data ?? EMPTY
  const values = useMemo(() => ({ ...data, ...edits }), [data, edits])
  const save = useMutation({
    mutationFn: ({ version, entry }: { version: number | null; entry: RegisterEntryData; sent: typeof edits }) =>
      version === null || id === null ? addEntry(register, entry) : changeEntry(register, id, version, entry),
    onSuccess: async (_, { sent }) => {
      announce('已保存，公开的页面已经更新。')
      forget(sent)
      await queries.invalidateQueries({ queryKey: ['register'] })
      if (id === null) goTo(`#/register/${register}`)
      else await reload()
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.code === 'register.moved-first') await reload()
      requestAnimationFrame(() => focusWrong(box.current))
    },
  })
  const problems = save.error instanceof ApiError ? save.error.problems : []
  const form = useMemo<FormState>(
    () => ({
      values,
      set: (path, value) => change(partOf(path), withValue(values, path, value)[partOf(path)]),
      fill: (parts) => {
        for (const [part, value] of Object.entries(parts)) change(part, value)
      },
      wrong: (path) => problems.find((one) => one.path === path)?.message,
    }),
    [values, change, problems],
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const entry = entryInput(register, inputOf(sections, values))
    if (!save.isPending) save.mutate({ version: found?.version ?? null, entry, sent: edits })
  }
  return (
    <form ref={box} className="filing-editor" noValidate onSubmit={submit}>
      {problems.length > 0 ? (
        <FormProblems title={`没有保存，有 ${problems.length} 处要改：`} problems={problems} box={box} />
      ) : (
        <ErrorNote error={save.error} />
      )}
      <FormProvider value={form}>
        <FormParts sections={sections} />
      </FormProvider>
      <div className="editor-bar">
        <p aria-live="polite">
          {unsaved ? '有改动还没有保存' : found ? `第 ${found.version} 版，已公开` : '保存后立即公开'}
          {found && (
            <>
              {' · '}
              <a href={found.url}>看公开的页面</a>
            </>
          )}
        </p>
        <div className="editor-buttons">
          <button type="submit" className="button button--primary" aria-busy={save.isPending}>
            {save.isPending ? '正在保存…' : '保存并公开'}
          </button>
        </div>
      </div>
    </form>
  )
}
