import * as z from 'zod/mini'
import type { FilingKind } from '../record.ts'
import { text } from '../text.ts'
import { base32 } from '../tip/receipt.ts'
import type { DisclosureDecision, DisclosureState } from './state.ts'

/** One filing as it is being worked on: one row. Days are `YYYY-MM-DD` in Asia/Shanghai. */
export type Disclosure = {
  /** 12 symbols; also the public id. */
  id: string
  kind: FilingKind
  /** Credit code of who files. */
  party: string
  /** The year it is for, null where its kind has none. */
  year: number | null
  state: DisclosureState
  /** Counts every save and decision. */
  version: number
  /** The public version being worked on, from 1. */
  revision: number
  publishedRevision: number | null
  /** As entered: may be incomplete until submission. */
  data: Record<string, unknown>
  /** Accounts that wrote this revision. */
  enteredBy: string[]
  signedBy: string | null
  /** How often the bureau returned this revision. */
  returned: number
  reasons: { path: string; text: string }[]
  changed: string | null
  basis: string | null
  /** What the one who files answers to what is public; kept by later versions. */
  reply: string | null
  createdOn: string
  submittedOn: string | null
  signedOn: string | null
  publishedOn: string | null
}

/** What a correction sets out from, so that giving it up leads back to it. */
export type Snapshot = Pick<
  Disclosure,
  'data' | 'enteredBy' | 'signedBy' | 'submittedOn' | 'signedOn' | 'publishedOn'
> &
  Pick<Disclosure, 'changed' | 'basis' | 'reply' | 'returned'>

export function snapshotOf(current: Disclosure): Snapshot {
  const { data, enteredBy, signedBy, submittedOn, signedOn, publishedOn, changed, basis, reply, returned } = current
  return { data, enteredBy, signedBy, submittedOn, signedOn, publishedOn, changed, basis, reply, returned }
}

const version = z.int().check(z.minimum(1))

/** Bodies of `POST /api/disclosures/:id/<decision>`; every one carries the version the person saw. */
export const DISCLOSURE_INPUTS = {
  submission: z.strictObject({ version }),
  signature: z.strictObject({ version }),
  return: z.strictObject({
    version,
    /** By field, `path` dotted (`rows.3.value`); empty for the whole. */
    reasons: z
      .array(z.strictObject({ path: z.string().check(z.maxLength(200)), text: text(1000) }))
      .check(z.minLength(1), z.maxLength(100)),
  }),
  approval: z.strictObject({ version }),
  correction: z.strictObject({ version, changed: text(1000), basis: text(1000) }),
  reply: z.strictObject({ version, text: text(2000) }),
  abandonment: z.strictObject({ version }),
  withdrawal: z.strictObject({ version, basis: text(1000) }),
} satisfies Record<Exclude<DisclosureDecision, 'change'>, z.ZodMiniType>

/** A decision with its body. A change carries the data as it is to be. */
export type DisclosureInput =
  | {
      [D in keyof typeof DISCLOSURE_INPUTS]: { decision: D; input: z.infer<(typeof DISCLOSURE_INPUTS)[D]> }
    }[keyof typeof DISCLOSURE_INPUTS]
  | { decision: 'change'; input: { version: number; data: Record<string, unknown> } }

/** An id from at least 8 random bytes. */
export function disclosureId(bytes: Uint8Array): string {
  return base32(bytes, 12).toLowerCase()
}
