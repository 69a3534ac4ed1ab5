import type { MiddlewareHandler } from 'hono'
import { Refusal } from '#domain/refusal.ts'
import type { App, Env } from '../env.ts'

const READS = new Set(['GET', 'HEAD', 'OPTIONS'])
/** `none`: typed by the person, sent by no page. */
const OURS = new Set(['same-origin', 'none'])

/**
 * A write with a cookie needs our own `Origin`. Without a cookie `Origin` and `Sec-Fetch-Site` may be absent (curl,
 * a partner's program), but what is there must be ours.
 * @throws Refusal `request.foreign-origin`
 */
export function originRule(env: Pick<Env, 'origin'>): MiddlewareHandler<App> {
  return async (c, next) => {
    if (READS.has(c.req.method)) return next()
    const site = c.req.header('sec-fetch-site')
    const origin = ownOrigin(c.req.header('origin'), site)
    if (site !== undefined && !OURS.has(site)) throw new Refusal('request.foreign-origin')
    if (origin !== undefined && origin !== 'own' && origin !== env.origin) throw new Refusal('request.foreign-origin')
    if (origin === undefined && c.req.header('cookie') !== undefined) throw new Refusal('request.foreign-origin')
    return next()
  }
}

/**
 * Browsers send `Origin: null` with a plain form of a page whose referrer policy is `no-referrer`, even to the page's
 * own origin. Only the browser can set `Sec-Fetch-Site`, so `same-origin` there says whose form it was.
 */
function ownOrigin(origin: string | undefined, site: string | undefined): string | undefined {
  return origin === 'null' && site === 'same-origin' ? 'own' : origin
}
