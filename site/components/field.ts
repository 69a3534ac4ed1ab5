import type { Problem } from '#domain/refusal.ts'

/** Ids of a field's parts, from the dotted path the API names it by. */
export const fieldId = (path: string) => `field-${path.replaceAll('.', '-')}`
export const hintId = (path: string) => `${fieldId(path)}-hint`
export const problemId = (path: string) => `${fieldId(path)}-problem`

/** The first problem at a path or inside it (`kinds` also answers for `kinds.0`). */
export function problemAt(problems: readonly Problem[], path: string): string | undefined {
  return problems.find((one) => one.path === path || one.path.startsWith(`${path}.`))?.message
}
