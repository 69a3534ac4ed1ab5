import { call, get, post } from '../../client.ts'
import type { CaseFilters } from './case-filters.ts'

/** Filters of the queue somebody kept under a name. */
export type SavedView = { id: string; name: string; filters: CaseFilters }

export const listViews = () => get<{ items: SavedView[] }>('/api/case-views')
export const saveView = (name: string, filters: CaseFilters) =>
  post<{ id: string }>('/api/case-views', { name, filters })
export const removeView = (id: string) => call('DELETE', `/api/case-views/${encodeURIComponent(id)}`)
