import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import { findEntry, findRecordLeaf, proofOf, readLogState } from '#db/log.ts'
import { readTilePath } from '#domain/log/tile.ts'
import { readAddress } from '#domain/record.ts'
import { Refusal } from '#domain/refusal.ts'
import { describe, present, readAs } from '../body.ts'
import type { App, Env } from '../env.ts'
import { pageFrame } from '../frame.ts'
import { loadLogPage, servedSize, tipsPageLoader } from '../log-page.ts'
import { refusalJson } from '../problem.ts'

const TEXT = 'text/plain; charset=utf-8'
const TILE = 'application/octet-stream'
const AFRESH = 'no-cache'
const FOR_EVER = 'public, max-age=31536000, immutable'

const Query = z.strictObject({ path: z.string().check(z.maxLength(200)) })

/**
 * The public log for any client of its format (c2sp.org/tlog-tiles), what people read about it, and proofs for those who do
 * not want to make them from the tiles. Its files are answered here and nowhere else: what is not there yet must never be
 * kept as missing, and no client of the format reads a page.
 */
export function logRoutes(env: Env) {
  const tips = tipsPageLoader(env)
  const page = async (c: Context<App>, path: string, locals: object) => {
    c.header('Cache-Control', AFRESH)
    return c.html(await env.render(path, { frame: pageFrame(env), ...locals }))
  }
  const text = async (c: Context<App>, path: string) => answer(c, await env.logFiles(path), TEXT, AFRESH)
  const line = (c: Context<App>, said: string | null) =>
    answer(c, said === null ? null : new TextEncoder().encode(said), TEXT, AFRESH)

  return (
    new Hono<App>()
      .get('/log', (c) => c.redirect('/log/', 301))
      .get('/log/', async (c) => page(c, '/log/', { log: await loadLogPage(env) }))
      .get('/log/tips/', async (c) => page(c, '/log/tips/', { logTips: await tips() }))
      .get('/log/checkpoint', (c) => text(c, 'checkpoint'))
      .get('/log/checkpoints/:size', (c) =>
        /^(0|[1-9]\d{0,14})$/.test(c.req.param('size')) ? text(c, `checkpoints/${c.req.param('size')}`) : missing(c),
      )
      .get('/log/vkey', (c) => text(c, 'vkey'))
      .get('/log/promise-vkey', async (c) => {
        const state = env.promiseVkey && (await readLogState(env.db))
        return line(c, state && env.promiseVkey && `${await env.promiseVkey(state.origin)}\n`)
      })
      // Nobody signs beside the log yet, so nobody is asked for (c2sp.org/tlog-policy).
      .get('/log/policy', async (c) => {
        const vkey = await env.logFiles('vkey')
        return line(c, vkey && `log ${new TextDecoder().decode(vkey)}quorum none\n`)
      })
      .get('/log/tile/*', async (c) => {
        const path = c.req.path.slice('/log/'.length)
        const tile = readTilePath(path)
        if (!tile) return missing(c)
        const bytes = await env.logFiles(path)
        // Hashes do not shrink; entries do.
        const takesGzip = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
        if (!bytes || tile.level !== 'entries') return answer(c, bytes, TILE, FOR_EVER)
        c.header('Vary', 'Accept-Encoding')
        return takesGzip ? squeezed(c, bytes) : answer(c, bytes, TILE, FOR_EVER)
      })
      .get('/api/log/proof', describe('一条记录的登记证明'), async (c) => {
        const { path } = readAs(Query, present(c.req.query()))
        const { kind, id, rest } = readAddress(path) ?? { kind: null, id: '', rest: '' }
        const [whole, version] = /^(?:v\/([1-9]\d{0,8})\/)?$/.exec(rest) ?? []
        if (!kind || whole === undefined) return missing(c)
        const leaf = await findRecordLeaf(env.db, kind, id, version === undefined ? null : Number(version))
        // Beside the proof what is proved: the entry itself.
        const entry = leaf && (await findEntry(env.db, leaf.index))
        return line(
          c,
          leaf && entry && (await proofOf(env.db, leaf.index, { served: await servedSize(env), extra: entry })),
        )
      })
  )
}

/** A file of the log to anybody, wherever their page is from; what is not there is never kept as missing. */
function answer(c: Context<App>, bytes: Uint8Array | null, type: string, keep: string): Response {
  if (!bytes) return missing(c)
  open(c)
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': type, 'Cache-Control': keep })
}

/** Squeezed here on every host: none does it of itself for this type. `manual` keeps a Worker from squeezing it again. */
function squeezed(c: Context<App>, bytes: Uint8Array): Response {
  open(c)
  c.header('Content-Type', TILE)
  c.header('Cache-Control', FOR_EVER)
  c.header('Content-Encoding', 'gzip')
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new CompressionStream('gzip'))
  const { headers } = c.body(null)
  return new Response(stream, { headers, encodeBody: 'manual' } as ResponseInit)
}

function missing(c: Context<App>): Response {
  open(c)
  return refusalJson(c, new Refusal('log.not-found'))
}

function open(c: Context<App>): void {
  c.header('Access-Control-Allow-Origin', '*')
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
}
