import * as z from 'zod/mini'
import type { TileSource } from '../env.ts'
import { StartRefused } from './refuse.ts'

/** A tile is some tens of kilobytes. */
const LARGEST = 512 * 1024
const PATIENCE_MS = 5000
/** Tiles kept in memory: a district at the scales of the form is some hundreds. */
const KEPT = 600

export type TileSettings = { url: string; attribution: string; crs: 'WGS84' | 'GCJ02' }

/** The three variables of a tile source, for the settings of both hosts. */
export const TileVariables = {
  TILES_URL: z.optional(z.string().check(z.regex(/^https?:\/\/(?=\S*\{z\})(?=\S*\{x\})(?=\S*\{y\})\S+$/))),
  TILES_ATTRIBUTION: z.optional(z.string().check(z.minLength(2), z.maxLength(200))),
  TILES_CRS: z.optional(z.enum(['WGS84', 'GCJ02'])),
}

/**
 * What is set of them; null without a source.
 * @throws StartRefused when a source names no owner: a map without its 审图号 may not be shown
 */
export function tileSettings(set: {
  TILES_URL?: string | undefined
  TILES_ATTRIBUTION?: string | undefined
  TILES_CRS?: TileSettings['crs'] | undefined
}): TileSettings | null {
  if (!set.TILES_URL) return null
  if (!set.TILES_ATTRIBUTION)
    throw new StartRefused(
      '设置了 TILES_URL，还须设置 TILES_ATTRIBUTION（图源名称和审图号）',
      'TILES_URL needs TILES_ATTRIBUTION (whose map it is, with its 审图号)',
    )
  return { url: set.TILES_URL, attribution: set.TILES_ATTRIBUTION, crs: set.TILES_CRS ?? 'WGS84' }
}

/**
 * Map tiles from a licensed provider, fetched by us: the provider sees our server and no reader, as nothing of his request
 * goes along. Failures and what is no picture give null and are not remembered. `{s}` is not offered: we are one client.
 */
export function tileSource({ url, attribution, crs }: TileSettings, get: typeof fetch = fetch): TileSource {
  const kept = new Map<string, Promise<{ bytes: Uint8Array; type: string } | null>>()
  const load = async (address: string) => {
    const answer = await get(address, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      credentials: 'omit',
      headers: { accept: 'image/*' },
    }).catch(() => null)
    const type = answer?.headers.get('content-type')?.split(';')[0] ?? ''
    if (!answer?.ok || !/^image\/(?:png|jpeg|webp)$/.test(type)) return null
    const bytes = new Uint8Array(await answer.arrayBuffer())
    return bytes.length > 0 && bytes.length <= LARGEST ? { bytes, type } : null
  }
  return {
    attribution,
    crs,
    async tile(z, x, y) {
      const address = url.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y))
      const known = kept.get(address)
      if (known) return known
      const coming = load(address).catch(() => null)
      kept.set(address, coming)
      // The oldest goes first; a tile that did not come is asked for again.
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT) break
        kept.delete(oldest)
      }
      const tile = await coming
      if (!tile) kept.delete(address)
      return tile
    },
  }
}
