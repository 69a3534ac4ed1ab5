import * as z from 'zod/mini'
import { MAX_ROWS, SoilRow } from '../disclosure/schema.ts'
import { text } from '../text.ts'
import { Day } from '../tip/schema.ts'
import { Organisation, Target } from './schema.ts'

/**
 * Effectiveness assessment of a remediation (土壤污染防治法 art. 42, 65; HJ 25.5-2018), by somebody other than the
 * contractor. Public for ever; objections for at least two months.
 */
export const EffectAssessment = z.strictObject({
  project: z.strictObject({ id: text(40), name: text(100) }),
  plot: z.strictObject({ id: text(40), name: text(100) }),
  assessor: Organisation,
  contractor: Organisation,
  assessedOn: Day,
  /** One per target of the notice: the highest result and whether the target is met. */
  findings: z
    .array(z.strictObject({ ...Target.shape, highest: text(40), met: z.boolean() }))
    .check(z.minLength(1), z.maxLength(60)),
  /** Results by point, as in a row file. */
  rows: z.array(SoilRow).check(z.minLength(1), z.maxLength(MAX_ROWS)),
  conclusion: z.enum(['met', 'not_met']),
  conclusionText: text(4000),
  aftercare: text(2000),
  objectionContact: text(200),
  /** Last day for objections; at least two months after publication, set by the approval. */
  objectionsUntil: z.optional(Day),
  /** The report's words, so that they can be read and found without opening the file. */
  reportText: text(400_000),
})
export type EffectAssessment = z.infer<typeof EffectAssessment>
