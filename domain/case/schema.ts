import * as z from 'zod/mini'
import { type Channel, CLERK_CHANNELS, type TipKind } from '../tip/kinds.ts'
import { Day, TipInput } from '../tip/schema.ts'
import { COMPETENCE_WAYS, type Competence } from './competence.ts'
import type { Hearing } from './hearing.ts'
import { SUPERVISION_GROUNDS, type SupervisionGround } from './mark.ts'
import { OUTCOMES, REMEDIED } from './outcome.ts'
import { PUBLIC_TEXT, type Publication } from './publication/draft.ts'
import { MOST_PHOTOS, PhotoChoice } from './publication/photo.ts'
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
  /** Id of the grid (网格) it lies in; null when no boundary and no word of an address told. */
  grid: string | null
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
  /** Days closing was put off by, in total; `extensionDays` and its reason wait for approval (by others than `proposedBy`). */
  extendedDays: number
  extensionDays: number | null
  extensionReason: string | null
  /** Day a superior set for closing: it prevails. */
  superiorBy: string | null
  urgedOn: string | null
  supervisedOn: string | null
  supervisionGround: SupervisionGround | null
  returnedOn: string | null
  /** Body a case that was not ours went to. */
  transferredTo: string | null
  /** Account id of whoever closed it: they decide no review of it. */
  closedBy: string | null
  repliedOn: string | null
  satisfied: boolean | null
  reviewRequestedOn: string | null
  reviewedOn: string | null
  reviewedBy: string | null
  reviewDecision: ReviewDecision | null
  recheckRequestedOn: string | null
  recheckDecision: ReviewDecision | null
  /** Hearings (听证) during the recheck: their days do not count. */
  hearings: Hearing[]
  /** Day since which a reporter says that it is not solved, while no head has decided on it. */
  reopeningAskedOn: string | null
  /** Id of the case it was merged into, since when, and the state it returns to when that is undone. */
  mergedInto: string | null
  mergedOn: string | null
  stateBefore: CaseState | null
  /** Id of the case it was split from. */
  splitFrom: string | null
  emergencyGrade: EmergencyGrade | null
  /** The newest report of an emergency that went up; null while none did. */
  emergencyStage: EmergencyStage | null
  enforcementStage: EnforcementStage | null
  /** Day the present stage of the penalty case began. */
  enforcementOn: string | null
  enforcementNo: string | null
  enforcementExtended: boolean
  /** Other organisations that work on it beside `assignee`, which leads. */
  partners: string[]
  /** Which other bodies are competent for it, and who handles it; null while nobody asked. */
  competence: Competence | null
  /** Account ids to which it is closed for a tie they have to it. */
  recused: string[]
  /** Of running limits (`<step> <by>`): how many per cent of each were over when somebody was last told. */
  escalations: Record<string, number>
  /** Its row in the public table, from the first draft on; null while none was written. */
  publication: Publication | null
}

/** 维持, 变更或撤销, 责令重新办理. */
export const REVIEW_DECISIONS = ['upheld', 'changed', 'redo'] as const
export type ReviewDecision = (typeof REVIEW_DECISIONS)[number]
/** 令17: Ⅰ/Ⅱ or unclear go up within 2 h, Ⅲ/Ⅳ within 4 h; none is a false alarm. */
export const EMERGENCY_GRADES = ['grave', 'lesser', 'none'] as const
export type EmergencyGrade = (typeof EMERGENCY_GRADES)[number]
/** 初报, 续报, 处理结果报告. */
export const EMERGENCY_STAGES = ['first', 'further', 'result'] as const
export type EmergencyStage = (typeof EMERGENCY_STAGES)[number]
/** 发现违法线索, 立案, 处罚决定, 不予处罚或不立案. */
export const ENFORCEMENT_STAGES = ['opened', 'filed', 'decided', 'dropped'] as const
export type EnforcementStage = (typeof ENFORCEMENT_STAGES)[number]

const amount = z.number().check(z.minimum(0), z.maximum(1_000_000))
const version = z.int().check(z.minimum(1))
const text = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))

/** Body of `POST /api/cases/:id/<decision>`; every one carries the version the person saw. */
export const DECISION_INPUTS = {
  registration: z.strictObject({
    version,
    nationalPlatformNo: z.optional(text(60)),
    superiorBy: z.optional(Day),
  }),
  'information-request': z.strictObject({ version, text: text(2000) }),
  acceptance: z.strictObject({ version, superiorBy: z.optional(Day), text: z.optional(text(2000)) }),
  rejection: z.strictObject({ version, ground: z.enum(REJECTION_GROUNDS), tell: text(2000) }),
  forwarding: z.strictObject({ version, department: text(60) }),
  assignment: z.strictObject({ version, to: text(60) }),
  'hand-back': z.strictObject({ version, reason: text(2000) }),
  investigation: z.strictObject({
    version,
    findings: text(4000),
    on: Day,
    /** Tonnes; times the discharge limit. What they may mean is in hint.ts. */
    wasteTonnes: z.optional(amount),
    heavyMetalTimes: z.optional(amount),
    metalTimes: z.optional(amount),
  }),
  'extension-request': z.strictObject({
    version,
    days: z.int().check(z.minimum(1), z.maximum(30)),
    reason: text(1000),
  }),
  extension: z.strictObject({ version }),
  'closure-proposal': z.strictObject({
    version,
    outcome: z.enum(OUTCOMES),
    remedied: z.enum(REMEDIED),
    measures: text(4000),
  }),
  closure: z.strictObject({ version }),
  reply: z.strictObject({ version, text: text(4000) }),
  'follow-up': z.strictObject({ version, satisfied: z.optional(z.boolean()), text: z.optional(text(2000)) }),
  'review-request': z.strictObject({ version, text: text(4000) }),
  review: z.strictObject({ version, decision: z.enum(REVIEW_DECISIONS), text: text(4000) }),
  'recheck-request': z.strictObject({ version, text: text(4000) }),
  recheck: z.strictObject({ version, decision: z.enum(REVIEW_DECISIONS), text: text(4000) }),
  hearing: z.strictObject({ version, beganOn: Day, endedOn: z.optional(Day), text: z.optional(text(2000)) }),
  transfer: z.strictObject({ version, body: text(100), reason: text(1000) }),
  merge: z.strictObject({ version, into: text(60) }),
  separation: z.strictObject({ version, reason: text(1000) }),
  split: z.strictObject({ version, texts: z.array(text(1000)).check(z.minLength(2), z.maxLength(9)) }),
  'reopening-refusal': z.strictObject({ version, reason: text(2000) }),
  reopening: z.strictObject({ version, reason: text(1000) }),
  urging: z.strictObject({ version, text: z.optional(text(1000)) }),
  supervision: z.strictObject({
    version,
    ground: z.enum(SUPERVISION_GROUNDS),
    by: z.optional(Day),
    text: z.optional(text(1000)),
  }),
  'emergency-grade': z.strictObject({ version, grade: z.enum(EMERGENCY_GRADES), text: text(2000) }),
  'emergency-report': z.strictObject({
    version,
    stage: z.enum(EMERGENCY_STAGES),
    body: text(200),
    text: text(4000),
  }),
  enforcement: z.strictObject({
    version,
    stage: z.enum(ENFORCEMENT_STAGES),
    on: Day,
    number: z.optional(text(60)),
    text: z.optional(text(2000)),
  }),
  'enforcement-extension': z.strictObject({ version, reason: text(1000) }),
  'joint-handling': z.strictObject({ version, partners: z.array(text(60)).check(z.maxLength(8)) }),
  recusal: z.strictObject({ version, reason: text(1000), person: z.optional(text(60)) }),
  'competence-question': z.strictObject({
    version,
    bodies: z.array(text(100)).check(z.minLength(1), z.maxLength(8)),
    text: z.optional(text(2000)),
  }),
  'competence-decision': z.strictObject({
    version,
    way: z.enum(COMPETENCE_WAYS),
    /** Who decided, where the bodies did not agree among themselves. */
    body: z.optional(text(100)),
    lead: text(100),
    on: Day,
    number: z.optional(text(60)),
    text: text(2000),
  }),
  'publication-draft': z.strictObject({
    version,
    ...PUBLIC_TEXT,
    enterprise: z.optional(text(60)),
    plot: z.optional(text(60)),
    project: z.optional(text(60)),
    photos: z.optional(z.array(PhotoChoice).check(z.maxLength(MOST_PHOTOS))),
    change: z.optional(z.strictObject({ changed: text(500), basis: text(500) })),
  }),
  publication: z.strictObject({ version }),
  'publication-return': z.strictObject({ version, reason: text(1000) }),
  'publication-withdrawal': z.strictObject({ version, basis: text(500) }),
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
  /** Day a superior, or the 12345 ticket, set for closing. */
  superiorBy: z.optional(Day),
  ticketNo: z.optional(text(60)),
  writtenOn: z.optional(Day),
  postmarkedOn: z.optional(Day),
})
export type CaseInput = z.infer<typeof CaseInput>
