import { useSyncExternalStore } from 'react'
import type { CaseFilters } from '../../client.ts'

/** Where in the desk somebody is. It lives in the fragment, which no server sees. */
export type Route =
  | { page: 'queue'; filters: CaseFilters }
  | { page: 'case'; id: string }
  | { page: 'entry' }
  | { page: 'unknown' }

const FILTERS = ['state', 'street', 'kind', 'channel', 'overdue', 'mine', 'emergency', 'q'] as const

export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2)
  const id = /^\/cases\/([\w-]+)$/.exec(path)?.[1]
  if (id) return { page: 'case', id }
  if (path === '/new') return { page: 'entry' }
  if (path !== '' && path !== '/') return { page: 'unknown' }
  const asked = new URLSearchParams(query)
  const filters = Object.fromEntries(FILTERS.flatMap((name) => (asked.get(name) ? [[name, asked.get(name)]] : [])))
  return { page: 'queue', filters }
}

export function queueHash(filters: CaseFilters): string {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value)).toString()
  return query ? `#/?${query}` : '#/'
}

export const caseHash = (id: string): string => `#/cases/${id}`

export function goTo(hash: string): void {
  location.hash = hash
}

/** Changes the address without a step in the history: for filters and typing. */
export function replaceHash(hash: string): void {
  history.replaceState(null, '', hash)
  dispatchEvent(new HashChangeEvent('hashchange'))
}

/** The fragment while it is one of ours: 「跳到正文」 (`#main`) is no change of page. */
export function useHash(): string {
  return useSyncExternalStore(subscribe, ours)
}

let last = ''
function ours(): string {
  if (location.hash === '' || location.hash.startsWith('#/')) last = location.hash
  return last
}

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}
