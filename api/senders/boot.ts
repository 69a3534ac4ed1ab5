import { REFUSAL_WORDS } from '#domain/words/zh/refusal.ts'
import type { Answer } from './listen.ts'

/**
 * Answers while the app is not there yet: the process is alive, what is missing is named, everything else may come
 * again in a moment.
 */
export function bootAnswers(missing: () => string[]): Answer {
  return (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/healthz') return Response.json({ ok: true })
    const again = { status: 503, headers: { 'Retry-After': '1', 'Cache-Control': 'no-store' } }
    if (pathname === '/readyz') return Response.json({ ok: false, missing: missing() }, again)
    const code = 'service.busy'
    return Response.json({ ok: false, code, message: REFUSAL_WORDS[code], request: '0'.repeat(12) }, again)
  }
}
