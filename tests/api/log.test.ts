import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { findRecordLeaf, proofOf } from '#db/log.ts'
import { checkRecord } from '#domain/log/check.ts'
import { openLog } from '#domain/log/client.ts'
import { leavesOf } from '#domain/log/leaf.ts'
import { readVkey, type Verifier } from '#domain/log/note.ts'
import { tilePath, tilesOf } from '#domain/log/tile.ts'
import { type House, openHouse, SLOW } from '../house.ts'
import { openApp } from '../setup.ts'

const TEXT = 'text/plain; charset=utf-8'

let house: House
let key: Verifier
beforeAll(async () => {
  house = await openHouse({ at: '2026-09-14T10:00:00+08:00' })
  key = readVkey((await text('/log/vkey')).trimEnd())
}, SLOW)

async function text(path: string): Promise<string> {
  const { status, response } = await house.ask('GET', path)
  expect(status, path).toBe(200)
  return response.text()
}
async function bytes(path: string): Promise<Uint8Array | null> {
  const { status, response } = await house.ask('GET', `/log/${path}`)
  return status === 200 ? new Uint8Array(await response.arrayBuffer()) : null
}
const open = () => openLog({ fetch: bytes, verifiers: [key] })

describe('files of the log', () => {
  test('any client of the format reads all of it and finds it whole', async () => {
    const log = await open()
    expect(log.checkpoint.origin).toBe('localhost:8787/log')
    let count = 0
    for await (const _ of leavesOf(log.entries())) count++
    expect(count).toBe(log.checkpoint.size)
    expect(count).toBeGreaterThan(100)
    for (const tile of tilesOf(count)) expect(await bytes(tilePath(tile)), tilePath(tile)).not.toBeNull()
  })

  test('checkpoints are asked for afresh, tiles are kept for ever, and all may be read from any page', async () => {
    const { size } = (await open()).checkpoint
    for (const [path, type, keep] of [
      ['checkpoint', TEXT, 'no-cache'],
      [`checkpoints/${size}`, TEXT, 'no-cache'],
      ['vkey', TEXT, 'no-cache'],
      ['promise-vkey', TEXT, 'no-cache'],
      ['policy', TEXT, 'no-cache'],
      [`tile/0/000.p/${size}`, 'application/octet-stream', 'public, max-age=31536000, immutable'],
      [`tile/entries/000.p/${size}`, 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ])
      for (const method of ['GET', 'HEAD']) {
        const { status, headers, response } = await house.ask(method, `/log/${path}`)
        expect(status, path).toBe(200)
        expect(headers.get('content-type'), path).toBe(type)
        expect(headers.get('cache-control'), path).toBe(keep)
        expect(headers.get('access-control-allow-origin'), path).toBe('*')
        expect(headers.get('cross-origin-resource-policy'), path).toBe('cross-origin')
        expect((await response.arrayBuffer()).byteLength > 0, path).toBe(method === 'GET')
      }
    expect(await text(`/log/checkpoints/${size}`)).toBe(await text('/log/checkpoint'))
  })

  test('entries come squeezed to whoever takes gzip, hashes never', async () => {
    const { size } = (await open()).checkpoint
    const path = `/log/tile/entries/000.p/${size}`
    const squeezed = await house.ask('GET', path, undefined, { 'accept-encoding': 'br, gzip' })
    const plain = await house.ask('GET', path, undefined, { 'accept-encoding': 'identity' })
    expect(squeezed.headers.get('content-encoding')).toBe('gzip')
    expect(squeezed.headers.get('cache-control')).toBe(plain.headers.get('cache-control'))
    for (const { headers } of [squeezed, plain]) expect(headers.get('vary')).toBe('Accept-Encoding')
    expect(plain.headers.get('content-encoding')).toBeNull()
    const sent = Buffer.from(await squeezed.response.arrayBuffer())
    const whole = Buffer.from(await plain.response.arrayBuffer())
    expect(sent.length).toBeLessThan(whole.length)
    expect(gunzipSync(sent).equals(whole)).toBe(true)
    const hashes = await house.ask('GET', `/log/tile/0/000.p/${size}`, undefined, { 'accept-encoding': 'gzip' })
    expect(hashes.headers.get('content-encoding')).toBeNull()
  })

  test.each([
    'tile/0/000',
    'tile/0/999',
    'tile/0/000.p/255',
    'tile/00/000',
    'tile/0/0',
    'tile/entries/000.p/0',
    'tile/entries/../../keys/log',
    'tile/entries/%2e%2e%2f%2e%2e%2fkeys%2flog',
    'tile/',
    'checkpoints/1e9',
    'checkpoints/0',
    'checkpoints/01',
    'checkpoints/999999',
  ])('what is not there is never kept as missing, and never a page: %s', async (path) => {
    for (const accept of ['text/html', '*/*']) {
      const { status, headers, body } = await house.ask('GET', `/log/${path}`, undefined, { accept })
      expect(status).toBe(404)
      // What is no path of the log at all is no business of its route.
      if (!path.includes('..')) {
        expect(headers.get('cache-control')).toBe('no-store')
        expect(body.code).toBe('log.not-found')
      }
    }
  })

  test('nothing is there before the log has begun', async () => {
    const empty = await openApp()
    for (const path of ['checkpoint', 'vkey', 'promise-vkey', 'policy', 'tile/0/000.p/1'])
      expect((await empty.ask('GET', `/log/${path}`)).status, path).toBe(404)
    expect((await empty.ask('GET', '/log/')).status).toBe(200)
    expect((await empty.ask('GET', '/log/tips/')).status).toBe(200)
  })

  test('the policy names the log, and nobody beside it', async () => {
    expect(await text('/log/policy')).toBe(`log ${key.vkey}\nquorum none\n`)
  })
})

describe('the proof of a record', () => {
  /** A record that was corrected, by its address. */
  const recordAt = async () => {
    const { items } = JSON.parse(String(await house.bytesOf('disclosures/p/1.json')))
    const lines: { url: string; version: number; withdrawn?: unknown }[] = items
    return new URL(lines.find((line) => line.version > 1 && !line.withdrawn)?.url ?? '').pathname
  }

  test('holds for the newest version and for an older one, and for nothing that was changed', async () => {
    const address = await recordAt()
    for (const path of [address, `${address}v/1/`]) {
      const proof = await text(`/api/log/proof?path=${path}`)
      const json = JSON.parse(String(await house.bytesOf(`${path.slice(1, -1)}.json`)))
      const against = { proof, verifiers: [key], open }
      expect((await checkRecord({ ...against, json })).map(({ step, ok }) => [step, ok])).toEqual([
        ['digest', true],
        ['leaf', true],
        ['path', true],
        ['root', true],
        ['signature', true],
      ])
      const altered = await checkRecord({ ...against, json: { ...json, title: `${json.title}。` } })
      expect(altered.find(({ ok }) => !ok)?.step).toBe('leaf')
    }
    expect(await text(`/api/log/proof?path=${address}`)).not.toBe(await text(`/api/log/proof?path=${address}v/1/`))
  })

  test('goes no further than the log that readers get: while pages of newer leaves are made, nothing is called altered', async () => {
    const address = await recordAt()
    const { rows } = await house.db.query('SELECT size FROM log_checkpoints ORDER BY size DESC LIMIT 2')
    const older = await bytes(`checkpoints/${rows[1]?.size}`)
    const whole = house.env.logFiles
    const json = JSON.parse(String(await house.bytesOf(`${address.slice(1, -1)}.json`)))
    const failed = async () =>
      (await checkRecord({ proof: await text(`/api/log/proof?path=${address}`), verifiers: [key], json, open })).filter(
        ({ ok }) => !ok,
      )
    try {
      house.env.logFiles = async (path) => (path === 'checkpoint' ? older : whole(path))
      expect(await failed()).toEqual([])
      // The control: a proof ahead of what is served does not go on from it.
      const leaf = await findRecordLeaf(house.db, json.kind, address.split('/')[2] ?? '', null)
      const ahead = await proofOf(house.db, leaf?.index ?? -1, { extra: new Uint8Array() })
      expect(ahead).toContain(`\n${rows[0]?.size}\n`)
    } finally {
      house.env.logFiles = whole
    }
  })

  test.each([
    '/disclosures/nothing/',
    '/disclosures/',
    '/privacy/',
    '/disclosures/x/diff/1-2/',
    '/disclosures/x/v/0/',
    'x',
  ])('there is none for %s', async (path) => {
    const { status, body, headers } = await house.ask('GET', `/api/log/proof?path=${path}`)
    expect([status, body.code]).toEqual([404, 'log.not-found'])
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('without a path there is nothing to prove, and that is told', async () => {
    const { status, body } = await house.ask('GET', '/api/log/proof')
    expect([status, body.problems[0].path]).toEqual([422, 'path'])
  })
})
