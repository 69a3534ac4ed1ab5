import { FILING_FIELD_WORDS } from '#domain/words/zh/disclosure.ts'
import type { ProjectChoice } from './client.ts'

/** One thing to fill in. `path` is dotted; inside a list it is relative to the entry. */
export type FormField = {
  path: string
  label: string
  hint?: string
  optional?: true
  /** The schema wants null where nothing is filled in. */
  nullable?: true
} & (
  | { kind: 'line' | 'day' | 'organisation' | 'plot' }
  | { kind: 'text'; rows?: number }
  | { kind: 'number'; unit?: string }
  | { kind: 'flag'; yes: string; no: string }
  | { kind: 'choice' | 'choices'; options: readonly Option[] }
  /** A pollutant by name, with its id in the standards (`item`) beside it when it has one. */
  | { kind: 'pollutant' }
  /** Short texts, one a line. */
  | { kind: 'lines' }
  /** Set by another field; shown, not typed. */
  | { kind: 'fixed' }
  /** A published remediation; choosing one fills in what it already says. */
  | { kind: 'project'; fills: (project: ProjectChoice, now: Record<string, unknown>) => Record<string, unknown> }
  | { kind: 'list'; one: string; item: readonly FormField[]; none?: string }
)
export type FieldKind = FormField['kind']
export type Option = readonly [value: string, word: string]

/** A part of a form under a heading. */
export type FormSection = { title: string; hint?: string; fields: readonly FormField[] }

export const optionsOf = <V extends string>(values: readonly V[], words: Readonly<Record<V, string>>): Option[] =>
  values.map((value) => [value, words[value]])

/** Every field of a form that stands by itself. */
export const fieldsOf = (sections: readonly FormSection[]): FormField[] => sections.flatMap(({ fields }) => [...fields])

/** Path and label of a field of a filing, called as the problems of the API call it; `list` for a field of its entries. */
export function named(path: string, list?: string): { path: string; label: string } {
  return { path, label: FILING_FIELD_WORDS[list ? `${list}.*.${path}` : path] ?? path }
}
