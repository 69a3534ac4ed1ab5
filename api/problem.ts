import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { classify, DatabaseBusy, DatabaseUnreachable, DatabaseUnwritable } from '#db/engine.ts'
import { Refusal, type RefusalCode } from '#domain/refusal.ts'
import { REFUSAL_WORDS } from '#domain/words/zh/refusal.ts'
import type { App, Env } from './env.ts'
import { pageFrame } from './frame.ts'

/** Anything thrown, as the refusal people get to see. A fault says nothing of its cause. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const fault = classify(error)
  if (fault instanceof DatabaseBusy) return new Refusal('service.busy')
  if (fault instanceof DatabaseUnwritable) return new Refusal('service.unwritable')
  if (fault instanceof DatabaseUnreachable) return new Refusal('service.unanswered')
  if (error instanceof HTTPException) {
    if (error.status === 413) return new Refusal('request.too-large')
    if (error.status < 500) return new Refusal('request.unreadable')
  }
  return new Refusal('service.fault')
}

/**
 * The one error shape, for programs: `{ ok: false, code, message, problems?, request }` plus what the refusal is about.
 * Never kept by anybody.
 */
export function refusalJson(c: Context<App>, refusal: Refusal): Response {
  c.header('Cache-Control', 'no-store')
  const code = refusal.code as RefusalCode
  const answer = { ok: false, code, message: REFUSAL_WORDS[code], ...refusal.about, request: c.get('request') }
  return c.json(answer, refusal.status as ContentfulStatusCode)
}

/** A refusal for whoever asked: people who came with a browser, not a program, get the same as a page. */
export async function errorAnswer(c: Context<App>, env: Env, refusal: Refusal): Promise<Response> {
  const code = refusal.code as RefusalCode
  const message = REFUSAL_WORDS[code]
  const request = c.get('request')
  const status = refusal.status as ContentfulStatusCode
  if (status === 503) c.header('Retry-After', '5')
  if (wantsPage(c)) {
    c.header('Cache-Control', 'no-store')
    const page = await env
      .render('/error/', { frame: pageFrame(env), error: { status, code, message, request } })
      .catch(() => null)
    if (page) return c.html(page, status)
  }
  return refusalJson(c, refusal)
}

/** A page for a browser's own navigation or a plain form; JSON for everybody who asks for it or does not say. */
export function wantsPage(c: Context): boolean {
  const accept = c.req.header('accept') ?? ''
  if (accept.includes('application/json')) return false
  const type = c.req.header('content-type') ?? ''
  const form = type.startsWith('multipart/form-data') || type.startsWith('application/x-www-form-urlencoded')
  return (
    accept.includes('text/html') ||
    (form && !/^\/api\/(attachments|disclosures|cases|inbound|roster)\b/.test(c.req.path))
  )
}
