import type { MiddlewareHandler } from 'hono'
import type { App, Env } from '../env.ts'

const TURNSTILE = 'https://challenges.cloudflare.com'

/**
 * Headers of every answer. The policy allows our own origin and nothing inline; a shell page adds the hashes its build
 * recorded, and `/report/` adds Turnstile's one host only while its keys are set.
 */
export function headers(env: Env): MiddlewareHandler<App> {
  return async (c, next) => {
    await next()
    const set = (name: string, value: string) => c.res.headers.set(name, value)
    if (!c.res.headers.has('Content-Security-Policy')) set('Content-Security-Policy', policyOf(env, c.req.path))
    // Under `no-referrer` a browser sends `Origin: null` with our own plain forms; nothing leaves the site either way.
    set('Referrer-Policy', 'same-origin')
    set('X-Content-Type-Options', 'nosniff')
    set('X-Frame-Options', 'DENY')
    set('Cross-Origin-Opener-Policy', 'same-origin')
    if (!c.res.headers.has('Cross-Origin-Resource-Policy')) set('Cross-Origin-Resource-Policy', 'same-origin')
    set('Permissions-Policy', 'geolocation=(self), camera=(), microphone=(), payment=(), usb=()')
    if (env.origin.startsWith('https:')) set('Strict-Transport-Security', 'max-age=31536000')
    if (c.req.path.startsWith('/api/') && !c.res.headers.has('Cache-Control')) set('Cache-Control', 'no-store')
  }
}

/** The content security policy of a path. */
export function policyOf(env: Pick<Env, 'csp' | 'turnstile'>, path: string): string {
  const shell = env.csp[path]
  const turnstile = env.turnstile && (path === '/report/' || path === '/api/tips') ? [TURNSTILE] : []
  const directives: Record<string, string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...(shell?.script ?? []), ...turnstile],
    'style-src': ["'self'", ...(shell?.style ?? [])],
    'img-src': ["'self'", 'blob:', 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    ...(turnstile.length > 0 && { 'frame-src': turnstile }),
  }
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ')
}
