import { beforeAll, expect, test } from 'vitest'
import type { Line } from '#api/senders/verify-lines.ts'
import { type Question, verifyLog } from '#api/senders/verify-log.ts'
import { dayLeaf, type Leaf, recordLeaf, statusLeaf, tipLeaf } from '#domain/log/leaf.ts'
import { commitDigest } from '#domain/tip/commitment.ts'
import {
  corrected,
  leavesOn,
  log,
  type Page,
  promiseOf,
  proofIn,
  SAID,
  SECRET,
  type SitePages,
  sitePages,
  TIP,
} from '../fixtures/log-site.ts'

const NOW = new Date('2026-11-28T10:00:00+08:00')
const TODAY = '2026-11-28'
const leaves = leavesOn(TODAY, 600)
let good: SitePages
let old: SitePages
beforeAll(async () => {
  good = await sitePages(leaves)
  old = await sitePages(leaves.slice(0, 300))
})

async function lines(pages: SitePages, asked: Partial<Question> = {}): Promise<Line[]> {
  const found: Line[] = []
  const get = async (address: string) => {
    const page = pages.get(address)
    return page ? { status: page.status, body: page.body } : { status: 404, body: null }
  }
  const none = { promiseVkeys: [], since: [], paths: [], everything: false, proof: null, promise: null, now: NOW }
  for await (const line of verifyLog({ get, vkeys: [log.verifier.vkey], ...none, ...asked })) found.push(line)
  return found
}
/** What did not hold, in English. */
const wrong = async (pages: SitePages, asked: Partial<Question> = {}) =>
  (await lines(pages, asked)).filter((line) => line.ok === false).map(({ what, detail }) => `${what[1]}: ${detail}`)
const altered = (...changes: [string, Page | null][]) => {
  const pages = new Map(good)
  for (const [address, page] of changes) page ? pages.set(address, page) : pages.delete(address)
  return pages
}
/** One bit of what an address serves. */
function flipped(address: string, byte: number): SitePages {
  const page = good.get(address)
  if (!page) throw new Error(`the site has no ${address}`)
  return altered([address, { ...page, body: page.body.with(byte, (page.body[byte] ?? 0) ^ 1) }])
}

test('a good site holds in everything that can be asked', async () => {
  const note = new TextDecoder().decode(old.get('/log/checkpoint')?.body)
  const json = JSON.parse(new TextDecoder().decode(good.get('/disclosures/a1.json')?.body))
  const asked = {
    paths: ['/disclosures/a1/', '/disclosures/a1/v/1/', '/disclosures/b1/'],
    everything: true,
    since: [{ name: 'kept', note }],
    proof: { text: await proofIn(leaves, 2), json },
    promise: await promiseOf(commitDigest(SECRET, SAID), 1),
  }
  const found = await lines(good, asked)
  expect(found.filter((line) => line.ok === false)).toEqual([])
  const said = found.map(({ what, detail }) => `${what[1]}: ${detail}`)
  expect(said).toContain('signature holds: report.example/log, 600 leaves')
  expect(said).toContain('the entries make the signed root: 600 leaves')
  expect(said).toContain('tips without an end for more than 105 days: 0')
  expect(said).toContain('continues the checkpoint that was kept: kept: 300 → 600 leaves')
  expect(said).toContain('withdrawn, on the basis that was logged: /disclosures/b1/ leaf 3: 法院裁定')
  expect(said).toContain('versions of records as logged: 3, 2 records')
  expect(said).toContain('promise: promise: leaf 5')
  expect(said.find((line) => line.startsWith('account of tips'))).toBe(
    'account of tips, covers among them: tips 591, covers 1, closed 1, refused 0, transferred 0, open 589, underWay 1',
  )
})

test('a receipt holds without a word of the tip', async () => {
  const text = await proofIn(leaves, TIP, Uint8Array.of(...SECRET, ...SAID))
  expect(await wrong(good, { proof: { text } })).toEqual([])
  const another = await proofIn(leaves, TIP, Uint8Array.of(...SECRET, ...SECRET))
  expect((await wrong(good, { proof: { text: another } })).map((line) => line.slice(0, 11))).toEqual([
    'proof: path',
    'proof: root',
  ])
})

test.each([
  ['/log/tile/0/000', 170, 'hash 5 is not that of the entries under it'],
  ['/log/tile/0/001', 0, 'hash 256 is not that of the entries under it'],
  ['/log/tile/0/002.p/88', 87 * 32, 'hash 599 is not that of the entries under it'],
  ['/log/tile/1/000.p/2', 40, 'hash 1 is not that of the entries under it'],
])('a flipped bit in %s, byte %i, is named', async (address, byte, what) => {
  expect(await wrong(flipped(address, byte))).toEqual([`a file does not agree: ${address}: ${what}`])
})

test.each([
  ['/log/tile/entries/000', 30],
  ['/log/tile/entries/001', 9000],
  ['/log/tile/entries/002.p/88', 40],
])('a flipped bit in %s, byte %i, is named with its entry', async (address, byte) => {
  const found = await wrong(flipped(address, byte))
  expect(found[0]).toMatch(new RegExp(`^a file does not agree: ${address}: entry \\d+ is not what was logged$`))
  expect(found).toContain('the entries do not make the signed root: 600 leaves')
})

test('a bundle that is out of form or missing, and a tile that is missing, are named', async () => {
  expect((await wrong(flipped('/log/tile/entries/001', 0)))[0]).toMatch(
    /^a file does not agree: \/log\/tile\/entries\/001: .*entr/,
  )
  expect((await wrong(altered(['/log/tile/entries/001', null])))[0]).toContain('/log/tile/entries/001: is not there')
  expect(await wrong(altered(['/log/tile/0/001', null]))).toEqual([
    'a file does not agree: /log/tile/0/001: is not there',
  ])
})

test('two altered files are both named', async () => {
  const tile = flipped('/log/tile/0/000', 170)
  const bundle = flipped('/log/tile/entries/002.p/88', 40).get('/log/tile/entries/002.p/88') as Page
  const found = (await wrong(tile.set('/log/tile/entries/002.p/88', bundle))).join('\n')
  expect(found).toContain('/log/tile/0/000:')
  expect(found).toContain('/log/tile/entries/002.p/88: entry 512 is not what was logged')
})

test('an altered, foreign or missing checkpoint ends the check', async () => {
  expect(await wrong(flipped('/log/checkpoint', 25))).toHaveLength(1)
  expect(await wrong(altered(['/log/checkpoint', null]))).toEqual(['the log cannot be read: checkpoint: is not there'])
  const other = await lines(good, { vkeys: ['example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'] })
  expect(other.map((line) => line.detail)).toEqual(['a note nobody known signed'])
})

test('without a key of one’s own the one of the site is taken, and that is said', async () => {
  const [line] = await lines(good, { vkeys: [] })
  expect(line).toMatchObject({ ok: null, detail: log.verifier.vkey })
})

test('a log begun anew, or cut, contradicts the checkpoint that was kept', async () => {
  const note = new TextDecoder().decode(good.get('/log/checkpoint')?.body)
  const since = [{ name: 'kept', note }]
  const another = await sitePages([
    ...leaves.slice(0, 599),
    tipLeaf(new Uint8Array(32).fill(77)),
    ...leaves.slice(0, 0),
  ])
  expect(await wrong(another, { since })).toEqual(['contradicts the checkpoint that was kept: kept: 600 → 600 leaves'])
  const cut = await sitePages(leaves.slice(0, 599))
  expect(await wrong(cut, { since })).toEqual(['contradicts the checkpoint that was kept: kept: 600 → 599 leaves'])
})

test('what is given and cannot be read is named, and everything else is still checked', async () => {
  const asked = {
    since: [{ name: 'kept', note: 'x' }],
    proof: { text: 'x' },
    promise: 'x',
    paths: ['/disclosures/zz/'],
  }
  expect(await wrong(good, asked)).toEqual([
    'this could not be checked: kept: a note without an empty line',
    'the log has no record of this address: /disclosures/zz/',
    'this could not be checked: --proof: a proof without a checkpoint',
    'promise: signature: a note without an empty line',
  ])
  expect(await wrong(flipped('/log/tile/0/000', 170), { paths: ['/disclosures/a1/'] })).toEqual([
    'a file does not agree: /log/tile/0/000: hash 5 is not that of the entries under it',
    'this could not be checked: /disclosures/a1/: tile/0/000: not what the tile above it says',
  ])
})

/** A record's JSON with something else in it. */
function rewritten(address: string, change: object): SitePages {
  const json = JSON.parse(new TextDecoder().decode(good.get(address)?.body))
  return altered([address, { status: 200, body: new TextEncoder().encode(JSON.stringify({ ...json, ...change })) }])
}

test('an altered record is named with the field, by its path or among all', async () => {
  const pages = rewritten('/disclosures/a1.json', { title: '改过的' })
  for (const asked of [{ paths: ['/disclosures/a1/'] }, { everything: true }])
    expect((await wrong(pages, asked))[0]).toMatch(
      /^record: leaf: \/disclosures\/a1\/ doc is "sha256:\w+" in the log, "sha256:\w+" in the record$/,
    )
  const older = rewritten('/disclosures/a1/v/1.json', { returned: 3 })
  expect(await wrong(older, { everything: true })).toHaveLength(1)
  expect((await wrong(older, { paths: ['/disclosures/a1/v/1/'] }))[0]).toMatch(/\/disclosures\/a1\/v\/1\/ doc is/)
})

test('an older version served as the newest is refused', async () => {
  const pages = altered(['/disclosures/a1.json', good.get('/disclosures/a1/v/1.json') as Page])
  expect((await wrong(pages, { paths: ['/disclosures/a1/'] }))[0]).toMatch(
    /^record: leaf: \/disclosures\/a1\/ ver is 2 in the log, 1/,
  )
})

test('a record or file that is gone or altered, a withdrawal that is not one, and an address nobody logged are named', async () => {
  expect(await wrong(altered(['/disclosures/a1/v/1.json', null]), { everything: true })).toEqual([
    'a published record is gone: /disclosures/a1/v/1/',
  ])
  for (const pages of [flipped('/disclosures/a1/v/1/report.pdf', 3), altered(['/disclosures/a1/v/1/report.pdf', null])])
    expect(await wrong(pages, { everything: true })).toEqual([
      'a file is not the one of the record: /disclosures/a1/v/1/report.pdf',
    ])
  const back = altered(['/disclosures/b1.json', good.get('/disclosures/a1.json') as Page])
  expect(await wrong(back, { everything: true })).toEqual([
    'withdrawn in the log, but not on the site: /disclosures/b1/ leaf 3: 法院裁定',
  ])
  for (const path of ['/disclosures/zz/', '/about/', '/disclosures/a1/v/9/', '/disclosures/a1/diff/1-2/'])
    expect(await wrong(good, { paths: [path] })).toEqual([`the log has no record of this address: ${path}`])
})

test('tips that were dropped, passed off as covers or given stray statuses are named by their leaves', async () => {
  const late: Leaf[] = [
    dayLeaf('2026-01-01'),
    tipLeaf(new Uint8Array(32)),
    tipLeaf(new Uint8Array(32).fill(1)),
    statusLeaf(2, 'dummy', new Uint8Array(32)),
    statusLeaf(0, 'closed'),
  ]
  expect(await wrong(await sitePages(late))).toEqual([
    'tips without an end for more than 105 days: leaves 1, 2',
    'tips passed off as covers: leaves 3',
    'statuses or days out of place: leaves 4',
  ])
})

test('entries that are no leaves, and versions that do not follow each other, are named', async () => {
  const skipped = [recordLeaf(corrected[1], null), recordLeaf({ ...corrected[1], version: 2 }, 7)]
  expect(await wrong(await sitePages(skipped))).toEqual([
    'a leaf out of order: leaf 0: version 2 after none',
    'a leaf out of order: leaf 1: version 2 after 2',
  ])
  const strange = [dayLeaf(TODAY), { t: 'gift' } as unknown as Leaf]
  expect(await wrong(await sitePages(strange))).toEqual(['a leaf out of order: leaf 1: an entry of no known form'])
})

test('a promise that was not kept is told after its deadline', async () => {
  const promise = await promiseOf(SECRET, NOW.getTime() / 1000 - 1)
  expect((await wrong(good, { promise }))[0]).toMatch(/^promise: promise: no leaf, was due 2026-11-28T01:59:59/)
  const waiting = await promiseOf(SAID, NOW.getTime() / 1000 + 1)
  expect(await wrong(good, { promise: waiting })).toEqual([])
})
