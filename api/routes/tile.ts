import { Hono } from 'hono'
import { Refusal } from '#domain/refusal.ts'
import { isTileNear } from '#domain/tile.ts'
import { describe } from '../body.ts'
import type { App, Env } from '../env.ts'

/**
 * `/tiles/<z>/<x>/<y>`: map tiles through our own door, only where a source is set and only around the district, so that
 * nobody else's map lives on our key. The browser asks nobody but us (`img-src 'self'`). `/api/tiles` says for maps of the
 * desk whose they are, and in which system.
 */
export function tileRoutes(env: Env) {
  return new Hono<App>()
    .get('/api/tiles', describe('地图底图的来源和坐标系'), (c) =>
      c.json({ ok: true, tiles: env.tiles && { attribution: env.tiles.attribution, crs: env.tiles.crs } }),
    )
    .get('/tiles/:z/:x/:y', async (c) => {
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
