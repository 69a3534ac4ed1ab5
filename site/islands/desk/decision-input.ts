import type { PhotoChoice } from '#domain/case/publication/photo.ts'
import type { DecisionInput } from '#domain/case/schema.ts'
import type { Decision } from '#domain/case/state.ts'
import type { DecisionField } from './decision-field.ts'
import { DECISION_FIELDS } from './decision-fields.ts'

/** The body the API takes, of what was typed: optional fields left empty are left out. */
export function inputOf(decision: Decision, values: Record<string, string>, version: number): DecisionInput['input'] {
  const filled = DECISION_FIELDS[decision].flatMap((field) => {
    const value = values[field.name]?.trim() ?? ''
    return field.optional && value === '' ? [] : [[field.name, sentOf(field, value)] as const]
  })
  const sent: Record<string, unknown> = { version }
  for (const [name, value] of filled) {
    const [outer = name, inner] = name.split('.')
    sent[outer] = inner ? { ...(sent[outer] as object), [inner]: value } : value
  }
  return sent as DecisionInput['input']
}

function sentOf(field: DecisionField, value: string): unknown {
  if (field.kind === 'number') return /^\d+(\.\d+)?$/.test(value) ? Number(value) : value
  if (field.kind === 'many' || field.kind === 'lines') return value.split('\n').flatMap((line) => line.trim() || [])
  if (field.kind === 'parts') return partsOf(value)
  if (field.kind === 'photos') return choicesIn(value)
  return field.name === 'satisfied' ? value === 'true' : value
}

/** Pictures chosen, as a form holds them: no value is none. */
export function choicesIn(value: string): PhotoChoice[] {
  return value === '' ? [] : JSON.parse(value)
}

/** The value of a form for pictures chosen. */
export function fieldOf(choices: readonly PhotoChoice[]): string {
  return choices.length > 0 ? JSON.stringify(choices) : ''
}

/** Paragraphs with an empty line between them. */
export function partsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
