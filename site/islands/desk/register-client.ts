import { call, get, post, queryOf } from '../../client.ts'
import type { Register } from './route.ts'

export type RegisterItem = {
  id: string
  code?: string
  name: string
  version: number
  publishedOn: string
  url: string
}
export type RegisterEntryData = Record<string, unknown>

export const listRegister = (register: Register, q: string, after: string | null, limit = 50) =>
  get<{ items: RegisterItem[]; next: string | null }>(
    `/api/${register}?${queryOf({ q, limit: String(limit), ...(after && { after }) })}`,
  )
export const getEntry = (register: Register, id: string) =>
  get<{ id: string; version: number; publishedOn: string; url: string; data: RegisterEntryData }>(
    `/api/${register}/${encodeURIComponent(id)}`,
  )
export const addEntry = (register: Register, entry: RegisterEntryData) =>
  post<{ id: string; version: number; url: string }>(`/api/${register}`, entry)
/** Puts a new version into the register, public at once; `version` is the one the person saw. */
export const changeEntry = (register: Register, id: string, version: number, entry: RegisterEntryData) =>
  call<{ version: number; url: string }>('PUT', `/api/${register}/${encodeURIComponent(id)}`, { version, ...entry })
