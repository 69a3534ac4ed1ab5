import { useSyncExternalStore } from 'react'
import { CASE_FILTERS, type CaseFilters } from './case-filters.ts'

/** Where in the desk somebody is. It lives in the fragment, which no server sees. */
export type Route =
  | { page: 'day' }
  | { page: 'queue'; view: QueueView; filters: CaseFilters }
  | { page: 'case'; id: string }
  | { page: 'case-file'; id: string }
  | { page: 'entry' }
  | { page: 'import' }
  | { page: 'grants' }
  | { page: 'departments' }
  | { page: 'rules' }
  | { page: 'bureau' }
  | { page: 'identity' }
  | { page: 'roster' }
  | { page: 'grids' }
  | { page: 'inspections' }
  | { page: 'filings'; state: string | null }
  | { page: 'filing'; id: string }
  | { page: 'register'; register: Register; q: string }
  | { page: 'register-entry'; register: Register; id: string | null }
  | { page: 'ties' }
  | { page: 'texts' }
  | { page: 'unknown' }

/** How the queue is looked at; filters are the same. */
export type QueueView = 'list' | 'map'
const QUEUES: Readonly<Record<string, QueueView>> = { '/': 'list', '/map': 'map' }

/** The registers the bureau keeps. */
export const REGISTER_NAMES = ['enterprises', 'plots', 'institutions'] as const
export type Register = (typeof REGISTER_NAMES)[number]

/** Pages that are nothing but their address. */
const PLAIN: Readonly<
  Record<string, 'grants' | 'departments' | 'rules' | 'bureau' | 'roster' | 'grids' | 'inspections' | 'ties'>
> = {
  '/grants': 'grants',
  '/departments': 'departments',
  '/rules': 'rules',
  '/bureau': 'bureau',
  '/roster': 'roster',
  '/grids': 'grids',
  '/ties': 'ties',
  '/inspections': 'inspections',
}

export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2)
  const id = /^\/cases\/([\w-]+)$/.exec(path)?.[1]
  if (id) return { page: 'case', id }
  const printed = /^\/cases\/([\w-]+)\/file$/.exec(path)?.[1]
  if (printed) return { page: 'case-file', id: printed }
  if (path === '' || path === '/day') return { page: 'day' }
  if (path === '/new') return { page: 'entry' }
  if (path === '/texts') return { page: 'texts' }
  if (path === '/import') return { page: 'import' }
  if (path === '/identity') return { page: 'identity' }
  const plain = PLAIN[path]
  if (plain) return { page: plain }
  const filing = readFilings(path, query) ?? readRegister(path, query)
  if (filing) return filing
  const view = QUEUES[path]
  if (!view) return { page: 'unknown' }
  const asked = new URLSearchParams(query)
  const filters = Object.fromEntries(CASE_FILTERS.flatMap((name) => (asked.get(name) ? [[name, asked.get(name)]] : [])))
  return { page: 'queue', view, filters }
}

function readFilings(path: string, query: string): Route | null {
  if (path === '/filings') return { page: 'filings', state: new URLSearchParams(query).get('state') }
  const id = /^\/filings\/([\w-]+)$/.exec(path)?.[1]
  return id ? { page: 'filing', id } : null
}

function readRegister(path: string, query: string): Route | null {
  const [, name, id] = /^\/register\/([a-z]+)(?:\/([\w-]+))?$/.exec(path) ?? []
  const register = REGISTER_NAMES.find((one) => one === name)
  if (!register) return null
  if (!id) return { page: 'register', register, q: new URLSearchParams(query).get('q') ?? '' }
  return { page: 'register-entry', register, id: id === 'new' ? null : id }
}

export function queueHash(filters: CaseFilters, view: QueueView = 'list'): string {
  const query = new URLSearchParams(Object.entries(filters).filter(([, value]) => value)).toString()
  const path = view === 'map' ? '#/map' : '#/'
  return query ? `${path}?${query}` : path
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
let queueLeft = '#/'
function ours(): string {
  if (location.hash === '' || location.hash.startsWith('#/')) last = location.hash
  if (readRoute(last).page === 'queue') queueLeft = last
  return last
}

/** The queue as it was left: its view and filters. */
export const queueAsLeft = (): string => queueLeft

function subscribe(changed: () => void): () => void {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}
