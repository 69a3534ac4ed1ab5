import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  dayLeaf,
  documentDigest,
  entryOf,
  keyLeaf,
  type Leaf,
  leavesOf,
  readLeaf,
  recordLeaf,
  statusLeaf,
  tipLeaf,
} from '#domain/log/leaf.ts'
import { MalformedLog } from '#domain/log/malformed.ts'
import type { PublicRecord } from '#domain/record.ts'
import { publications } from '../../fixtures/records.ts'
import { VECTORS } from '../../fixtures/tlog-vectors.ts'

const text = (leaf: Leaf) => new TextDecoder().decode(entryOf(leaf))
const bytes = (value: string) => new TextEncoder().encode(value)
const record = {
  kind: 'soil_self_monitoring',
  id: '7k3m9q2x5t1v',
  version: 2,
  title: '某厂',
  publishedOn: '2026-03-02',
  filedOn: '2026-02-26',
  party: { code: '91410102MADEM00012', name: '某厂' },
  change: { changed: '改了铅', basis: '来函' },
  withdrawn: null,
  returned: 0,
  files: ['b', 'a'].map((digit) => ({
    name: `${digit}.pdf`,
    type: 'application/pdf',
    size: 9,
    sha256: digit.repeat(64),
  })),
  data: null,
} satisfies PublicRecord<'soil_self_monitoring'>
/** Written by hand after RFC 8785. */
const canonical = `{"change":{"basis":"来函","changed":"改了铅"},"data":null,"filedOn":"2026-02-26","files":[{"name":"b.pdf","sha256":"${'b'.repeat(64)}","size":9,"type":"application/pdf"},{"name":"a.pdf","sha256":"${'a'.repeat(64)}","size":9,"type":"application/pdf"}],"id":"7k3m9q2x5t1v","kind":"soil_self_monitoring","party":{"code":"91410102MADEM00012","name":"某厂"},"publishedOn":"2026-03-02","returned":0,"title":"某厂","version":2,"withdrawn":null}`
const digest = `sha256:${createHash('sha256').update(canonical).digest('hex')}`
const tip = tipLeaf(new Uint8Array(32).fill(1))

test('the digest of a record is that of its canonical JSON', () => {
  expect(documentDigest(record)).toBe(digest)
})

test('a published version is its digest, its place and why it was corrected; never its text', () => {
  expect(text(recordLeaf(record, 41))).toBe(
    `{"at":"2026-03-02","doc":"${digest}","files":["sha256:${'a'.repeat(64)}","sha256:${'b'.repeat(64)}"],"id":"7k3m9q2x5t1v","kind":"soil_self_monitoring","prev":41,"t":"disclosure","ver":2,"why":{"basis":"来函","changed":"改了铅"}}`,
  )
  expect(recordLeaf({ ...record, change: null }, null)).not.toHaveProperty('why')
})

test('a withdrawal keeps the digest and says on what basis', () => {
  const withdrawn = { ...record, version: 3, change: null, files: [], withdrawn: { basis: '法院裁定' } }
  expect(recordLeaf(withdrawn, 42)).toEqual({
    t: 'withdraw',
    kind: 'soil_self_monitoring',
    id: '7k3m9q2x5t1v',
    ver: 3,
    prev: 42,
    at: '2026-03-02',
    doc: documentDigest(withdrawn),
    basis: '法院裁定',
  })
})

test('a tip is its commitment and nothing else, a status names its leaf, a cover is opened', () => {
  const one = `${'AQEB'.repeat(10)}AQE=`
  expect(text(tip)).toBe(`{"c":"${one}","t":"tip"}`)
  expect(text(statusLeaf(7, 'accepted'))).toBe('{"i":7,"s":"accepted","t":"tip-status"}')
  expect(text(statusLeaf(7, 'dummy', new Uint8Array(32).fill(1)))).toBe(
    `{"i":7,"o":"${one}","s":"dummy","t":"tip-status"}`,
  )
  expect(text(dayLeaf('2026-11-28'))).toBe('{"on":"2026-11-28","t":"day"}')
})

test('every kind of leaf is read back from its bytes', () => {
  const leaves: Leaf[] = [
    ...publications.map((one, at) => recordLeaf(one, at === 0 ? null : at - 1)),
    recordLeaf(record, 41),
    tip,
    statusLeaf(0, 'closed'),
    statusLeaf(1, 'dummy', new Uint8Array(32)),
    keyLeaf(VECTORS.key.vkey, '2026-12-28'),
    dayLeaf('2026-11-28'),
  ]
  expect(new Set(leaves.map((leaf) => leaf.t)).size).toBe(6)
  for (const leaf of leaves) expect(readLeaf(entryOf(leaf))).toEqual(leaf)
})

test('entries are read as leaves in their order, and the first that is none stops the reading', async () => {
  async function* entries() {
    yield { index: 4, entry: entryOf(tip) }
    yield { index: 5, entry: bytes('{}') }
  }
  const read = leavesOf(entries())
  expect((await read.next()).value).toEqual({ index: 4, leaf: tip })
  await expect(read.next()).rejects.toThrow(MalformedLog)
})

test.each([
  ['no JSON', 'x'],
  ['null', 'null'],
  ['an unknown kind', '{"t":"gift"}'],
  ['the name of something every object has', '{"t":"constructor"}'],
  ['spaces', text(tip).replace(',', ', ')],
  ['another order', text(tip).replace(/\{("c":.*),("t":.*)\}/, '{$2,$1}')],
  ['a field twice', text(tip).replace('{', '{"t":"tip",')],
  ['a field more', text(tip).replace('{', '{"at":"2026-11-28",')],
  ['a field less', '{"t":"tip"}'],
  ['a commitment with stray bits', text(tip).replace('AQE=', 'AQF=')],
  ['a status nobody knows', '{"i":7,"s":"lost","t":"tip-status"}'],
  ['a negative place', '{"i":-1,"s":"closed","t":"tip-status"}'],
  ['a version of 0', text(recordLeaf(record, 41)).replace('"ver":2', '"ver":0')],
  ['a day that is none', '{"on":"2026-11-31","t":"day"}'],
  ['files out of order', text(recordLeaf(record, 41)).replace(`sha256:${'a'.repeat(64)}`, `sha256:${'c'.repeat(64)}`)],
  ['a line end', `${text(tip)}\n`],
  ['a byte order mark', `\ufeff${text(tip)}`],
])('an entry with %s is refused', (_, entry) => {
  expect(() => readLeaf(bytes(entry))).toThrow(MalformedLog)
})

test('an entry that is not UTF-8 is refused', () => {
  expect(() => readLeaf(Uint8Array.of(...bytes('{"on":"'), 0xff, ...bytes('","t":"day"}')))).toThrow(MalformedLog)
})

test('an entry longer than two bytes can count is never made', () => {
  const long = { ...record, change: { changed: '长'.repeat(30_000), basis: '' } }
  expect(() => entryOf(recordLeaf(long, null))).toThrow(RangeError)
})
