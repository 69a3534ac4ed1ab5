import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staticFiles } from '#api/senders/static.ts'
import { openApp } from '../setup.ts'
import { quickFolder } from '../tree.ts'

const site = quickFolder('static')
afterAll(() => rmSync(site, { recursive: true, force: true }))
let here: Awaited<ReturnType<typeof openApp>>

beforeAll(async () => {
  const files: Record<string, string> = {
    '404.html': '<p>没有</p>',
    'enterprises.json': '{"items":[]}',
    'enterprises.csv': '编号\n',
    'enterprises/feed.xml': '<feed></feed>',
    'enterprises/feed.json': '{"items":[]}',
    'enterprises/index.html': '<p>名录</p>',
    'assessments/a/v/1/report.pdf': '%PDF',
    'disclosures/x/gone.html': '<p>已撤回</p>',
    'disclosures/x/gone.json': '{"basis":"无效"}',
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, path)), { recursive: true })
    writeFileSync(join(site, path), text)
  }
  here = await openApp({ serve: staticFiles(site) })
})

test.each([
  ['/enterprises.json', 'application/json'],
  ['/enterprises.csv', 'text/csv; charset=utf-8'],
  ['/enterprises/feed.xml', 'application/atom+xml; charset=utf-8'],
  ['/enterprises/feed.json', 'application/feed+json'],
  ['/assessments/a/v/1/report.pdf', 'application/pdf'],
])('%s says what it is, may be read by any page, and is not sent twice', async (path, type) => {
  const first = await here.ask('GET', path)
  expect([first.status, first.headers.get('content-type')]).toEqual([200, type])
  expect(first.headers.get('access-control-allow-origin')).toBe('*')
  expect(first.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  const etag = first.headers.get('etag') ?? ''
  expect((await here.app.request(path, { headers: { 'if-none-match': etag } })).status).toBe(304)
})

test('a table of megabytes comes whole, squeezed or not, and is not sent twice', async () => {
  const text = '点位,结果\n'.repeat(200_000)
  writeFileSync(join(site, 'large.csv'), text)
  for (const encoding of ['gzip', 'identity']) {
    const headers = { 'accept-encoding': encoding }
    const answer = await here.app.request('/large.csv', { headers })
    expect(answer.headers.get('content-encoding')).toBe(encoding === 'gzip' ? 'gzip' : null)
    const sent = new Uint8Array(await answer.arrayBuffer())
    expect((encoding === 'gzip' ? gunzipSync(sent) : Buffer.from(sent)).toString() === text).toBe(true)
    const etag = answer.headers.get('etag') ?? ''
    expect((await here.app.request('/large.csv', { headers: { ...headers, 'if-none-match': etag } })).status).toBe(304)
    const head = await here.app.request('/large.csv', { method: 'HEAD', headers })
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, ''])
  }
  // Replaced as publishing replaces it: other bytes under the same name.
  const before = (await here.app.request('/large.csv')).headers.get('etag')
  writeFileSync(join(site, 'new'), text.replaceAll('点', '井'))
  renameSync(join(site, 'new'), join(site, 'large.csv'))
  const after = await here.app.request('/large.csv')
  expect([after.headers.get('etag') === before, (await after.text()).slice(0, 2)]).toEqual([false, '井位'])
})

test('pages stay with our own origin', async () => {
  const { headers } = await here.ask('GET', '/enterprises/')
  expect(headers.get('access-control-allow-origin')).toBe(null)
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
})

test.each([
  '/disclosures/x/',
  '/disclosures/x',
  '/disclosures/x/v/1/',
  '/disclosures/x/diff/1-2/',
  '/disclosures/x/gone.html',
])('%s of a withdrawn record is gone, with the basis', async (path) => {
  const answer = await here.ask('GET', path, undefined, { accept: 'text/html' })
  expect([answer.status, answer.body]).toEqual([410, '<p>已撤回</p>'])
})

test.each([
  '/disclosures/x.json',
  '/disclosures/x.csv',
  '/disclosures/x/v/1.json',
  '/disclosures/x/v/1/report.pdf',
  '/disclosures/x/gone.json',
])('%s of a withdrawn record is gone for programs too', async (path) => {
  const answer = await here.ask('GET', path)
  expect([answer.status, answer.body]).toEqual([
    410,
    { basis: '无效', request: expect.stringMatching(/^[0-9a-f]{12}$/) },
  ])
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
})

test('what never was is not there, and nothing beside the pages is', async () => {
  for (const path of ['/disclosures/y/', '/disclosures/y.json', '/disclosures/x../', '/disclosures.json/x'])
    expect([path, (await here.ask('GET', path, undefined, { accept: 'text/html' })).status]).toEqual([path, 404])
})
