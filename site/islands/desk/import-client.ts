import type { ListAction } from '#domain/case/list/plan.ts'
import type { ListProblem } from '#domain/case/list/read.ts'
import type { Given, ListChange } from '#domain/case/list/row.ts'
import type { TipKind } from '#domain/tip/kinds.ts'
import { post } from '../../client.ts'

/** A row of a list as the server reads it; `id` and `reference` once it has a case. */
export type ImportedRow = {
  sheet?: string
  line: number
  action: ListAction
  id?: string
  reference?: string
  /** Whether saving writes anything for it. */
  adds: boolean
  /** Line of this file it repeats. */
  repeats?: number
  problems: ListProblem[]
  number: string
  key: boolean
  matter: string
  kinds: TipKind[]
  street: string | null
  department: { id: string; name: string; reason: string | null } | null
  outOfDistrict: { body: string; phone: string | null; reason: string } | null
  suggestions: {
    street: { code: string; name: string; reason: string; certain: boolean } | null
    kinds: { kind: TipKind; reason: string }[]
    department: { id: string; name: string; reason: string } | null
  }
  given: Given
}
export type Imported = { rows: ImportedRow[]; problems: ListProblem[] }
export type Changes = Record<string, ListChange>

/** Sends a list: with `preview` nothing is saved. */
export function sendList(file: File, about: { changes: Changes; receivedOn: string }, preview: boolean) {
  const form = new FormData()
  form.set('file', file, file.name)
  if (Object.keys(about.changes).length > 0) form.set('changes', JSON.stringify(about.changes))
  if (about.receivedOn) form.set('receivedOn', about.receivedOn)
  return post<Imported>(`/api/cases/import${preview ? '?preview=1' : ''}`, form)
}

/** Whether a row will be saved with what was chosen: a missing type is all that a choice mends. */
export function willBeSaved(row: ImportedRow, change: ListChange | undefined): boolean {
  if (row.action !== 'problem') return row.adds
  const blocking = row.problems.filter((one) => one.level === 'problem')
  return change?.kinds !== undefined && blocking.every((one) => one.code === 'kinds-required')
}
