import { Hono } from 'hono'
import { ACCESS } from '#domain/access.ts'
import { Refusal } from '#domain/refusal.ts'
import type { App, Env } from '../env.ts'

/** What enterprises file. */
export function disclosureRoutes(_env: Env) {
  const routes = new Hono<App>()
  for (const row of Object.keys(ACCESS)) {
    const [method = '', path = ''] = row.split(' ')
    if (/^\/api\/(disclosures|duties|projects|enterprises|plots|institutions)/.test(path))
      routes.on(method, path, () => {
        throw new Refusal('service.not-ready')
      })
  }
  return routes
}
