import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staticFiles } from '#api/senders/static.ts'
import { openApp } from '../setup.ts'
import { csp, render } from '../site/build.ts'
import { quickFolder } from '../tree.ts'
import { type Edge, openEdge } from './edge.ts'

/** The same published files in a folder and in a bucket. */
const FILES: Record<string, string> = {
  'index.html': '<p>首页</p>',
  '404.html': '<p>没有</p>',
  'enterprises.json': '{"items":[]}',
  'enterprises.csv': '编号\n',
  'enterprises/feed.xml': '<feed></feed>',
  'enterprises/feed.json': '{"items":[]}',
  'enterprises/index.html': '<p>名录</p>'.repeat(300),
  'assessments/a/v/1/report.pdf': '%PDF',
  'disclosures/x/gone.html': '<p>已撤回</p>',
  'disclosures/x/gone.json': '{"ok":false,"code":"record.withdrawn","message":"已撤回","basis":"无效"}',
  '_astro/before.css': 'a page of the build before asks for this',
}
const site = quickFolder('edge')
let edge: Edge
let node: Awaited<ReturnType<typeof openApp>>

beforeAll(async () => {
  edge = await openEdge()
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(site, path)), { recursive: true })
    writeFileSync(join(site, path), text)
    await edge.bound.SITE.put(path, text)
  }
  node = await openApp({ serve: staticFiles(site), csp, render, now: () => new Date() })
})
afterAll(async () => {
  await edge?.close()
  rmSync(site, { recursive: true, force: true })
})

/** What a reader gets, without what is new in every answer and what the transport adds. */
const seen = (answer: { status: number; body: unknown; headers: Headers }) => {
  const own = ['content-length', 'transfer-encoding', 'date', 'connection', 'mf-content-encoding']
  const headers = [...answer.headers].filter(([name]) => !own.includes(name))
  const body = JSON.stringify(answer.body).replaceAll(/\b[0-9a-f]{12}\b/g, '<request>')
  return { status: answer.status, body, headers: Object.fromEntries(headers) }
}

test.each([
  ['a page', 'GET', '/', 200],
  ['a longer page', 'GET', '/enterprises/', 200],
  ['a record for programs', 'GET', '/enterprises.json', 200],
  ['a table', 'GET', '/enterprises.csv', 200],
  ['a feed', 'GET', '/enterprises/feed.xml', 200],
  ['a feed in JSON', 'GET', '/enterprises/feed.json', 200],
  ['a document', 'GET', '/assessments/a/v/1/report.pdf', 200],
  ['an asset of the build before', 'GET', '/_astro/before.css', 200],
  ['an address without its slash', 'GET', '/enterprises', 301],
  ['an unknown address', 'GET', '/nothing/', 404],
  ['a way up', 'GET', '/_astro/..%2findex.html', 404],
  ['a withdrawn record', 'GET', '/disclosures/x/', 410],
  ['what was under it', 'GET', '/disclosures/x/v/1/', 410],
  ['the same for programs', 'GET', '/disclosures/x.json', 410],
  ['the head of a page', 'HEAD', '/', 200],
  ['what a reader prefers', 'GET', '/prefs.css', 200],
  ['an unknown API', 'GET', '/api/nothing', 404],
  ['a write from elsewhere', 'POST', '/api/tips', 403],
])('%s answers alike from a bucket and from a folder: %s %s', async (_, method, path, status) => {
  const headers = { accept: 'text/html', ...(status === 403 && { origin: 'https://elsewhere.example' }) }
  const [here, there] = [
    await edge.ask(method, path, undefined, headers),
    await node.ask(method, path, undefined, headers),
  ]
  expect(here.status).toBe(status)
  expect(seen(here)).toEqual(seen(there))
})

test('what did not change is not sent again', async () => {
  const { headers } = await edge.ask('GET', '/enterprises.json')
  const again = await edge.ask('GET', '/enterprises.json', undefined, { 'if-none-match': headers.get('etag') ?? '' })
  expect([again.status, again.body]).toEqual([304, ''])
})

test('the shells of the staff come with the hashes of exactly their blocks', async () => {
  for (const path of Object.keys(csp)) {
    const { status, body, headers } = await edge.ask('GET', path, undefined, { accept: 'text/html' })
    expect(status).toBe(200)
    expect(headers.get('content-security-policy')).toBe(
      (await node.ask('GET', path)).headers.get('content-security-policy'),
    )
    const blocks = [...String(body).matchAll(/<(script|style)(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/\1>/g)]
    expect(blocks.length).toBeGreaterThan(1)
    for (const [, , text = ''] of blocks) {
      const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
      expect(headers.get('content-security-policy')).toContain(`'sha256-${Buffer.from(digest).toString('base64')}'`)
    }
  }
})

test('it is ready once its database answers and its pages are there', async () => {
  expect(await edge.ask('GET', '/readyz')).toMatchObject({ status: 200, body: { ok: true } })
})
