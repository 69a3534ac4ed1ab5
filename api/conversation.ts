import type { Context } from 'hono'
import type * as z from 'zod/mini'
import { findAttachments } from '#db/attachment.ts'
import { GuardFailed } from '#db/engine.ts'
import { insertReporterMessage } from '#db/tip.ts'
import { dayOf } from '#domain/clock.ts'
import type { ReceiptChange, StatusPage } from '#domain/page.ts'
import { problem } from '#domain/problems.ts'
import { type Problem, Refusal } from '#domain/refusal.ts'
import { MAX_ATTACHMENTS } from '#domain/tip/kinds.ts'
import { MessageInput } from '#domain/tip/schema.ts'
import { REFUSAL_WORDS } from '#domain/words/zh/refusal.ts'
import { REPORT_WORDS } from '#domain/words/zh/report.ts'
import { readAs } from './body.ts'
import type { App, Env } from './env.ts'
import { fieldsOf, readForm } from './form.ts'
import { pageFrame } from './frame.ts'
import { photoProblems } from './intake-problems.ts'
import { dropPhotos, PHOTOS_PER_TIP, storePhotos } from './photo.ts'
import { wantsPage } from './problem.ts'
import { uuidOf } from './seal.ts'
import { openReceipt } from './status.ts'
import { isPromised } from './tip-log.ts'

/**
 * What the holder of a receipt adds: durable when this returns.
 * @throws Refusal `tip.not-found`, or `request.invalid` when a photo is unknown or already used
 */
export async function sendMessage(env: Env, message: z.infer<typeof MessageInput>): Promise<void> {
  const { receipt, text, attachments = [] } = message
  const { tip } = await openReceipt(env, receipt)
  await assertPhotosFree(env, attachments)
  const id = uuidOf(env.random(16))
  try {
    await insertReporterMessage(env.db, { id, tipId: tip.id, caseId: tip.caseId, text, attachments }, env.now())
  } catch (error) {
    // A photo was claimed by something else in this very moment.
    if (error instanceof GuardFailed) await assertPhotosFree(env, attachments)
    throw error
  }
}

/** The message form posted without JavaScript: the status page again, with the message in it or with what was wrong. */
export async function answerMessageForm(env: Env, c: Context<App>): Promise<Response> {
  const { fields, photos } = await readForm(c)
  const raw = fieldsOf(fields)
  const address = c.get('address')
  const receipt = String(raw.receipt ?? '')
  // Before any photo is decoded: a stranger's code must not put one into the store.
  const held = await openReceipt(env, receipt).catch((error) => {
    if (error instanceof Refusal && wantsPage(c)) return null
    throw error
  })
  if (!held) return statusPage(env, c, receipt)
  const tooOften = await env.limits.isOver('photo', address, PHOTOS_PER_TIP * env.intakeLimit, env.now())
  const tooMany = photos.length > MAX_ATTACHMENTS
  const { stored, problems } = await storePhotos(env, tooMany || tooOften ? [] : photos, address)
  if (tooMany) problems.push(problem(['photo'], 'too-many', { maximum: MAX_ATTACHMENTS }))
  else if (tooOften && photos.length > 0)
    problems.push({ path: 'photo', code: 'too-often', message: REPORT_WORDS.photosTooOften })
  try {
    if (problems.length > 0) throw new Refusal('request.invalid', { problems })
    const attachments = stored.map((one) => one.id)
    await sendMessage(env, readAs(MessageInput, { ...raw, ...(attachments.length > 0 && { attachments }) }))
  } catch (error) {
    await dropPhotos(env, stored)
    if (!(error instanceof Refusal) || error.code !== 'request.invalid' || !wantsPage(c)) throw error
    const said = (error.about.problems as Problem[]).map((one) => one.message).join('')
    return statusPage(env, c, receipt, { messageProblem: said, messageText: String(raw.text ?? '') }, 422)
  }
  if (!wantsPage(c)) return c.json({ ok: true }, 201)
  return statusPage(env, c, receipt, { messageSent: true }, 201)
}

/** The status page of a receipt; an unknown one gets the page with what was wrong, the same for every wrong code. */
export async function statusPage(
  env: Env,
  c: Context<App>,
  receipt: string,
  about: Partial<StatusPage> = {},
  code: 200 | 201 | 422 = 200,
): Promise<Response> {
  let change: StatusPage['change'] = null
  const found = await openReceipt(env, receipt).catch((error) => {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'tip.receipt-first-use') change = error.about.change as ReceiptChange
    return null
  })
  const status: StatusPage = {
    receipt: found || change ? receipt : null,
    status: found?.status ?? null,
    problem: found || change ? null : REFUSAL_WORDS['tip.not-found'],
    change,
    receiptChanged: false,
    surveyProblem: null,
    surveyText: '',
    messageProblem: null,
    messageSent: false,
    messageText: '',
    isPromised: found !== null && isPromised(env, found.tip),
    ...(found && about),
  }
  return c.html(await env.render('/report/status/', { frame: pageFrame(env), status }), found || change ? code : 404)
}

async function assertPhotosFree(env: Env, ids: readonly string[]): Promise<void> {
  const photos = await findAttachments(env.db, [...ids], dayOf(env.now()))
  const problems = photoProblems(ids, photos, true)
  if (problems.length > 0) throw new Refusal('request.invalid', { problems })
}
