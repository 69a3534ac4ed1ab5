import * as z from 'zod/mini'
import type { Decision } from './state.ts'

/**
 * What may be decided for many cases at once: what is the same for all of them. Refusals, replies and closures say
 * something of one case, so each is written on its own.
 */
export const TRIAGE_DECISIONS = [
  'registration',
  'acceptance',
  'forwarding',
  'assignment',
  'archiving',
  'note',
] as const satisfies readonly Decision[]
export type TriageDecision = (typeof TRIAGE_DECISIONS)[number]

/** Cases of one triage. */
export const MAX_TRIAGE = 100

/** One decision for many cases, each with the version the person saw; `input` is the decision's own body. */
export const TriageInput = z.strictObject({
  decision: z.enum(TRIAGE_DECISIONS),
  cases: z
    .array(z.strictObject({ id: z.string().check(z.maxLength(60)), version: z.int().check(z.minimum(1)) }))
    .check(z.minLength(1), z.maxLength(MAX_TRIAGE)),
  input: z._default(z.record(z.string(), z.unknown()), {}),
})
export type TriageInput = z.infer<typeof TriageInput>
