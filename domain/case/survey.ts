import { addDays, dayOf, minuteOf } from '../clock.ts'
import type { TipSurvey } from '../page.ts'
import type { SurveyAnswer } from '../tip/schema.ts'
import { windowEnd } from './deadline.ts'
import type { Saved } from './decide.ts'
import { escalationsAfter } from './escalation.ts'
import type { Rule } from './rule.ts'
import type { Case } from './schema.ts'
import type { CaseState } from './state.ts'

/** Days after the first answer in which it may be changed. */
export const SURVEY_CHANGE_DAYS = 7

/** What a reporter answered about one reply. `decidedOn`: a head has decided on what they asked for. */
export type Answered = { answer: SurveyAnswer; firstOn: string; decidedOn: string | null }

/** Answered and over; whoever asked for a review has another way. */
const ASKED_IN: readonly CaseState[] = ['replied', 'followed_up', 'archived']

type Followed = Pick<Case, 'state' | 'repliedOn' | 'reviewRequestedOn' | 'reviewedOn'>

/**
 * What a reporter is asked so many days after the reply (rule `survey`, 回访), and what they said; null before that, and
 * while the matter is elsewhere. Once for each reply, changeable for 7 days unless a head has decided on it.
 */
export function surveyOf(
  current: Followed,
  answered: Answered | null,
  today: string,
  rules: readonly Rule[],
): TipSurvey | null {
  const from = windowEnd('survey', current.repliedOn, rules)
  if (from === null || today < from || !ASKED_IN.includes(current.state)) return null
  if (current.reviewRequestedOn !== null || current.reviewedOn !== null) return null
  if (!answered) return { answer: null, isOpen: true, until: null }
  const until = addDays(answered.firstOn, SURVEY_CHANGE_DAYS)
  return { answer: answered.answer, isOpen: answered.decidedOn === null && today <= until, until }
}

/**
 * A case after a reporter answered. 「没有解决」 asks for reopening, which a head decides on within the rule
 * `reopening-answer`, counted from the first who asked; it is taken back when nobody is left who says so (`others`).
 */
export function answeredBy(
  current: Case,
  given: { answer: SurveyAnswer; reference: string; others: number },
  now: Date,
  rules: readonly Rule[],
): Saved {
  const { answer, reference, others } = given
  const asks = answer === 'unsolved'
  const kept = others > 0 ? current.reopeningAskedOn : null
  const next: Case = {
    ...current,
    version: current.version + 1,
    reopeningAskedOn: asks ? (current.reopeningAskedOn ?? dayOf(now)) : kept,
  }
  next.escalations = escalationsAfter(next, rules)
  return {
    next,
    event: {
      subject: `case:${current.id}`,
      seq: next.version,
      type: asks ? 'case.reopening-requested' : 'case.survey-answered',
      actor: null,
      at: minuteOf(now),
      data: { reference, answer },
    },
  }
}
