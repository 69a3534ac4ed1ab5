import * as z from 'zod/mini'
import { isCalendarDay } from '../day.ts'
import { ENVELOPE_LENGTH } from '../identity/envelope.ts'
import { ACCUSED_KINDS, MAX_ATTACHMENTS, PLACE_CRS, REPORTER_MODES, TIP_BEHAVIOURS, TIP_KINDS } from './kinds.ts'

/** `YYYY-MM-DD`, a day that exists, in Asia/Shanghai. */
export const Day = z.string().check(z.refine((text) => isCalendarDay(text), { error: 'not-a-date' }))

/** Trimmed, and half a character (a lone surrogate) replaced: what is committed to must be what can be stored. */
const clean = () => z.overwrite<string>((value) => value.toWellFormed().trim())
const text = (max: number) => z.string().check(clean(), z.minLength(1), z.maxLength(max))
const id = z.string().check(z.regex(/^[0-9a-f-]{36}$/))

export const Place = z.strictObject({
  address: z.string().check(clean(), z.minLength(2), z.maxLength(200)),
  street: z.optional(z.string().check(z.regex(/^\d{9}$/))),
  lng: z.optional(z.number().check(z.minimum(73), z.maximum(136))),
  lat: z.optional(z.number().check(z.minimum(3), z.maximum(54))),
  crs: z.optional(z.enum(PLACE_CRS)),
})
export type Place = z.infer<typeof Place>

export const Accused = z.strictObject({
  kind: z.enum(ACCUSED_KINDS),
  name: z.optional(text(100)),
  plate: z.optional(text(20)),
  industry: z.optional(text(50)),
})
export type Accused = z.infer<typeof Accused>

export const Reporter = z.strictObject({
  mode: z.enum(REPORTER_MODES),
  /** Who they are, as an armoured age file that only the identity officers can open (`domain/identity/envelope.ts`). */
  sealed: z.optional(z.string().check(z.maxLength(ENVELOPE_LENGTH))),
  /** Ids of the recipients (`GET /api/recipients`) it is sealed to; a header does not tell. */
  recipients: z.optional(z.array(id).check(z.minLength(2), z.maxLength(20))),
  notify: z.optional(z.strictObject({ email: z.string().check(z.trim(), z.email(), z.maxLength(200)) })),
})

/**
 * What a resident may send. Required: kinds, description, place.address (and the reporter's mode).
 * Lengths count characters after trimming; unknown keys are problems.
 */
export const TipInput = z.strictObject({
  kinds: z.array(z.enum(TIP_KINDS)).check(z.minLength(1), z.maxLength(TIP_KINDS.length)),
  behaviours: z.optional(z.array(z.enum(TIP_BEHAVIOURS)).check(z.maxLength(TIP_BEHAVIOURS.length))),
  description: z.string().check(clean(), z.minLength(5), z.maxLength(4000)),
  occurredOn: z.optional(Day),
  ongoing: z.optional(z.boolean()),
  place: Place,
  accused: z.optional(Accused),
  attachments: z.optional(z.array(id).check(z.maxLength(MAX_ATTACHMENTS))),
  reporter: Reporter,
})
export type TipInput = z.infer<typeof TipInput>

export const StatusInput = z.strictObject({ receipt: z.string().check(z.maxLength(100)) })

/** Confirms the code that was offered in place of one a staff member saw. */
export const ReceiptChangeInput = z.strictObject({
  receipt: z.string().check(z.maxLength(100)),
  nonce: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
})

/** How a reporter answers the follow-up of their matter. What is called unsolved says why. */
export const SURVEY_ANSWERS = ['solved', 'unsolved'] as const
export type SurveyAnswer = (typeof SURVEY_ANSWERS)[number]

export const SurveyInput = z.strictObject({
  receipt: z.string().check(z.maxLength(100)),
  answer: z.enum(SURVEY_ANSWERS),
  text: z.optional(z.string().check(clean(), z.maxLength(2000))),
})

export const MessageInput = z.strictObject({
  receipt: z.string().check(z.maxLength(100)),
  text: z.string().check(clean(), z.minLength(1), z.maxLength(4000)),
  attachments: z.optional(z.array(id).check(z.maxLength(MAX_ATTACHMENTS))),
})
