import * as z from 'zod/mini'
import { type Channel, CLERK_CHANNELS, type TipKind } from '../tip/kinds.ts'
import { Day, TipInput } from '../tip/schema.ts'
import { OUTCOMES, REMEDIED } from './outcome.ts'
import { REJECTION_GROUNDS } from './rejection.ts'
import type { CaseState, Decision } from './state.ts'

/** A case as the rules see it: one row. Days are `YYYY-MM-DD` in Asia/Shanghai. */
export type Case = {
  id: string
  reference: string
  state: CaseState
  version: number
  kinds: TipKind[]
  street: string | null
  channel: Channel
  receivedOn: string
  registeredOn: string | null
  acceptedOn: string | null
  /** Day it was forwarded or assigned to `assignee`. */
  assignedOn: string | null
  investigatedOn: string | null
  closedOn: string | null
  /** Department id or street code that has it in hand. */
  assignee: string | null
  /** Minute an emergency rule matched; the 2 h clock runs from it. */
  emergencyAt: string | null
  proposedBy: string | null
  outcome: (typeof OUTCOMES)[number] | null
  remedied: (typeof REMEDIED)[number] | null
  measures: string | null
  ground: (typeof REJECTION_GROUNDS)[number] | null
  /** Name of the competent body when the place is not ours. */
  outOfDistrict: string | null
  matterKey: string | null
  nationalPlatformNo: string | null
  summary: string
}

const version = z.int().check(z.minimum(1))
const text = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))

/** Body of `POST /api/cases/:id/<decision>`; every one carries the version the person saw. */
export const DECISION_INPUTS = {
  registration: z.strictObject({ version, nationalPlatformNo: z.optional(text(60)) }),
  'information-request': z.strictObject({ version, text: text(2000) }),
  acceptance: z.strictObject({ version }),
  rejection: z.strictObject({ version, ground: z.enum(REJECTION_GROUNDS), tell: text(2000) }),
  forwarding: z.strictObject({ version, department: text(60) }),
  assignment: z.strictObject({ version, to: text(60) }),
  'hand-back': z.strictObject({ version, reason: text(2000) }),
  investigation: z.strictObject({ version, findings: text(4000), on: Day }),
  'closure-proposal': z.strictObject({
    version,
    outcome: z.enum(OUTCOMES),
    remedied: z.enum(REMEDIED),
    measures: text(4000),
  }),
  closure: z.strictObject({ version }),
  reply: z.strictObject({ version, text: text(4000) }),
  archiving: z.strictObject({ version }),
  note: z.strictObject({ version, text: text(4000) }),
} satisfies Record<Decision, z.ZodMiniType>

export type DecisionInput = {
  [D in Decision]: { decision: D; input: z.infer<(typeof DECISION_INPUTS)[D]> }
}[Decision]

/** A clerk enters what came by telephone, letter, visit …: a tip plus its channel and the day it reached us. */
export const CaseInput = z.extend(TipInput, {
  channel: z.enum(CLERK_CHANNELS),
  receivedOn: z.optional(Day),
  nationalPlatformNo: z.optional(text(60)),
})
export type CaseInput = z.infer<typeof CaseInput>
