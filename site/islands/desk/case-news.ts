import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onReturn, recentlyActive } from './activity.ts'

const STREAM = '/api/cases/stream'
/** Changes that come together are looked at together. */
const GATHER_MS = 300
/** After a server that keeps no streams, or has too many: ask again then, and poll meanwhile. */
const AGAIN_MS = 5 * 60_000

let isLive = false

/** How often a list looks by itself: seldom while changes are told, never at an empty desk. */
export const lookEvery = (): number | false => (recentlyActive() ? (isLive ? 120_000 : 30_000) : false)

/**
 * Refreshes what the desk shows as cases change, while its window is looked at and somebody is there: a stream that is
 * heard is no use of the session, but looking is. Without a stream the lists poll.
 */
export function useCaseNews(isWanted: boolean): void {
  const queries = useQueryClient()
  useEffect(() => (isWanted ? hearCaseNews(queries) : undefined), [queries, isWanted])
}

function hearCaseNews(queries: QueryClient): () => void {
  let source: EventSource | null = null
  let again: ReturnType<typeof setTimeout> | undefined
  const refresh = refresher(queries)

  const close = () => {
    clearTimeout(again)
    source?.close()
    source = null
    isLive = false
  }
  const open = () => {
    close()
    if (document.hidden) return
    source = new EventSource(STREAM)
    source.addEventListener('open', () => {
      isLive = true
      refresh('all')
    })
    source.addEventListener('case', (event) => refresh((JSON.parse(event.data) as { id: string }).id))
    source.addEventListener('all', () => refresh('all'))
    source.addEventListener('opening', () => refresh('opening'))
    // The next question finds the session ended and offers to sign in again.
    source.addEventListener('end', () => {
      close()
      queries.refetchQueries({ queryKey: ['me'] })
    })
    source.addEventListener('error', () => {
      isLive = false
      if (source?.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_MS)
    })
  }
  const stopReturns = onReturn(() => (source && source.readyState !== EventSource.CLOSED ? refresh() : open()))
  document.addEventListener('visibilitychange', open)
  open()
  return () => {
    close()
    stopReturns()
    document.removeEventListener('visibilitychange', open)
  }
}

/** Gathers what changed and asks for it anew, at once or when somebody is back. */
function refresher(queries: QueryClient): (changed?: string) => void {
  const changed = new Set<string>()
  let soon: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    soon = undefined
    if (changed.size === 0 || !recentlyActive()) return
    if (changed.has('all') || changed.delete('opening')) queries.invalidateQueries({ queryKey: ['identity'] })
    for (const key of ['cases', 'counts', 'day']) queries.invalidateQueries({ queryKey: [key] })
    if (changed.has('all')) queries.invalidateQueries({ queryKey: ['case'] })
    else for (const id of changed) queries.invalidateQueries({ queryKey: ['case', id] })
    changed.clear()
  }
  return (id) => {
    if (id) changed.add(id)
    if (soon === undefined) soon = setTimeout(look, GATHER_MS)
  }
}
