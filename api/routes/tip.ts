import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import { Refusal } from '#domain/refusal.ts'
import {
  MessageInput,
  ReceiptChangeInput,
  SimilarInput,
  StatusInput,
  SurveyInput,
  TipInput,
} from '#domain/tip/schema.ts'
import { describe, readAs, readBody } from '../body.ts'
import { answerMessageForm, sendMessage, statusPage } from '../conversation.ts'
import type { App, Env } from '../env.ts'
import { fieldsOf, readForm } from '../form.ts'
import { pageFrame } from '../frame.ts'
import { isForm, limitBody, TEXT_BYTES, tipBytes } from '../guards/body.ts'
import { requireWork } from '../guards/work.ts'
import { type Taken, takeTip } from '../intake.ts'
import { readTip } from '../intake-problems.ts'
import { wantsPage } from '../problem.ts'
import { confirmReceipt } from '../receipt-change.ts'
import { blankForm, takeReport } from '../report.ts'
import { coarseFacts, findSimilarCase, SIMILAR_PER_HOUR } from '../similar.ts'
import { openReceipt } from '../status.ts'
import { answerSurvey, answerSurveyForm } from '../survey.ts'
import { download, promiser } from '../tip-log.ts'

/** What residents do: report, look up, write. Each as JSON, or as a plain form that is answered with a page. */
export function tipRoutes(env: Env) {
  const promiseFor = promiser(env)
  return new Hono<App>()
    .get('/report/', async (c) => {
      c.header('Cache-Control', 'no-store')
      return c.html(await blankForm(env))
    })
    .post('/api/tips', limitBody(tipBytes), describe('提交举报', TipInput, '201'), async (c) => {
      if (!isForm(c)) return received(env, c, await takeJson(env, c), promiseFor)
      const report = await takeReport(env, c)
      return 'page' in report ? report.page : received(env, c, report.taken, promiseFor)
    })
    .post('/api/tips/similar', limitBody(statusBytes), describe('附近的同类举报', SimilarInput), async (c) => {
      const asked = await readBody(c, SimilarInput)
      const isOver = await env.limits.isOver('similar', c.get('address'), SIMILAR_PER_HOUR, env.now())
      await env.limits.count('similar', c.get('address'), env.now())
      // Above the rate nothing is known: the form goes on as without, and whoever probes learns nothing.
      const like = isOver ? undefined : await findSimilarCase(env, asked)
      return c.json({ ok: true, items: like ? [coarseFacts(env, like)] : [] })
    })
    .post('/api/tips/status', limitBody(statusBytes), describe('凭查询码查询', StatusInput), async (c) => {
      const receipt = await readReceiptOf(c)
      if (isForm(c) && wantsPage(c)) return statusPage(env, c, receipt)
      return c.json({ ok: true, ...(await openReceipt(env, receipt)).status })
    })
    .post('/api/tips/receipt', limitBody(statusBytes), describe('换查询码', ReceiptChangeInput), async (c) => {
      const sent = isForm(c)
        ? readAs(ReceiptChangeInput, fieldsOf((await readForm(c)).fields))
        : await readBody(c, ReceiptChangeInput)
      if (!isForm(c) || !wantsPage(c))
        return c.json({ ok: true, receipt: await confirmReceipt(env, sent.receipt, sent.nonce) })
      const receipt = await confirmReceipt(env, sent.receipt, sent.nonce).catch((error) => {
        if (error instanceof Refusal) return null
        throw error
      })
      return statusPage(env, c, receipt ?? sent.receipt, { receiptChanged: receipt !== null })
    })
    .post('/api/tips/survey', limitBody(statusBytes), describe('回答回访', SurveyInput), async (c) => {
      if (isForm(c)) return answerSurveyForm(env, c)
      await answerSurvey(env, await readBody(c, SurveyInput))
      env.wake()
      return c.json({ ok: true })
    })
    .post('/api/tips/promise', limitBody(statusBytes), describe('下载登记承诺', StatusInput), async (c) => {
      const { tip } = await openReceipt(env, await readReceiptOf(c))
      const promise = await promiseFor(tip)
      if (promise === null) throw new Refusal('log.no-promise')
      return download(c, `${tip.reference}.promise.txt`, promise)
    })
    .post('/api/tips/proof', limitBody(statusBytes), describe('下载登记证明', StatusInput), async (c) => {
      const { tip, status } = await openReceipt(env, await readReceiptOf(c))
      if (status.proof === undefined) throw new Refusal('log.tip-waiting')
      return download(c, `${tip.reference}.tlog-proof`, status.proof)
    })
    .post('/api/tips/messages', limitBody(tipBytes), describe('补充说明', MessageInput, '201'), async (c) => {
      if (isForm(c)) return answerMessageForm(env, c)
      await sendMessage(env, await readBody(c, MessageInput))
      return c.json({ ok: true }, 201)
    })
}

const statusBytes = () => TEXT_BYTES

/** The receipt a small form or JSON body carries. */
async function readReceiptOf(c: Context<App>): Promise<string> {
  const body = isForm(c) ? readAs(StatusInput, fieldsOf((await readForm(c)).fields)) : await readBody(c, StatusInput)
  return body.receipt
}

async function takeJson(env: Env, c: Context<App>): Promise<Taken> {
  const now = env.now()
  const input = await readTip(env, await readBody(c, z.unknown()))
  const isOver = await env.limits.isOver('tip', c.get('address'), env.intakeLimit, now)
  const work = c.req.header('x-work')
  return takeTip(env, input, {
    channel: 'web',
    idempotencyKey: c.req.header('idempotency-key'),
    admit: isOver ? (spent) => requireWork(env, spent ? undefined : work, now) : undefined,
  })
}

/** The answer to a tip that is safe in the database: the receipt, as JSON or as the page itself. */
async function received(
  env: Env,
  c: Context<App>,
  taken: Taken,
  promiseFor: ReturnType<typeof promiser>,
): Promise<Response> {
  const { reference, receipt, acknowledgeBy, outOfDistrict, emergency } = taken
  if (taken.isNew) {
    await env.limits.count('tip', c.get('address'), env.now())
    env.wake()
  }
  c.header('Cache-Control', 'no-store')
  // The tip is taken: a promise or a page that cannot be made must not look like a tip that was not.
  const promise = await promiseFor({ ...taken, channel: 'web' }).catch(() => null)
  if (isForm(c) && wantsPage(c)) {
    const page = { reference, receipt, acknowledgeBy, outOfDistrict, emergency, promise }
    const html = await env.render('/report/received/', { frame: pageFrame(env), receipt: page }).catch(() => null)
    if (html) return c.html(html, 201)
  }
  const outside = outOfDistrict && {
    outOfDistrict: { body: outOfDistrict.body, ...(outOfDistrict.phone && { phone: outOfDistrict.phone }) },
  }
  const rest = { ...outside, ...(emergency && { emergency }), ...(promise && { promise }) }
  return c.json({ ok: true, reference, receipt, acknowledgeBy, ...rest }, 201)
}
