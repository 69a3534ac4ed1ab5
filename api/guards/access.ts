import type { Hono, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { ACCESS } from '#domain/access.ts'
import { Refusal } from '#domain/refusal.ts'
import type { App, Env } from '../env.ts'

/** `METHOD /path/:as/registered` of the handler that will answer (the first that matches), or null when none will. */
export function routeOf(c: Parameters<MiddlewareHandler<App>>[0]): string | null {
  const handler = matchedRoutes(c).find((route) => route.method !== 'ALL')
  return handler ? `${handler.method} ${handler.path}` : null
}

/** Lets a request through when `ACCESS` has its role, and leaves who is asking in `actor`. Denies by default. */
export function accessGuard(env: Env): MiddlewareHandler<App> {
  return async (c, next) => {
    const route = routeOf(c)
    if (!route) return next()
    const access = ACCESS[route]
    if (access === 'anyone') return next()
    const who = await env.accounts.actor(c.req.raw.headers)
    if (!who) throw new Refusal('account.not-signed-in')
    if (access !== 'signed-in') {
      if (!who.enrolled) throw new Refusal('account.second-factor-required')
      if (!access?.includes(who.actor.role)) throw new Refusal('account.not-allowed')
    }
    c.set('actor', who.actor)
    return next()
  }
}

/** Every route has a row and every row a route; anything else is a mistake that must not start. */
export function assertAccessTable(app: Hono<App>): void {
  const routes = new Set(
    app.routes.filter((route) => route.method !== 'ALL').map((route) => `${route.method} ${route.path}`),
  )
  const wrong = [
    ...[...routes].filter((route) => !(route in ACCESS)).map((route) => `${route} has no row in domain/access.ts`),
    ...Object.keys(ACCESS)
      .filter((row) => !routes.has(row))
      .map((row) => `${row} is in domain/access.ts but no route answers it`),
  ]
  if (wrong.length > 0) throw new Error(`couldn't mount the routes: ${wrong.join('; ')}`)
}
