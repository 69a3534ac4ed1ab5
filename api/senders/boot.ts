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
    const isAsked = pathname === '/readyz'
    const code = isAsked ? 'service.not-ready' : 'service.busy'
    const about = isAsked ? { missing: missing() } : {}
    return Response.json(
      { ok: false, code, message: REFUSAL_WORDS[code], ...about, request: '0'.repeat(12) },
      { status: 503, headers: { 'Retry-After': '1', 'Cache-Control': 'no-store' } },
    )
  }
}
