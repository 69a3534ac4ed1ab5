import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import type { Db } from '#db/engine.ts'
import { findEntry, proofOf, readLogState } from '#db/log.ts'
import { findChromium } from '../browser/chromium.ts'
import { chance } from '../fixtures/chance.ts'
import { at, type Row } from './table.ts'

const ROOT = join(import.meta.dirname, '../..')
/** Where a browser finds what the rules import. */
const IMPORTS = {
  '@noble/hashes/': '/node_modules/@noble/hashes/',
  '@noble/curves/': '/node_modules/@noble/curves/',
  canonicalize: '/node_modules/canonicalize/lib/canonicalize.js',
}
const PAGE = `<!doctype html><script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script>`

/**
 * The whole check of one record in Chromium, with the rules that the page `/log/verify/` runs, from an empty cache: its
 * JSON, its proof, the checkpoint, and every tile that proves the newest root. null without a browser.
 */
export async function checkInBrowser(db: Db, dataDir: string, size: number, times: number): Promise<Row | null> {
  const executablePath = findChromium()
  if (!executablePath) return null
  const state = await readLogState(db)
  const fetched = { bytes: 0, requests: 0 }
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://bench')
    const source = pathname.endsWith('.ts') || pathname.startsWith('/node_modules/')
    const body = await answer(pathname).catch(() => null)
    const type = source ? 'text/javascript' : pathname === '/' ? 'text/html' : 'application/octet-stream'
    response.writeHead(body === null ? 404 : 200, { 'content-type': type, 'cache-control': 'no-store' })
    response.end(body ?? '')
    if (source || pathname === '/') return
    fetched.requests += 1
    fetched.bytes += body === null ? 0 : Buffer.byteLength(body)
  })
  async function answer(path: string): Promise<Buffer | string | null> {
    if (path === '/') return PAGE
    if (path.endsWith('.ts')) return stripTypeScriptTypes(readFileSync(join(ROOT, path), 'utf8'))
    if (path.startsWith('/node_modules/')) return readFileSync(join(ROOT, path))
    if (path.startsWith('/log/')) return readFileSync(join(dataDir, path))
    const [, what, index] = /^\/(record|proof)\/(\d+)$/.exec(path) ?? []
    if (what === 'proof')
      return proofOf(db, Number(index), { extra: (await findEntry(db, Number(index))) ?? undefined })
    const sql = 'SELECT record FROM publications JOIN log_leaves ON publication = position WHERE idx = ?'
    return what === 'record' ? String((await db.query(sql, [Number(index)])).rows[0]?.record) : null
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const draw = chance(size + 1)
  const taken: { ms: number; bytes: number; requests: number }[] = []
  try {
    for (let n = 0; n < times; n++) {
      const page = await (await browser.newContext()).newPage()
      await page.goto(url)
      const asked = { index: Math.floor(draw() * size), vkey: state?.vkey ?? '' }
      const ms = await page.evaluate(check, asked)
      if (n > 0) taken.push({ ms, ...fetched })
      Object.assign(fetched, { bytes: 0, requests: 0 })
      await page.context().close()
    }
  } finally {
    await browser.close()
    server.closeAllConnections()
    server.close()
  }
  const of = (name: 'ms' | 'bytes' | 'requests', share: number) =>
    at(
      taken.map((one) => one[name]),
      share,
    )
  return {
    what: `log: one record of ${size} checked in a browser`,
    took: `p50 ${of('ms', 0.5).toFixed(0)} ms, p95 ${of('ms', 0.95).toFixed(0)} ms`,
    beside: `${(of('bytes', 0.5) / 1024).toFixed(0)} KiB in ${of('requests', 0.5)} requests`,
    goal: '',
  }
}

/** Runs in the page. @returns milliseconds from the first request to the last step, all of which held */
async function check({ index, vkey }: { index: number; vkey: string }): Promise<number> {
  const at = (path: string) => import(`/domain/log/${path}`)
  const [{ openLog }, { checkRecord }, { readVkey }] = await Promise.all([
    at('client.ts'),
    at('check.ts'),
    at('note.ts'),
  ])
  const began = performance.now()
  const [json, proof] = await Promise.all([
    fetch(`/record/${index}`).then((answer) => answer.json()),
    fetch(`/proof/${index}`).then((answer) => answer.text()),
  ])
  const read = async (path: string) => {
    const answer = await fetch(`/log/${path}`)
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null
  }
  const verifiers = [readVkey(vkey)]
  const steps: { ok: boolean }[] = await checkRecord({
    json,
    proof,
    verifiers,
    open: () => openLog({ fetch: read, verifiers }),
  })
  const log = await openLog({ fetch: read, verifiers })
  const isThere = (await log.prove(index)).length > 0
  if (!isThere || steps.length < 5 || steps.some((one) => !one.ok)) throw new Error(JSON.stringify(steps))
  return performance.now() - began
}
