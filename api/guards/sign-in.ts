import type { MiddlewareHandler } from 'hono'
import { Refusal } from '#domain/refusal.ts'
import type { App, Env } from '../env.ts'

/** Failed attempts at any door per hour and network address. High, because a whole office shares one. */
const FAILURES = 60

/** Slows down guessing from one place; what counts per account is in `api/accounts/attempts.ts`. */
export function signInLimit(env: Env): MiddlewareHandler<App> {
  return async (c, next) => {
    if (await env.limits.isOver('sign-in', c.get('address'), FAILURES, env.now()))
      throw new Refusal('account.too-many-attempts')
    await next()
    if (c.error instanceof Refusal && c.error.code.startsWith('account.'))
      await env.limits.count('sign-in', c.get('address'), env.now())
  }
}
