import { Hono } from 'hono'
import { Refusal } from '#domain/refusal.ts'
import { isTileNear } from '#domain/tile.ts'
import type { App, Env } from '../env.ts'

/**
 * `/tiles/<z>/<x>/<y>`: map tiles through our own door, only where a source is set and only around the district, so that
 * nobody else's map lives on our key. The browser asks nobody but us (`img-src 'self'`).
 */
export function tileRoutes(env: Env) {
  return new Hono<App>().get('/tiles/:z/:x/:y', async (c) => {
    const at = [c.req.param('z'), c.req.param('x'), c.req.param('y')]
    const [z = 0, x = 0, y = 0] = at.map(Number)
    if (!env.tiles || !at.every((one) => /^\d{1,7}$/.test(one)) || !isTileNear(env.bureau.bounds, z, x, y))
      throw new Refusal('request.not-found')
    const tile = await env.tiles.tile(z, x, y)
    if (!tile) throw new Refusal('request.not-found')
    return c.body(new Uint8Array(tile.bytes), 200, {
      'Content-Type': tile.type,
      // The address names a place: what a reader looked at is nobody's, and stays in his own browser for a week.
      'Cache-Control': 'private, max-age=604800',
    })
  })
}
