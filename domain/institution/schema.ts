import * as z from 'zod/mini'
import { CreditCode } from '../party.ts'
import { text } from '../text.ts'

/** What a service provider does (土壤污染防治法 art. 80). */
export const INSTITUTION_ROLES = ['monitoring', 'contractor', 'supervisor', 'assessor'] as const
export type InstitutionRole = (typeof INSTITUTION_ROLES)[number]

/** A third-party service provider; `code` is also its address. */
export const Institution = z.strictObject({
  code: CreditCode,
  name: text(100),
  roles: z.array(z.enum(INSTITUTION_ROLES)).check(
    z.overwrite((roles) => [...new Set(roles)]),
    z.minLength(1),
  ),
  address: z.nullable(text(200)),
  /** Certificate number of its laboratory (CMA) or other qualification. */
  qualification: z.nullable(text(100)),
  contact: z.nullable(text(200)),
})
export type Institution = z.infer<typeof Institution>
