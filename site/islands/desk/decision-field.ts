import type { Limits } from '#domain/case/limits.ts'
import type { About } from '#domain/case/publication/draft.ts'
import type { Choices } from '../../client.ts'

/** One thing to fill in for a decision. `name` is the key the API takes, dotted where it is inside another. */
export type DecisionField = {
  name: string
  label: string
  hint?: string | ((limits: Limits) => string)
  optional?: true
  /** Asked only once the case has a public row; of heads alone. */
  when?: 'published' | 'head'
} & (
  | { kind: 'line' | 'lines' | 'text' | 'number' | 'parts' | 'photos' }
  | { kind: 'day'; ahead?: true }
  | { kind: 'record'; of: keyof About }
  | { kind: 'choice' | 'many'; options: (choices: Choices, limits: Limits) => readonly (readonly [string, string])[] }
)

/** What a field says under its label, with the limits of the case. */
export const hintOf = ({ hint }: Pick<DecisionField, 'hint'>, limits: Limits): string | undefined =>
  typeof hint === 'function' ? hint(limits) : hint

/** Values beside their words, for a choice. */
export const wordsOf = <V extends string>(values: readonly V[], words: Record<V, string>) =>
  values.map((value) => [value, words[value]] as const)

/** Who reads what is written. */
export const STAFF_ONLY = '只有工作人员看得到。'
export const TOLD = '举报人凭查询码看得到这段话。'
