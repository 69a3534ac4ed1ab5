import { createHash } from 'node:crypto'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { commit, commitDigest, commitmentContent, coverCommitment } from '#domain/tip/commitment.ts'
import { TipInput } from '#domain/tip/schema.ts'

const sha = 'ab'.repeat(32)
const tip: TipInput = {
  reporter: { mode: 'anonymous', notify: { email: 'someone@example.invalid' } },
  place: { street: '410102011', lng: 113.6, address: '某某桥', crs: 'GCJ02', lat: 34.75 },
  accused: { kind: 'enterprise', name: '某厂' },
  occurredOn: '2026-09-13',
  ongoing: true,
  description: '夜里倒污泥',
  behaviours: ['sludge_dumping'],
  kinds: ['soil_groundwater', 'water'],
}
/** Written by hand after RFC 8785: keys in order, no spaces, characters as they are. */
const canonical = `{"attachments":["${sha}"],"behaviours":["sludge_dumping"],"description":"夜里倒污泥","kinds":["soil_groundwater","water"],"occurredOn":"2026-09-13","place":{"address":"某某桥","crs":"GCJ02","lat":34.75,"lng":113.6,"street":"410102011"}}`

test('the content of a tip is its canonical JSON, byte for byte, without who told it or whom it accuses', () => {
  expect(new TextDecoder().decode(commitmentContent(tip, [sha]))).toBe(canonical)
})

test('the commitment is what sha256sum makes of "env-tip/v1", the secret and the digest of the content', () => {
  const secret = Uint8Array.from({ length: 32 }, (_, at) => at)
  expect(bytesToHex(commit(secret, commitmentContent(tip, [sha])))).toBe(
    '258ecbaa4e72e5049518c31bc5c485c9e3bbb0989c044c6356dcc6d9d68a5e6b',
  )
})

test('another secret or another word is another commitment', () => {
  const secret = new Uint8Array(32)
  const of = (about: Partial<TipInput>, one = secret) =>
    bytesToHex(commit(one, commitmentContent({ ...tip, ...about }, [])))
  expect(of({})).not.toBe(of({}, new Uint8Array(32).fill(1)))
  expect(of({})).not.toBe(of({ description: '夜里倒污泥。' }))
  expect(of({})).toBe(of({ reporter: { mode: 'anonymous' } }))
})

test('what was not said is absent, so nothing has to be made up for it', () => {
  const bare = TipInput.parse({
    kinds: ['air'],
    description: '有刺鼻气味',
    place: { address: '某某路' },
    reporter: { mode: 'anonymous' },
  })
  expect(new TextDecoder().decode(commitmentContent(bare, []))).toBe(
    '{"attachments":[],"behaviours":[],"description":"有刺鼻气味","kinds":["air"],"place":{"address":"某某路"}}',
  )
})

test('what the form learnt to ask later is committed to when it was answered, and only then', () => {
  const later = {
    ...tip,
    place: { address: '某某桥', functionalZone: 'zone' },
    subKinds: ['sludge'],
    occurredTo: '2026-09-14',
    recurrence: 'once',
    answers: { sludge_smell: 'rotten', dump_when: ['night'] },
    demand: '请清走',
  } satisfies TipInput
  const said = (one: TipInput) => new TextDecoder().decode(commitmentContent(one, []))
  expect(said(later)).toBe(
    '{"answers":{"dump_when":["night"],"sludge_smell":"rotten"},"attachments":[],"behaviours":["sludge_dumping"],"demand":"请清走","description":"夜里倒污泥","kinds":["soil_groundwater","water"],"occurredOn":"2026-09-13","occurredTo":"2026-09-14","place":{"address":"某某桥","functionalZone":"zone"},"recurrence":"once","subKinds":["sludge"]}',
  )
  expect(said({ ...tip, subKinds: [], answers: {} })).toBe(said(tip))
})

test('half an emoji, as broken keyboards send it, is replaced before it is committed to', () => {
  const read = TipInput.parse({ ...tip, description: '倒污泥\ud83d了好多' })
  expect(read.description).toBe('倒污泥\ufffd了好多')
  expect(() => commitmentContent(read, [])).not.toThrow()
})

test('who holds the secret and the digest of the content can make the commitment without the content', () => {
  const secret = new Uint8Array(32).fill(3)
  const content = commitmentContent(tip, [sha])
  expect(commitDigest(secret, sha256(content))).toEqual(commit(secret, content))
})

test('a cover is what sha256sum makes of "env-tip/v1", its secret and the digest of "dummy", and no tip can be one', () => {
  const secret = Uint8Array.from({ length: 32 }, (_, at) => at)
  const known = createHash('sha256')
    .update('env-tip/v1\n')
    .update(secret)
    .update(createHash('sha256').update('dummy').digest())
  expect(bytesToHex(coverCommitment(secret))).toBe(known.digest('hex'))
  expect(coverCommitment(secret)).not.toEqual(commit(secret, commitmentContent(tip, [])))
})
