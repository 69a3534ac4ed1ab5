import type { LandClass, SoilRow } from '#domain/disclosure/schema.ts'
import type { DisclosureDecision, DisclosureState } from '#domain/disclosure/state.ts'
import type { FilingDuty } from '#domain/enterprise/duty.ts'
import type { EventType } from '#domain/event.ts'
import type { FilingKind, Party } from '#domain/record.ts'
import type { RefusalCode } from '#domain/refusal.ts'
import type { Comparison } from '#domain/standard/compare.ts'
import { call, get, post, queryOf, type SaidProblem } from '../../client.ts'

/** What a filing says, as entered: may be incomplete until submission. */
export type FilingData = Record<string, unknown>

export type FilingItem = {
  id: string
  kind: FilingKind
  party: Party
  title: string
  year: number | null
  state: DisclosureState
  version: number
  revision: number
  publishedRevision: number | null
  signedOn: string | null
  publishedOn: string | null
  dueOn?: string | null
}
export type Reason = { path: string; text: string }
export type FilingFile = { id: string; name: string; type: string; size: number; sha256: string; revision: number }
/** Worth a look (`warning`), or in the way of submission (`problem`). */
export type FilingCheck = { path: string; code: string; message: string; level?: string }
export type FilingEvent = {
  seq: number
  type: EventType
  label: string
  at: string
  actorName: string | null
  data: Record<string, unknown>
}
export type FilingMove = {
  name: DisclosureDecision
  allowed: boolean
  whyNot?: { code: RefusalCode; message: string }
}
export type FilingDetail = {
  disclosure: FilingItem & {
    data: FilingData
    reasons: Reason[]
    returned: number
    changed: string | null
    basis: string | null
    reply: string | null
    submittedOn: string | null
  }
  /** One per row, in their order. */
  comparisons: Comparison[]
  before: { year: number; landClass: LandClass; rows: SoilRow[]; comparisons: Comparison[] } | null
  checks: FilingCheck[]
  /** What still blocks submission. */
  problems: SaidProblem[]
  files: FilingFile[]
  events: FilingEvent[]
  moves: FilingMove[]
  /** Address of its public page, once there is one. */
  url: string | null
}
export type Duty = FilingDuty & { label: string }
export type FilingFilters = Partial<Record<'state' | 'kind' | 'party', string>>
/** A published remediation, as a transfer or an assessment names it. */
export type ProjectChoice = { id: string; name: string; plot: Choice; contractor?: Organisation; targets?: unknown[] }
export type Choice = { id: string; name: string }
export type Organisation = { code: string; name: string }

const at = (id: string) => `/api/disclosures/${encodeURIComponent(id)}`

export const listDuties = () => get<{ items: Duty[] }>('/api/duties')
export const listFilings = (filters: FilingFilters, cursor: string | null) =>
  get<{ items: FilingItem[]; next: string | null }>(
    `/api/disclosures?${queryOf({ ...filters, ...(cursor && { cursor }) })}`,
  )
export const getFiling = (id: string) => get<FilingDetail>(at(id))
export const beginFiling = (kind: FilingKind, data: FilingData) =>
  post<{ id: string; version: number }>('/api/disclosures', { kind, ...data })
export const saveFiling = (id: string, version: number, data: FilingData) =>
  call<{ version: number }>('PUT', at(id), { version, ...data })
/** Moves a filing; `version` is the one the person saw. */
export const decideFiling = (id: string, decision: DisclosureDecision, input: { version: number } & FilingData) =>
  post<{ version: number; state: DisclosureState; url?: string | null }>(`${at(id)}/${decision}`, input)

/** Replaces all rows by those of a CSV or XLSX file; refused with every problem at once, by cell. */
export function sendRows(id: string, version: number, file: File) {
  const form = new FormData()
  form.set('file', file, file.name)
  form.set('version', String(version))
  return post<{ version: number; rows: number; checks: FilingCheck[] }>(`${at(id)}/rows`, form)
}

/** Keeps a report (PDF) with a filing; `text` is what could be read out of it. */
export function sendFile(id: string, file: File) {
  const form = new FormData()
  form.set('file', file, file.name)
  return post<FilingFile & { version: number; text: string | null }>(`${at(id)}/files`, form)
}

/** Takes a report away from the version that is being worked on. */
export const removeFile = (id: string, file: string) => call('DELETE', fileAddress(id, file))
export const fileAddress = (id: string, file: string) => `${at(id)}/files/${encodeURIComponent(file)}`

export const listProjects = (q: string) =>
  get<{ items: ProjectChoice[] }>(`/api/projects?${queryOf({ q, limit: '200' })}`)
export const listPlots = (q: string) => get<{ items: Choice[] }>(`/api/plots?${queryOf({ q, limit: '200' })}`)
export const listInstitutions = (q: string) => get<{ items: Organisation[] }>(`/api/institutions?${queryOf({ q })}`)
