import { get } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeBundle } from '#domain/log/bundle.ts'
import { openApp } from '../setup.ts'
import { type Edge, openEdge } from './edge.ts'

const encoder = new TextEncoder()
const entries = encodeBundle(
  Array.from({ length: 200 }, (_, at) => encoder.encode(`{"on":"2026-09-14","t":"day","n":${at}}`)),
)
/** The same log in memory and in a bucket. */
const FILES: Record<string, Uint8Array> = {
  checkpoint: encoder.encode('localhost:8787/log\n200\nrrsCfVw90Ihx7lJXemH8gxItDRQ1J5GUNjm9TBLTaUM=\n\n— x AAAA\n'),
  vkey: encoder.encode('localhost:8787/log+945d2319+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n'),
  'checkpoints/200': encoder.encode('kept\n'),
  'tile/0/000.p/200': crypto.getRandomValues(new Uint8Array(200 * 32)),
  'tile/entries/000.p/200': entries,
}

let edge: Edge
let node: Awaited<ReturnType<typeof openApp>>
beforeAll(async () => {
  edge = await openEdge()
  for (const [path, bytes] of Object.entries(FILES)) await edge.bound.SITE.put(`log/${path}`, bytes)
  node = await openApp({ logFiles: async (path) => FILES[path] ?? null, now: () => new Date() })
})
afterAll(async () => {
  await edge?.close()
})

const KEPT = ['content-type', 'cache-control', 'access-control-allow-origin', 'cross-origin-resource-policy', 'vary']
const headersOf = (headers: Headers) => Object.fromEntries(KEPT.map((name) => [name, headers.get(name)]))

test.each([
  ['checkpoint', 200],
  ['checkpoints/200', 200],
  ['vkey', 200],
  ['policy', 200],
  ['tile/0/000.p/200', 200],
  ['tile/entries/000.p/200', 200],
  ['tile/0/000', 404],
  ['tile/0/001.p/1', 404],
  ['checkpoints/199', 404],
])('/log/%s answers alike from a bucket and from a folder: %d', async (path, status) => {
  for (const method of status === 200 ? ['GET', 'HEAD'] : ['GET']) {
    const headers = { accept: 'text/html', 'accept-encoding': 'identity' }
    const [here, there] = [
      await edge.ask(method, `/log/${path}`, undefined, headers),
      await node.ask(method, `/log/${path}`, undefined, headers),
    ]
    expect([here.status, there.status], method).toEqual([status, status])
    expect(headersOf(here.headers), method).toEqual(headersOf(there.headers))
  }
})

/** The bytes as they come over the wire. */
function wire(path: string, accepts: string): Promise<{ encoding: string | undefined; bytes: Buffer }> {
  return new Promise((resolve, reject) => {
    get(new URL(path, edge.url), { headers: { 'accept-encoding': accepts } }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece) => pieces.push(piece))
      answer.on('end', () => resolve({ encoding: answer.headers['content-encoding'], bytes: Buffer.concat(pieces) }))
    }).on('error', reject)
  })
}

test('entries are squeezed once on their way from the edge, hashes not at all', async () => {
  const squeezed = await wire('/log/tile/entries/000.p/200', 'gzip')
  expect(squeezed.encoding).toBe('gzip')
  expect(gunzipSync(squeezed.bytes).equals(entries)).toBe(true)
  const hashes = await wire('/log/tile/0/000.p/200', 'gzip')
  expect(hashes.encoding).toBe(undefined)
  expect(hashes.bytes.length).toBe(200 * 32)
})
