import * as z from 'zod/mini'
import { CreditCode } from '../party.ts'
import { Stages } from '../plot/schema.ts'
import { text } from '../text.ts'
import { Day } from '../tip/schema.ts'

export const Organisation = z.strictObject({ code: CreditCode, name: text(100) })

/** Why somebody answers for the plot (土壤污染防治法 art. 45–46, 68). */
export const RESPONSIBILITIES = ['polluter', 'successor', 'transferee', 'street_office'] as const
export const IMPACTS = ['dust', 'odour', 'noise', 'water', 'waste'] as const

/** A pollutant and what is left of it when the work is done. `item` is the id in the standards, when it has one. */
export const Target = z.strictObject({
  pollutant: text(60),
  item: z.optional(text(40)),
  target: z.number().check(z.positive()),
  unit: text(20),
  medium: z.enum(['soil', 'groundwater']),
})
export type Target = z.infer<typeof Target>

/**
 * What the notice board of a remediation says (土壤污染防治法 art. 40; plan task 29: before the work starts).
 * Area in m², volume in m³; days `YYYY-MM-DD`.
 */
export const RemediationNotice = z.strictObject({
  project: text(100),
  plot: z.strictObject({ id: text(40), name: text(100) }),
  responsibility: z.enum(RESPONSIBILITIES),
  landUser: z.optional(text(100)),
  targets: z.array(Target).check(z.minLength(1), z.maxLength(60)),
  area: z.number().check(z.positive(), z.maximum(100_000_000)),
  volume: z.number().check(z.positive(), z.maximum(100_000_000)),
  process: text(2000),
  startsOn: Day,
  endsOn: Day,
  contractor: Organisation,
  supervisor: Organisation,
  monitor: Organisation,
  impacts: z
    .array(z.strictObject({ aspect: z.enum(IMPACTS), impact: text(500), measure: text(500) }))
    .check(z.minLength(1), z.maxLength(20)),
  contact: z.strictObject({ name: text(40), phone: text(40) }),
  complaintChannel: text(200),
  filingNo: text(60),
  stages: Stages,
})
export type RemediationNotice = z.infer<typeof RemediationNotice>
