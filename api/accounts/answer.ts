import type { Context } from 'hono'
import type { Passed } from '../accounts.ts'
import type { App } from '../env.ts'

/** Sets the cookies a door gave and says what comes next. */
export function passed(c: Context<App>, { next, cookies }: Passed) {
  setCookies(c, cookies)
  return c.json({ ok: true, next })
}

export function setCookies(c: Context<App>, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
}
