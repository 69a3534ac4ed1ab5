import * as z from 'zod/mini'
import { text } from '../text.ts'
import { Day } from '../tip/schema.ts'

/** The six elements of 土壤污染防治法 art. 41: time, mode, route, quantity, destination, final disposal. */
export const TRANSFER_ELEMENTS = ['time', 'mode', 'route', 'quantity', 'destination', 'disposal'] as const

/** Soil taken away from a plot. Weights in tonnes. */
export const SoilTransfer = z.strictObject({
  /** Id and name of the remediation it belongs to. */
  project: z.strictObject({ id: text(40), name: text(100) }),
  plot: z.strictObject({ id: text(40), name: text(100) }),
  time: z.strictObject({ from: Day, to: Day }),
  mode: text(200),
  route: text(500),
  quantity: z.number().check(z.positive(), z.maximum(100_000_000)),
  destination: z.strictObject({ name: text(100), address: text(200) }),
  disposal: text(500),
  hazardous: z.boolean(),
  /** The two bureaus told in advance, and the day they were. */
  originBureau: text(100),
  destinationBureau: text(100),
  reportedOn: Day,
  /** What was weighed out and in, load by load, once it has been driven. */
  loads: z._default(
    z
      .array(
        z.strictObject({
          no: text(40),
          on: Day,
          out: z.number().check(z.positive()),
          in: z.nullable(z.number().check(z.positive())),
        }),
      )
      .check(z.maxLength(5000)),
    [],
  ),
})
export type SoilTransfer = z.infer<typeof SoilTransfer>
