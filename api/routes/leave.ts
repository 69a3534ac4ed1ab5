import { Hono } from 'hono'
import { deleteCookie } from 'hono/cookie'
import { leaveTo } from '#domain/bureau.ts'
import type { App, Env } from '../env.ts'

/**
 * 「快速离开」: sends on to a page that says nothing, and lets the browser drop what it keeps of ours (W3C Clear Site Data):
 * cache and, unless a draft was asked for, storage. Cookies are not named there, as that would reach every site of the
 * same domain; our one preference goes by itself. A foreign page that leads here clears nothing.
 */
export function leaveRoutes(env: Env) {
  return new Hono<App>().get('/leave/', (c) => {
    const site = c.req.header('sec-fetch-site') ?? 'none'
    if (site === 'same-origin' || site === 'none') {
      c.header('Clear-Site-Data', c.req.query('draft') === 'kept' ? '"cache"' : '"cache", "storage"')
      deleteCookie(c, 'prefs', { path: '/' })
    }
    c.header('Cache-Control', 'no-store')
    return c.redirect(leaveTo(env.bureau), 303)
  })
}
