import * as z from 'zod/mini'
import { isCalendarDay } from '../day.ts'
import { ENVELOPE_LENGTH } from '../identity/envelope.ts'
import { ACCUSED_KINDS, MAX_ATTACHMENTS, PLACE_CRS, REPORTER_MODES, TIP_BEHAVIOURS, TIP_KINDS } from './kinds.ts'
import { QUESTION_IDS, QUESTIONS, type Question, type QuestionId } from './questions.ts'
import { RECURRENCES, SUB_KINDS } from './taxonomy.ts'

/** `YYYY-MM-DD`, a day that exists, in Asia/Shanghai. */
export const Day = z.string().check(z.refine((text) => isCalendarDay(text), { error: 'not-a-date' }))

/** Trimmed, and half a character (a lone surrogate) replaced: what is committed to must be what can be stored. */
const clean = () => z.overwrite<string>((value) => value.toWellFormed().trim())
const text = (max: number) => z.string().check(clean(), z.minLength(1), z.maxLength(max))
const id = z.string().check(z.regex(/^[0-9a-f-]{36}$/))

export const Place = z.strictObject({
  address: z.string().check(clean(), z.minLength(2), z.maxLength(200)),
  street: z.optional(z.string().check(z.regex(/^\d{9}$/))),
  /** Id of a functional zone of the bureau: it overlays streets and is never one (checked at the door). */
  functionalZone: z.optional(text(60)),
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

const answerTo = (question: Question): z.ZodMiniType<string | string[]> => {
  if (question.type === 'text') return text(question.max)
  const option = z.enum(question.options as [string, ...string[]])
  return question.type === 'choice'
    ? option
    : z.array(option).check(z.minLength(1), z.maxLength(question.options.length))
}

/** Answers to the questions of the form, each as its question allows; whether it is asked at all is in `misplaced`. */
export const Answers = z.strictObject(
  Object.fromEntries(QUESTION_IDS.map((id) => [id, z.optional(answerTo(QUESTIONS[id]))])) as Record<
    QuestionId,
    z.ZodMiniOptional<z.ZodMiniType<string | string[]>>
  >,
)

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
  /** Second level of the kinds chosen. */
  subKinds: z.optional(z.array(z.enum(SUB_KINDS)).check(z.maxLength(SUB_KINDS.length))),
  /** The day it happened, or the first of several. */
  occurredOn: z.optional(Day),
  /** The last of several days, when it is over. */
  occurredTo: z.optional(Day),
  recurrence: z.optional(z.enum(RECURRENCES)),
  ongoing: z.optional(z.boolean()),
  place: Place,
  accused: z.optional(Accused),
  answers: z.optional(Answers),
  /** What the reporter asks for. */
  demand: z.optional(text(500)),
  attachments: z.optional(z.array(id).check(z.maxLength(MAX_ATTACHMENTS))),
  /** 「我也遇到了」: joins a like case that is being worked on, where there is one (`similar`). */
  meToo: z.optional(z.boolean()),
  reporter: Reporter,
})
export type TipInput = z.infer<typeof TipInput>

/** What is asked about like cases: coarse facts come back, if any. */
export const SimilarInput = z.pick(TipInput, { kinds: true, place: true })

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
