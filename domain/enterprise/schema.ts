import * as z from 'zod/mini'
import { LAND_CLASSES } from '../disclosure/schema.ts'
import { CreditCode } from '../party.ts'
import { text } from '../text.ts'
import { Day } from '../tip/schema.ts'

/** Lists an enterprise can be on. Set by the prefecture-level bureau; a district imports them (令24 art. 7–9). */
export const LIST_REASONS = ['soil_key_unit', 'key_discharger', 'clean_production', 'listed_company', 'bond'] as const
export type ListReason = (typeof LIST_REASONS)[number]

/** A year a list may be for. */
const ListYear = z.int().check(z.minimum(1990), z.maximum(2100))

/** A responsible party in the register: an enterprise, or a public body that answers for a plot. */
export const Enterprise = z.strictObject({
  code: CreditCode,
  name: text(100),
  kind: z.enum(['enterprise', 'public_body']),
  formerNames: z._default(z.array(text(100)), []),
  address: text(200),
  street: z.string().check(z.regex(/^\d{9}$/)),
  industry: z.nullable(text(60)),
  legalRepresentative: z.nullable(text(40)),
  permitNo: z.nullable(text(40)),
  /** Numbers of its discharge outlets (排放口编号). */
  outlets: z._default(z.array(text(40)), []),
  /** Years it is on a list; `to` is the last one, null while it goes on. */
  listings: z._default(
    z.array(z.strictObject({ reason: z.enum(LIST_REASONS), from: ListYear, to: z.nullable(ListYear) })),
    [],
  ),
  /** What its ground is judged as unless a disclosure says otherwise; `unclear` is judged as class 1 (GB 36600 5.3.1). */
  landClass: z.enum(LAND_CLASSES),
  /** Its page on the ministry's disclosure system: filing here does not replace filing there. */
  officialSystemUrl: z.nullable(z.string().check(z.regex(/^https?:\/\/\S{4,300}$/))),
  registeredOn: Day,
})
export type Enterprise = z.infer<typeof Enterprise>
