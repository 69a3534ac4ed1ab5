import * as z from 'zod/mini'
import { text } from '../text.ts'
import { Day } from '../tip/schema.ts'

/** Stages of a plot (土壤污染防治法 art. 35): each is dated or not yet reached. */
export const PLOT_STAGES = [
  'investigation',
  'risk_assessment',
  'plan',
  'construction',
  'effect_assessment',
  'aftercare',
] as const
export type PlotStage = (typeof PLOT_STAGES)[number]
export const Stages = z.partialRecord(z.enum(PLOT_STAGES), Day)

/** A plot of land whose soil was polluted or is being looked at. Only what was published already; no raw survey points. */
export const Plot = z.strictObject({
  /** e.g. ZY-2024-003; also its address. */
  id: z.string().check(z.regex(/^[A-Z0-9][A-Z0-9-]{2,39}$/)),
  name: text(100),
  address: text(200),
  street: z.string().check(z.regex(/^\d{9}$/)),
  /** Square metres. */
  area: z.nullable(z.number().check(z.positive())),
  formerUse: z.nullable(text(200)),
  plannedUse: z.nullable(text(200)),
  stages: Stages,
  /** The provincial 名录 (土壤法 art. 58); a district links to it and cannot change it. */
  listed: z.nullable(
    z.strictObject({
      on: Day,
      notice: text(200),
      url: z.nullable(z.string().check(z.regex(/^https?:\/\/\S{4,300}$/))),
    }),
  ),
  /** What may not be done there (art. 61, 66). */
  restriction: z.nullable(text(500)),
  contact: z.nullable(text(200)),
})
export type Plot = z.infer<typeof Plot>
