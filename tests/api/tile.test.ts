import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readConfig } from '#api/senders/config.ts'
import { readEdgeConfig } from '#api/senders/edge-config.ts'
import { tileSource } from '#api/senders/tiles.ts'
import { openApp } from '../setup.ts'

const PNG = Buffer.from('89504e470d0a1a0a', 'hex')
const OURS = '/tiles/14/13362/6513'

/** A provider as licensed ones are: pictures at an address with our key in it. */
let provider: Server
let answer: { status: number; type: string; body: Buffer; location?: string }
let asked: { path: string; headers: IncomingHttpHeaders }[] = []
let url = ''
beforeAll(async () => {
  provider = createServer((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers })
    const { status, type, body, location } = answer
    response
      .writeHead(status, { 'content-type': type, 'set-cookie': 'who=you', ...(location && { location }) })
      .end(body)
  })
  await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/wmts?z={z}&x={x}&y={y}&tk=KEY`
})
afterAll(() => provider.close())
beforeEach(() => {
  asked = []
  answer = { status: 200, type: 'image/png', body: PNG }
})

const withTiles = async () =>
  openApp({ tiles: tileSource({ url, attribution: '示例图源 审图号：演示', crs: 'WGS84' }) })

test('a tile comes through our door, and of whoever looks at it nothing reaches the provider', async () => {
  const here = await withTiles()
  const { status, headers, response } = await here.ask('GET', OURS, undefined, {
    cookie: 'prefs=dark.large',
    referer: 'http://localhost:8787/report/',
    'user-agent': 'CanaryBrowser/1.0',
    'x-forwarded-for': '198.51.100.7',
    'accept-language': 'zh-CN-canary',
  })
  expect([status, headers.get('content-type')]).toEqual([200, 'image/png'])
  expect(Buffer.from(await response.arrayBuffer())).toEqual(PNG)
  expect(headers.get('set-cookie')).toBeNull()
  expect(headers.get('cache-control')).toMatch(/^private/)
  expect(asked).toHaveLength(1)
  expect(asked[0]?.path).toBe('/wmts?z=14&x=13362&y=6513&tk=KEY')
  for (const name of ['cookie', 'referer', 'x-forwarded-for', 'origin'])
    expect(asked[0]?.headers[name], name).toBeUndefined()
  expect(JSON.stringify(asked)).not.toMatch(/Canary|canary|198\.51/)
})

test('the same tile is fetched once, by many at once too; one that failed is asked for again', async () => {
  const here = await withTiles()
  answer = { ...answer, status: 500 }
  expect((await here.ask('GET', OURS)).status).toBe(404)
  answer = { ...answer, status: 200 }
  const all = await Promise.all(Array.from({ length: 8 }, () => here.ask('GET', OURS)))
  expect(new Set(all.map((one) => one.status))).toEqual(new Set([200]))
  expect(asked).toHaveLength(2)
})

test.each([
  ['no picture', { type: 'text/html', body: Buffer.from('<script>') }],
  ['a drawing that could carry script', { type: 'image/svg+xml', body: Buffer.from('<svg/>') }],
  ['nothing', { body: Buffer.alloc(0) }],
  ['too much', { body: Buffer.alloc(600 * 1024) }],
  ['a way elsewhere', { status: 302, location: 'http://127.0.0.1:1/' }],
])('%s is no tile', async (_, about) => {
  answer = { ...answer, ...about }
  expect((await (await withTiles()).ask('GET', OURS)).status).toBe(404)
})

test('only tiles around the district are fetched, and without a source none', async () => {
  const here = await withTiles()
  for (const path of [
    '/tiles/14/1/1',
    '/tiles/3/6/3',
    '/tiles/14/13362/65x3',
    '/tiles/14/13362/-1',
    '/tiles/1e1/834/407',
  ])
    expect((await here.ask('GET', path)).status, path).toBe(404)
  expect((await (await openApp()).ask('GET', OURS)).status).toBe(404)
  expect(asked).toEqual([])
})

test('the desk is told whose map it is and in which system it is drawn, or that there is none', async () => {
  const here = await withTiles()
  const { body } = await here.ask('GET', '/api/tiles', undefined, await here.as('qian'))
  expect(body.tiles).toEqual({ attribution: '示例图源 审图号：演示', crs: 'WGS84' })
  const without = await openApp()
  expect((await without.ask('GET', '/api/tiles', undefined, await without.as('zhou'))).body.tiles).toBeNull()
})

test('the form is told whose map it is; a source without an owner stops the start, in both modes', async () => {
  const { body } = await (await withTiles()).ask('GET', '/report/')
  expect(body).toContain('审图号：演示')
  expect((await (await openApp()).ask('GET', '/report/')).body).not.toContain('"tiles"')
  const set = { TILES_URL: url, TILES_ATTRIBUTION: '图源', TILES_CRS: 'GCJ02' }
  expect(readConfig(set).tiles).toEqual({ url, attribution: '图源', crs: 'GCJ02' })
  expect(readConfig({}).tiles).toBeNull()
  expect(() => readConfig({ TILES_URL: url })).toThrow(/TILES_ATTRIBUTION/)
  expect(() => readConfig({ ...set, TILES_URL: 'https://tiles.invalid/{z}/{x}' })).toThrow(/TILES_URL/)
  const key = Buffer.alloc(32).toString('base64')
  const edge = {
    ORIGIN: 'https://a.invalid',
    DEMO: '1',
    DATABASE_URL: 'https://db.invalid',
    ...Object.fromEntries(['RECEIPT', 'PEPPER', 'MAIL', 'WORK', 'SESSION'].map((name) => [`KEY_${name}`, key])),
  }
  expect(readEdgeConfig({ ...edge, ...set }).tiles).toEqual({ url, attribution: '图源', crs: 'GCJ02' })
  expect(() => readEdgeConfig({ ...edge, TILES_URL: url })).toThrow(/TILES_ATTRIBUTION/)
})
