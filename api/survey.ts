import type { Context } from 'hono'
import type * as z from 'zod/mini'
import { findCase } from '#db/case.ts'
import { GuardFailed, UniqueViolation } from '#db/engine.ts'
import { countAsking, findAnswer, saveAnswer } from '#db/survey.ts'
import { rulesOf } from '#domain/case/rule.ts'
import { answeredBy, surveyOf } from '#domain/case/survey.ts'
import { dayOf } from '#domain/clock.ts'
import { problem } from '#domain/problems.ts'
import { type Problem, Refusal } from '#domain/refusal.ts'
import { SurveyInput } from '#domain/tip/schema.ts'
import { REFUSAL_WORDS } from '#domain/words/zh/refusal.ts'
import { SURVEY_WORDS } from '#domain/words/zh/survey.ts'
import { readAs } from './body.ts'
import { statusPage } from './conversation.ts'
import type { App, Env } from './env.ts'
import { fieldsOf, readForm } from './form.ts'
import { wantsPage } from './problem.ts'
import { openReceipt } from './status.ts'

/** How often an answer tries again while others move its case. */
const ATTEMPTS = 20

/**
 * A reporter's answer to the follow-up: durable when this returns.
 * @throws Refusal `tip.not-found`, `tip.survey-closed`, or `request.invalid` when what is unsolved has no words
 */
export async function answerSurvey(env: Env, sent: z.infer<typeof SurveyInput>): Promise<void> {
  const { tip } = await openReceipt(env, sent.receipt)
  const { answer, text = '' } = sent
  if (answer === 'unsolved' && text === '')
    throw new Refusal('request.invalid', { problems: [problem(['text'], 'required')] })
  const rules = rulesOf(env.bureau)
  for (let attempt = 1; ; attempt += 1) {
    const current = await findCase(env.db, tip.caseId)
    const answered = current && (await findAnswer(env.db, tip.id, current.repliedOn))
    if (!current || !surveyOf(current, answered ?? null, dayOf(env.now()), rules)?.isOpen)
      throw new Refusal('tip.survey-closed')
    const others = await countAsking(env.db, current.id, tip.id)
    const saved = answeredBy(current, { answer, reference: tip.reference, others }, env.now(), rules)
    const words = text === '' ? null : SURVEY_WORDS.said(answer, text)
    try {
      return await saveAnswer(env.db, saved, { tipId: tip.id, answer, text: words }, env.now(), rules)
    } catch (error) {
      if (!(error instanceof GuardFailed || error instanceof UniqueViolation) || attempt === ATTEMPTS) throw error
    }
  }
}

/** The question answered without JavaScript: the status page again, with the answer in it or with what was wrong. */
export async function answerSurveyForm(env: Env, c: Context<App>): Promise<Response> {
  const raw = fieldsOf((await readForm(c)).fields)
  const receipt = String(raw.receipt ?? '')
  try {
    await answerSurvey(env, readAs(SurveyInput, raw))
  } catch (error) {
    if (!(error instanceof Refusal) || !wantsPage(c)) throw error
    const { problems } = error.about as { problems?: Problem[] }
    const said = problems?.map((one) => one.message).join('') ?? REFUSAL_WORDS[error.code]
    return statusPage(env, c, receipt, { surveyProblem: said, surveyText: String(raw.text ?? '') }, 422)
  }
  env.wake()
  if (!wantsPage(c)) return c.json({ ok: true })
  return statusPage(env, c, receipt)
}
