import { expect, test } from 'vitest'
import { type Against, checkPromise, checkReceipt, checkRecord, isReceipt, type Step } from '#domain/log/check.ts'
import { openLog } from '#domain/log/client.ts'
import { dayLeaf, entryOf, type Leaf, leavesOf, recordLeaf, statusLeaf, tipLeaf } from '#domain/log/leaf.ts'
import { noteOf, signatureLine } from '#domain/log/note.ts'
import { promiseBody } from '#domain/log/promise.ts'
import { proofText, readProof } from '#domain/log/receipt.ts'
import { inclusionProof } from '#domain/log/tree.ts'
import type { PublicRecord } from '#domain/record.ts'
import { commitDigest } from '#domain/tip/commitment.ts'
import { countedEntries, hashesOf, servedLog, signerOf } from '../../fixtures/log.ts'
import { publications } from '../../fixtures/records.ts'

const log = signerOf('log.example/env', new Uint8Array(32).fill(5))
const promiser = signerOf('log.example/env/promise', new Uint8Array(32).fill(6))
const stranger = signerOf('other.example/log', new Uint8Array(32).fill(7))

const record = publications.find((one) => one.files.length > 0 && one.data) as PublicRecord
const json = {
  url: 'https://log.example/x/',
  ...record,
  files: record.files.map((file) => ({ ...file, url: 'x' })),
  newest: 1,
}
const secret = new Uint8Array(32).fill(1)
const digest = new Uint8Array(32).fill(2)
const opening = Uint8Array.of(...secret, ...digest)
const commitment = commitDigest(secret, digest)

const leaves: Leaf[] = [
  recordLeaf(record, null),
  dayLeaf('2026-11-28'),
  tipLeaf(commitment),
  tipLeaf(new Uint8Array(32)),
  statusLeaf(2, 'accepted'),
]
const RECORD = 0
const TIP = 2
/** The leaves, and what comes after them up to a size. */
const entriesUpTo = (size: number) => [...leaves.map(entryOf), ...countedEntries(size).slice(leaves.length)]

async function proofOf(index: number, size: number, extra: Uint8Array): Promise<string> {
  const entries = entriesUpTo(size)
  const checkpoint = new TextDecoder().decode((await servedLog(entries, [log])).get('checkpoint'))
  return proofText({ index, proof: await inclusionProof(index, size, hashesOf(entries)), checkpoint, extra })
}
const ofRecord = (size = 300) => proofOf(RECORD, size, entryOf(leaves[RECORD] as Leaf))
const ofTip = (size = 300) => proofOf(TIP, size, opening)

/** What holds of a proof against a log, altered before it is opened. */
async function against(proof: string, files = servedLog(entriesUpTo(600), [log])): Promise<Against> {
  const served = await files
  const open = () => openLog({ fetch: async (path) => served.get(path) ?? null, verifiers: [log.verifier] })
  return { proof, verifiers: [log.verifier], open }
}
const told = (steps: Step[]) => steps.map(({ step, ok }) => (ok ? step : `${step} failed`))
const failed = (steps: Step[]) => steps.filter((one) => !one.ok).map(({ step, detail }) => `${step}: ${detail}`)
const ALL = ['digest', 'leaf', 'path', 'root', 'signature']

test('a record is checked by its digest, leaf, path, root and signature', async () => {
  const steps = await checkRecord({ ...(await against(await ofRecord())), json })
  expect(told(steps)).toEqual(ALL)
})

test('without the log at hand a proof holds by itself; without the JSON it tells what leaf it is of', async () => {
  const { open: _, ...offline } = await against(await ofRecord())
  expect(told(await checkRecord({ ...offline, json }))).toEqual(['digest', 'leaf', 'path', 'signature'])
  const [leaf] = await checkRecord(offline)
  expect(leaf?.detail).toContain(`"id":"${record.id}"`)
})

test.each<[string, object, string]>([
  ['another word in its data', { ...json, data: { ...record.data, note: '改' } }, 'doc'],
  ['another title', { ...json, title: '别的' }, 'doc'],
  ['another day', { ...json, publishedOn: '2020-01-01' }, 'at'],
  ['another version', { ...json, version: 9 }, 'ver'],
  ['a file less', { ...json, files: [] }, 'doc'],
  ['a reason that was not given', { ...json, change: { changed: '改', basis: '据' } }, 'why|doc'],
])('a record with %s fails at its leaf, and the field is named', async (_, altered, field) => {
  const steps = await checkRecord({ ...(await against(await ofRecord())), json: altered })
  expect(told(steps)).toEqual(['digest', 'leaf failed', 'path', 'root', 'signature'])
  expect(failed(steps)[0]).toMatch(new RegExp(`^leaf: (${field}|doc) is .* in the log, .* in the record$`))
})

test('JSON without a record fails at the digest', async () => {
  expect(told(await checkRecord({ ...(await against(await ofRecord())), json: { ok: false } }))[0]).toBe(
    'digest failed',
  )
})

test('a proof with an altered hash or place fails at the path', async () => {
  const receipt = readProof(await ofRecord())
  const hash = receipt.proof[3] as Uint8Array
  const other = { ...receipt, proof: receipt.proof.with(3, hash.with(5, (hash[5] ?? 0) ^ 1)) }
  expect(failed(await checkRecord({ ...(await against(proofText(other))), json }))[0]).toMatch(/^path: /)
  const place = await checkRecord({ ...(await against(proofText({ ...receipt, index: 1 }))), json })
  expect(told(place)).toEqual(['digest', 'leaf', 'path failed', 'root failed', 'signature'])
  expect(failed(place)[1]).toBe('root: the log has another entry at 1')
})

test('a proof that cannot be read fails at the path', async () => {
  expect(failed(await checkRecord({ ...(await against('x')), json }))).toEqual(['path: a proof without a checkpoint'])
})

test('a proof of an altered or foreign checkpoint fails at the signature', async () => {
  const proof = await ofRecord()
  const altered = proof.replace('\n300\n', '\n301\n')
  expect(told(await checkRecord({ ...(await against(altered)), json })).at(-1)).toBe('signature failed')
  const foreign = { ...(await against(proof)), verifiers: [stranger.verifier], json }
  expect(failed(await checkRecord(foreign))).toEqual(['signature: a note nobody known signed'])
  const elsewhere = { ...(await against(proof)), origin: 'another.example/log', json }
  expect(failed(await checkRecord(elsewhere))).toEqual(['signature: a checkpoint of log.example/env'])
})

test('a log that was altered, cut short or begun anew fails at the root, and the file is named', async () => {
  const proof = await ofRecord()
  const flipped = await servedLog(entriesUpTo(600), [log])
  const tile = flipped.get('tile/0/000') as Uint8Array
  flipped.set('tile/0/000', tile.with(3, (tile[3] ?? 0) ^ 1))
  const root = async (files: Promise<Map<string, Uint8Array>>) =>
    failed(await checkRecord({ ...(await against(proof, files)), json }))
  expect(await root(Promise.resolve(flipped))).toEqual(['root: tile/0/000: not what the tile above it says'])
  expect(await root(servedLog(entriesUpTo(299), [log]))).toEqual([
    'root: the log of 299 does not continue the one of 300',
  ])
  const another = entriesUpTo(600).with(299, new TextEncoder().encode('another'))
  expect(await root(servedLog(another, [log]))).toEqual(['root: the log of 600 does not continue the one of 300'])
  expect(await root(servedLog(entriesUpTo(600), [stranger]))).toEqual(['root: a note nobody known signed'])
})

test('a failing network is thrown, not told of the log', async () => {
  const broken = async () => {
    throw new TypeError('no network')
  }
  await expect(checkRecord({ ...(await against(await ofRecord())), json, open: broken })).rejects.toThrow('no network')
})

test('who holds a receipt proves the tip is in the log, without a word of it', async () => {
  const proof = await ofTip()
  expect(isReceipt(readProof(proof))).toBe(true)
  expect(isReceipt(readProof(await ofRecord()))).toBe(false)
  expect(told(await checkReceipt(await against(proof)))).toEqual(['leaf', 'path', 'root', 'signature'])
  const other = proofText({ ...readProof(proof), extra: opening.with(40, 9) })
  expect(told(await checkReceipt(await against(other)))).toEqual(['leaf', 'path failed', 'root failed', 'signature'])
  const short = proofText({ ...readProof(proof), extra: opening.subarray(1) })
  expect(failed(await checkReceipt(await against(short)))[0]).toBe('leaf: 63 bytes of extra instead of 64')
})

const DEADLINE = 1_790_000_000
async function promised(of = commitment, signer = promiser): Promise<string> {
  const body = promiseBody({ origin: 'log.example/env', commitment: of, deadline: DEADLINE })
  return noteOf(body, [await signatureLine(signer.name, signer.publicKey, body, signer.sign)])
}
async function kept(note: string, asOf: number, verifiers = [promiser.verifier]) {
  const { open } = await against('', servedLog(leaves.map(entryOf), [log]))
  const client = await open?.()
  if (!client) throw new Error('no log')
  return checkPromise({ note, verifiers, leaves: leavesOf(client.entries()), asOf })
}

test('a promise is kept by a leaf, waits until its deadline, and is broken after it', async () => {
  const found = await kept(await promised(), DEADLINE + 1)
  expect([told(found.steps), found.index]).toEqual([['signature', 'promise'], TIP])
  const missing = await promised(new Uint8Array(32).fill(9))
  const waiting = await kept(missing, DEADLINE)
  expect([told(waiting.steps), waiting.index]).toEqual([['signature', 'promise'], null])
  expect(failed((await kept(missing, DEADLINE + 1)).steps)).toEqual([
    'promise: no leaf, was due 2026-09-21T14:13:20.000Z',
  ])
})

test('a promise by another key, or altered, is none', async () => {
  expect(told((await kept(await promised(commitment, stranger), 0)).steps)).toEqual(['signature failed'])
  expect(told((await kept(await promised(commitment, stranger), 0, [stranger.verifier])).steps)).toEqual([
    'signature failed',
  ])
  const later = (await promised()).replace('1790000000', '1890000000')
  expect(told((await kept(later, 0)).steps)).toEqual(['signature failed'])
})
