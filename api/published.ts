import { bytesToHex } from '@noble/hashes/utils.js'
import type { Context } from 'hono'
import type { App } from './env.ts'
import { wantsPage } from './problem.ts'

/** Types of published files by the ending of their name: what a reader gets, and what a bucket notes beside an object. */
const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  xml: 'application/atom+xml; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  webmanifest: 'application/manifest+json',
  png: 'image/png',
  jpg: 'image/jpeg',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
}
const TEXT = /^(text\/|application\/(?:json|manifest|atom|feed)|image\/svg)/
/** Published for programs of anybody's, wherever they run; nothing in it is for one reader. */
const OPEN = /\.(json|csv|xml|xlsx|pdf|jpg)$/
/** Where a tombstone lies; its address is the record's own. */
const GONE = /\/gone\.(html|json)$/
/** Only names we could have published; no dot files, no way up. */
const PATH = /^(?:\/(?!\.)[\w.-]+)*\/?$/

/** A file too large to be held: `digest` is its SHA-256 in hex, `stream` reads it from its beginning. */
export type LargeFile = { size: number; digest: string; stream(): ReadableStream<Uint8Array<ArrayBuffer>> }
type Found = Uint8Array<ArrayBuffer> | LargeFile

/** Where published files lie, by path without a leading slash; null when there is no such file. */
export type PublishedFiles = {
  read(path: string): Promise<Found | null>
  /** Squeezes text for readers who take gzip. Left out where the host does that itself. */
  squeeze?(digest: string, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>
}

/** The content type of a published file, by its path. */
export function typeOf(path: string): string {
  if (path.endsWith('/feed.json')) return 'application/feed+json'
  return TYPES[/\.(\w+)$/.exec(path)?.[1] ?? ''] ?? 'application/octet-stream'
}

/**
 * Answers from published files: assets for ever by their hashed name, pages afresh each time by ETag, withdrawn
 * addresses 410, unknown ones the published 404 page. null: not ours to answer.
 */
export function servePublished(files: PublishedFiles): (c: Context<App>) => Promise<Response | null> {
  return async (c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return null
    const path = c.req.path
    if (PATH.test(path)) {
      const page = path.endsWith('/')
      const name = page ? `${path.slice(1)}index.html` : path.slice(1)
      const found = GONE.test(path) ? null : await files.read(name)
      if (found) return answer(c, found, typeOf(`/${name}`), 200)
      const gone = await findGone(path)
      if (gone) return OPEN.test(path) ? goneAnswer(c, gone) : answer(c, gone, typeOf('.html'), 410)
      if (!page && (await files.read(`${name}/index.html`))) return c.redirect(`${path}/`, 301)
    }
    if (path.startsWith('/api/') || !wantsPage(c)) return null
    const missing = await files.read('404.html')
    return missing && answer(c, missing, typeOf('.html'), 404)
  }

  /** What is left of a withdrawn record, at its address and at everything that was under it: when, and on what basis. */
  async function findGone(path: string): Promise<Found | null> {
    const names = path
      .replace(/\.(json|csv)$/, '')
      .split('/')
      .filter(Boolean)
    for (let depth = names.length; depth > 1; depth--) {
      const form = OPEN.test(path) ? 'gone.json' : 'gone.html'
      const found = await files.read([...names.slice(0, depth), form].join('/'))
      if (found) return found
    }
    return null
  }

  async function answer(c: Context<App>, found: Found, type: string, status: 200 | 404 | 410): Promise<Response> {
    const isHeld = found instanceof Uint8Array
    const digest = (isHeld ? await digestOf(found) : found.digest).slice(0, 32)
    const takesGzip = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
    const isLong = !isHeld || found.length > 1024
    const squeeze = TEXT.test(type) && isLong && takesGzip ? files.squeeze : undefined
    const etag = `"${digest}${squeeze ? '-gz' : ''}"`
    const headers: Record<string, string> = {
      'Content-Type': type,
      'Cache-Control': c.req.path.startsWith('/_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      // Read by anybody's page: `headers` leaves an answer's own resource policy alone.
      ...(OPEN.test(c.req.path) && {
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
      }),
      ...(type === TYPES.pdf && { 'Content-Disposition': 'inline' }),
      ...(TEXT.test(type) && { Vary: 'Accept-Encoding' }),
      ...(squeeze && { 'Content-Encoding': 'gzip' }),
    }
    if (status === 200) {
      headers.ETag = etag
      if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, headers)
    }
    if (isHeld) return c.body(squeeze ? await squeeze(digest, found) : found, status, headers)
    if (!squeeze) headers['Content-Length'] = String(found.size)
    if (c.req.method === 'HEAD') return c.body(null, status, headers)
    const stream = found.stream()
    return c.body(squeeze ? stream.pipeThrough(new CompressionStream('gzip')) : stream, status, headers)
  }
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

/** The bytes of a small file, however it is held. */
async function wholeOf(found: Found): Promise<Uint8Array> {
  return found instanceof Uint8Array ? found : new Uint8Array(await new Response(found.stream()).arrayBuffer())
}

/** The one error shape, for programs: what was kept of the record, and which request this was. */
async function goneAnswer(c: Context<App>, kept: Found): Promise<Response> {
  c.header('Access-Control-Allow-Origin', '*')
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
  c.header('Cache-Control', 'no-cache')
  return c.json({ ...JSON.parse(new TextDecoder().decode(await wholeOf(kept))), request: c.get('request') }, 410)
}
