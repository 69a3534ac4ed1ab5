import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { prefsCss, readPrefs } from '#domain/prefs.ts'
import type { App, Env } from '../env.ts'
import { readForm } from '../form.ts'

/** Theme and 长者模式 without script: a form sets a cookie, every page links the stylesheet answered from it. */
export function prefsRoutes(env: Env) {
  return new Hono<App>()
    .get('/prefs.css', (c) => {
      c.header('Cache-Control', 'private, no-store')
      c.header('Content-Type', 'text/css; charset=utf-8')
      return c.body(prefsCss(readPrefs(getCookie(c, 'prefs') ?? '')))
    })
    .post('/prefs', async (c) => {
      const { fields } = await readForm(c)
      const sent = (name: string) => fields.get(name)?.[0] ?? ''
      // Each button sends its own choice; the cookie keeps the other.
      const kept = readPrefs(getCookie(c, 'prefs') ?? '')
      const { theme, size } = readPrefs(`${sent('theme') || kept.theme}.${sent('size') || kept.size}`)
      setCookie(c, 'prefs', `${theme}.${size}`, {
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        secure: env.origin.startsWith('https:'),
        maxAge: 31_536_000,
      })
      return c.redirect(backPath(sent('back') || '/'), 303)
    })
}

/** A path of our own site, whatever the form says. */
function backPath(back: string): string {
  return /^\/(?![/\\])[\w\-/]*$/.test(back) ? back : '/'
}
