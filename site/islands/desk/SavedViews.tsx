import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { queryOf } from '../../client.ts'
import { ErrorNote } from '../Field.tsx'
import type { CaseFilters } from './case-filters.ts'
import { type QueueView, queueHash } from './route.ts'
import { listViews, removeView, saveView } from './saved-views.ts'

/** Filters kept under a name: one press away, and what is shown now may be kept as well. */
export function SavedViews({ filters, view }: { filters: CaseFilters; view: QueueView }) {
  const queries = useQueryClient()
  const [naming, setNaming] = useState(false)
  const views = useQuery({ queryKey: ['views'], queryFn: listViews })
  const refresh = () => queries.invalidateQueries({ queryKey: ['views'] })
  const save = useMutation({
    mutationFn: (name: string) => saveView(name, filters),
    onSuccess: async () => {
      setNaming(false)
      await refresh()
    },
  })
  const remove = useMutation({ mutationFn: removeView, onSuccess: refresh })
  const items = views.data?.items ?? []
  const now = sameness(filters)
  const shown = items.find((one) => sameness(one.filters) === now)
  if (items.length === 0 && now === '') return null
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    if (name && !save.isPending) save.mutate(name)
  }
  return (
    <nav className="saved-views" aria-label="我的视图">
      {items.map((one) => (
        <a key={one.id} href={queueHash(one.filters, view)} aria-current={one === shown ? 'true' : undefined}>
          {one.name}
        </a>
      ))}
      {shown && (
        <button type="button" className="plain" onClick={() => remove.mutate(shown.id)}>
          删去“{shown.name}”
        </button>
      )}
      {!shown && now !== '' && !naming && (
        <button type="button" className="plain" onClick={() => setNaming(true)}>
          保存这个视图
        </button>
      )}
      {naming && !shown && (
        <form onSubmit={submit}>
          <label className="visually-hidden" htmlFor="view-name">
            视图名称
          </label>
          {/* biome-ignore lint/a11y/noAutofocus: it opens at a press and is what was asked for */}
          <input id="view-name" name="name" className="input" maxLength={30} autoComplete="off" autoFocus />
          <button type="submit" className="button" aria-busy={save.isPending}>
            保存
          </button>
          <button type="button" className="plain" onClick={() => setNaming(false)}>
            不存了
          </button>
        </form>
      )}
      <ErrorNote error={save.error ?? remove.error} />
    </nav>
  )
}

/** The same filters in any order are the same view. */
const sameness = (filters: Record<string, string | undefined>): string =>
  queryOf(Object.fromEntries(Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1))))
