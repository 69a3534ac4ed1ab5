import * as z from 'zod/mini'
import type { Problem } from '../refusal.ts'
import { text } from '../text.ts'
import { REJECTION_WORDS, TO_FILL_IN } from '../words/zh/rejection.ts'
import { TEXT_TEMPLATE_WORDS, TEXT_VARIABLE_WORDS } from '../words/zh/text-template.ts'
import { REJECTION_GROUNDS, type RejectionGround } from './rejection.ts'
import type { Decision } from './state.ts'

/** Decisions that say something to the reporter, and the field it is written in. */
export const TEXT_FIELDS = {
  'information-request': 'text',
  acceptance: 'text',
  rejection: 'tell',
  'extension-request': 'reason',
  reply: 'text',
  transfer: 'reason',
  reopening: 'reason',
} as const satisfies Partial<Record<Decision, string>>
export type TextDecision = keyof typeof TEXT_FIELDS
export const TEXT_DECISIONS = Object.keys(TEXT_FIELDS) as readonly TextDecision[]

/** What a template may leave open, by code; a person writes `{{受理编号}}`. */
export const TEXT_VARIABLES = [
  'reference',
  'street',
  'received',
  'today',
  'by',
  'article',
  'reviewWithin',
  'assignee',
  'bureau',
  'telephone',
] as const
export type TextVariable = (typeof TEXT_VARIABLES)[number]

/**
 * A text people start from. `ground`: of a rejection, the one it is for; null, any. Version 0 is one of ours that
 * nobody at the bureau has touched.
 */
export type TextTemplate = {
  id: string
  version: number
  decision: TextDecision
  ground: RejectionGround | null
  name: string
  text: string
}

const fields = {
  decision: z.enum(TEXT_DECISIONS as readonly [TextDecision, ...TextDecision[]]),
  ground: z.optional(z.enum(REJECTION_GROUNDS)),
  name: text(30),
  text: text(2000),
}
/** Body of `POST /api/text-templates`, and with the version that was seen of `PUT /api/text-templates/:id`. */
export const TextTemplateInput = z.strictObject(fields)
export const TextTemplateChange = z.strictObject({ version: z.int().check(z.minimum(0)), ...fields })
export type TextTemplateInput = z.infer<typeof TextTemplateInput>

const VARIABLE = /\{\{([^{}]*)\}\}/g
const CODES = new Map(TEXT_VARIABLES.map((code) => [TEXT_VARIABLE_WORDS[code], code]))

/** What is wrong with a template beyond its shape: names nobody knows, braces left open, a ground of no rejection. */
export function textTemplateProblems(input: TextTemplateInput): Problem[] {
  const unknown = [...input.text.matchAll(VARIABLE)].map((one) => one[1] as string).filter((one) => !codeOf(one))
  const problems: Problem[] = [...new Set(unknown)].map((name) => ({
    path: 'text',
    code: 'unknown-variable',
    message: TEXT_TEMPLATE_WORDS.unknownVariable(name),
  }))
  if (/\{\{|\}\}/.test(input.text.replaceAll(VARIABLE, '')))
    problems.push({ path: 'text', code: 'unknown-variable', message: TEXT_TEMPLATE_WORDS.openBraces })
  if (input.ground && input.decision !== 'rejection')
    problems.push({ path: 'ground', code: 'mismatch', message: TEXT_TEMPLATE_WORDS.noGround })
  return problems
}

/** The text with what is known; what is not known is left for a person to fill in, and cannot go out before. */
export function fillTextTemplate(template: string, known: Partial<Record<TextVariable, string | null>>): string {
  return template.replaceAll(VARIABLE, (_, name: string) => {
    const code = codeOf(name)
    return (code && known[code]) || `${TO_FILL_IN}${name}）`
  })
}

/** What must be told with a ground, with what is known. */
export function tellOf(ground: RejectionGround, known: Parameters<typeof fillTextTemplate>[1]): string {
  return fillTextTemplate(REJECTION_WORDS[ground].tell, known)
}

/** The templates of a decision that fit: those of its ground before those of any. */
export function fittingTemplates(
  templates: readonly TextTemplate[],
  decision: Decision,
  ground: string | undefined,
): TextTemplate[] {
  const own = templates.filter((one) => one.decision === decision)
  return [...own.filter((one) => one.ground !== null && one.ground === ground), ...own.filter((one) => !one.ground)]
}

function codeOf(name: string): TextVariable | undefined {
  return CODES.get(name.trim())
}
