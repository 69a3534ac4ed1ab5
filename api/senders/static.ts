import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context } from 'hono'
import type { App } from '../env.ts'
import { wantsPage } from '../problem.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
  '.csv': 'text/csv; charset=utf-8',
  '.xml': 'application/atom+xml; charset=utf-8',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.pdf': 'application/pdf',
  '.webmanifest': 'application/manifest+json',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}
const TEXT = /^(text\/|application\/(?:json|manifest|atom|feed)|image\/svg)/
/** Published for programs of anybody's, wherever they run; nothing in it is for one reader. */
const OPEN = /\.(json|csv|xml|xlsx|pdf)$/
/** Where a tombstone lies; its address is the record's own. */
const GONE = /\/gone\.(html|json)$/
/** Only names we could have published; no dot files, no way up. */
const PATH = /^(?:\/(?!\.)[\w.-]+)*\/?$/

/**
 * Answers from the folder of published pages: assets for ever by their hashed name, pages afresh each time by ETag,
 * withdrawn addresses 410, unknown ones the published 404 page. null: not ours to answer.
 */
export function staticFiles(site: string): (c: Context<App>) => Promise<Response | null> {
  const squeezed = new Map<string, Uint8Array<ArrayBuffer>>()
  return async (c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return null
    const path = c.req.path
    if (PATH.test(path)) {
      const page = path.endsWith('/')
      const found = GONE.test(path) ? null : await readFound(join(site, page ? `${path}index.html` : path))
      if (found) return answer(c, found, page ? '.html' : extname(path), 200)
      const gone = await findGone(path)
      if (gone) return OPEN.test(path) ? goneAnswer(c, gone) : answer(c, gone, '.html', 410)
      if (!page && (await readFound(join(site, `${path}/index.html`)))) return c.redirect(`${path}/`, 301)
    }
    if (path.startsWith('/api/') || !wantsPage(c)) return null
    const missing = await readFound(join(site, '404.html'))
    return missing && answer(c, missing, '.html', 404)
  }

  /** What is left of a withdrawn record, at its address and at everything that was under it: when, and on what basis. */
  async function findGone(path: string): Promise<Buffer | null> {
    const names = path
      .replace(/\.(json|csv)$/, '')
      .split('/')
      .filter(Boolean)
    for (let depth = names.length; depth > 1; depth--) {
      const form = OPEN.test(path) ? 'gone.json' : 'gone.html'
      const found = await readFound(join(site, ...names.slice(0, depth), form))
      if (found) return found
    }
    return null
  }

  async function answer(c: Context<App>, bytes: Buffer, extension: string, status: 200 | 404 | 410): Promise<Response> {
    const isFeed = c.req.path.endsWith('/feed.json') && status === 200
    const type = isFeed ? 'application/feed+json' : (TYPES[extension] ?? 'application/octet-stream')
    const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 22)
    const packed = TEXT.test(type) && bytes.length > 1024 && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
    const etag = `"${digest}${packed ? '-gz' : ''}"`
    const headers: Record<string, string> = {
      'Content-Type': type,
      'Cache-Control': c.req.path.startsWith('/_astro/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      // Read by anybody's page: `headers` leaves an answer's own resource policy alone.
      ...(OPEN.test(c.req.path) && {
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
      }),
      ...(extension === '.pdf' && { 'Content-Disposition': 'inline' }),
      ...(TEXT.test(type) && { Vary: 'Accept-Encoding' }),
      ...(packed && { 'Content-Encoding': 'gzip' }),
    }
    if (status === 200) {
      headers.ETag = etag
      if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, headers)
    }
    return c.body(packed ? await squeeze(digest, bytes) : new Uint8Array(bytes), status, headers)
  }

  async function squeeze(digest: string, bytes: Buffer): Promise<Uint8Array<ArrayBuffer>> {
    const ready = squeezed.get(digest) ?? new Uint8Array(await promisify(gzip)(bytes))
    if (squeezed.size > 200) squeezed.clear()
    squeezed.set(digest, ready)
    return ready
  }
}

/** The one error shape, for programs: what was kept of the record, and which request this was. */
function goneAnswer(c: Context<App>, kept: Buffer): Response {
  c.header('Access-Control-Allow-Origin', '*')
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
  c.header('Cache-Control', 'no-cache')
  return c.json({ ...JSON.parse(kept.toString()), request: c.get('request') }, 410)
}

/** The bytes, or null when there is no such file (or it is a folder). */
async function readFound(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return null
    throw error
  }
}
