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
 * The one error shape: `{ ok: false, code, message, problems?, request }` plus what the refusal is about.
 * People who came with a browser, not a program, get the same as a page.
 */
export async function errorAnswer(c: Context<App>, env: Env, refusal: Refusal): Promise<Response> {
  const code = refusal.code as RefusalCode
  const message = REFUSAL_WORDS[code]
  const request = c.get('request')
  const status = refusal.status as ContentfulStatusCode
  if (status === 503) c.header('Retry-After', '5')
  c.header('Cache-Control', 'no-store')
  if (wantsPage(c)) {
    const page = await env
      .render('/error/', { frame: pageFrame(env), error: { status, code, message, request } })
      .catch(() => null)
    if (page) return c.html(page, status)
  }
  return c.json({ ok: false, code, message, ...refusal.about, request }, status)
}

/** A page for a browser's own navigation or a plain form; JSON for everybody who asks for it or does not say. */
export function wantsPage(c: Context): boolean {
  const accept = c.req.header('accept') ?? ''
  if (accept.includes('application/json')) return false
  const type = c.req.header('content-type') ?? ''
  const form = type.startsWith('multipart/form-data') || type.startsWith('application/x-www-form-urlencoded')
  return accept.includes('text/html') || (form && !/^\/api\/(attachments|disclosures)\b/.test(c.req.path))
}
