import { expect, test } from 'vitest'
import { openCheckpoint } from '#domain/log/checkpoint.ts'
import { type LogClient, openLog } from '#domain/log/client.ts'
import { EMPTY_ROOT, leafHash } from '#domain/log/hash.ts'
import { BadNote } from '#domain/log/note.ts'
import { verifyInclusion } from '#domain/log/proof.ts'
import { AlteredLog } from '#domain/log/served.ts'
import { countedEntries, type Signer, servedLog, signedCheckpoint, signerOf } from '../../fixtures/log.ts'

const log = signerOf('log.example/env', new Uint8Array(32).fill(5))
const witness = signerOf('witness.example', new Uint8Array(32).fill(6))

type Files = Map<string, Uint8Array>
const open = (files: Files, verifiers = [log.verifier]) =>
  openLog({ fetch: async (path) => files.get(path) ?? null, verifiers })
const built = new Map<number, Promise<Files>>()
/** A log of so many entries, built once. */
async function logOf(size: number): Promise<Files> {
  const files = built.get(size) ?? servedLog(countedEntries(size), [log])
  built.set(size, files)
  return new Map(await files)
}
const flip = (files: Files, path: string, byte: number) => {
  const bytes = files.get(path)
  if (!bytes) throw new Error(`no ${path}`)
  return files.set(path, bytes.with(byte, (bytes[byte] ?? 0) ^ 1))
}
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** Reads an entry and proves it. */
async function tells(client: LogClient, index: number): Promise<void> {
  const entry = await client.entry(index)
  const proof = await client.prove(index)
  const { size, root } = client.checkpoint
  if (!verifyInclusion(leafHash(entry), index, size, proof, root)) throw new Error('a proof that does not hold')
}

test.each([600, 515, 517, 518])(
  'at size %i, byte 170 of tile/0/000 flipped, record 5 is refused, and the tile is named',
  async (size) => {
    const good = await open(await logOf(size))
    expect(text(await good.entry(5))).toBe('entry-5')
    await tells(good, 5)
    const altered = await open(flip(await logOf(size), 'tile/0/000', 170))
    const refused = await altered.entry(5).catch((error) => error)
    expect(refused).toBeInstanceOf(AlteredLog)
    expect(refused.paths).toEqual(['tile/0/000'])
    await expect(altered.prove(5)).rejects.toThrow('tile/0/000: not what the tile above it says')
  },
)

test.each([
  [1, 1],
  [255, 17],
  [256, 17],
  [257, 17],
  [600, 37],
  [66_000, 1999],
])('at size %i a byte altered anywhere in any tile or bundle is found and its file named', async (size, step) => {
  const files = await logOf(size)
  const paths = [...files.keys()].filter((path) => path !== 'checkpoint')
  // Of many full tiles at one level some; all partial ones and all above.
  const some = paths.filter((path, at) => size < 1000 || at % 40 === 0 || /\.p\/|tile\/[1-9]/.test(path))
  for (const path of some) {
    let altered = files
    // Nothing that failed is kept, so one client does for every byte of a file.
    const client = await openLog({ fetch: async (one) => altered.get(one) ?? null, verifiers: [log.verifier] })
    const [, level, index] = /^tile\/(\w+)\/(.*?)(?:\.p\/\d+)?$/.exec(path) ?? []
    const at = Number(index?.replaceAll(/[x/]/g, ''))
    for (let byte = 0; byte < (files.get(path)?.length ?? 0); byte += step) {
      altered = flip(new Map(files), path, byte)
      const reading = level === 'entries' ? client.entry(at * 256) : client.tile(Number(level), at)
      const error = await reading.catch((one) => one)
      if (!(error instanceof AlteredLog && error.paths.includes(path))) expect.fail(`${path} byte ${byte}: ${error}`)
    }
  }
})

test('every entry is read and proved at sizes about a tile, in order and in part', async () => {
  for (const size of [1, 2, 255, 256, 257, 512, 600]) {
    const client = await open(await logOf(size))
    const all: string[] = []
    for await (const { index, entry } of client.entries()) {
      expect(index).toBe(all.length)
      all.push(text(entry))
    }
    expect(all).toEqual(countedEntries(size).map(text))
    for (const index of [0, size >> 1, size - 1]) await tells(client, index)
    await expect(client.entry(size)).rejects.toThrow(RangeError)
    await expect(client.entry(-1)).rejects.toThrow(RangeError)
  }
  const some: number[] = []
  for await (const { index } of (await open(await logOf(600))).entries(250, 515)) some.push(index)
  expect(some).toEqual(Array.from({ length: 265 }, (_, at) => 250 + at))
})

test('a log of nothing is one, when its root is that of nothing', async () => {
  const client = await open(await servedLog([], [log]))
  expect(client.checkpoint.size).toBe(0)
  for await (const _ of client.entries()) expect.fail('there is an entry')
  await expect(client.entry(0)).rejects.toThrow(RangeError)
})

test('a partial tile or bundle that is gone is read from the full one; one that is gone altogether is named', async () => {
  const before = await logOf(600)
  const later = await logOf(768)
  const files = new Map([...later, ['checkpoint', before.get('checkpoint') as Uint8Array]])
  files.set('tile/1/000.p/2', before.get('tile/1/000.p/2') as Uint8Array)
  const client = await open(files)
  expect(client.checkpoint.size).toBe(600)
  expect(text(await client.entry(599))).toBe('entry-599')
  await tells(client, 5)
  await expect((await open(flip(new Map(files), 'tile/0/002', 5))).entry(599)).rejects.toThrow(AlteredLog)
  files.delete('tile/entries/002')
  await expect((await open(files)).entry(599)).rejects.toThrow('tile/entries/002.p/88: is not there')
  files.delete('tile/1/000.p/2')
  await expect((await open(files)).entry(5)).rejects.toThrow('tile/1/000.p/2: is not there')
})

test('tiles and bundles cut short or grown are named', async () => {
  for (const path of ['tile/0/000', 'tile/0/002.p/88', 'tile/entries/001']) {
    const bytes = (await logOf(600)).get(path) as Uint8Array
    for (const wrong of [bytes.slice(1), bytes.slice(0, -1), Uint8Array.of(...bytes, 0), new Uint8Array()]) {
      const client = await open((await logOf(600)).set(path, wrong))
      const reading = path.includes('entries') ? client.entry(256) : client.entry(path.includes('.p/') ? 599 : 5)
      await expect(reading, path).rejects.toThrow(path)
    }
  }
})

test('what failed to arrive once is asked for again', async () => {
  const files = await logOf(600)
  let broken = true
  const fetch = async (path: string) => {
    if (broken && path !== 'checkpoint') throw new TypeError('no network')
    return files.get(path) ?? null
  }
  const client = await openLog({ fetch, verifiers: [log.verifier] })
  await expect(client.entry(5)).rejects.toThrow('no network')
  broken = false
  expect(text(await client.entry(5))).toBe('entry-5')
})

test('a checkpoint that is missing, unsigned, signed by others or for another origin opens no log', async () => {
  const files = await logOf(3)
  await expect(open(new Map())).rejects.toThrow('checkpoint: is not there')
  await expect(open(files, [witness.verifier])).rejects.toThrow(BadNote)
  await expect(open(flip(new Map(files), 'checkpoint', 20))).rejects.toThrow(BadNote)
  const fetch = async (path: string) => files.get(path) ?? null
  await expect(openLog({ fetch, verifiers: [log.verifier], origin: 'other.example/log' })).rejects.toThrow(BadNote)
  const about = { origin: log.name, size: 0, root: EMPTY_ROOT }
  const note = async (signers: Signer[]) => signedCheckpoint(about, signers)
  const all = [log.verifier, witness.verifier]
  expect(() => openCheckpoint('', all)).toThrow(BadNote)
  expect(openCheckpoint(await signedCheckpoint(about, [log, witness]), all).signatures).toHaveLength(2)
  const byWitness = await note([witness])
  expect(() => openCheckpoint(byWitness, all)).toThrow('that log.example/env did not sign')
})

test('a log continues every checkpoint it was signed at, and no other', async () => {
  const client = await open(await logOf(600))
  const at = async (size: number) => (await open(await logOf(size))).checkpoint
  for (const size of [1, 255, 256, 257, 512, 600])
    expect(await client.consistentWith(await at(size)), `${size}`).toBe(true)
  const old = await at(257)
  expect(await client.consistentWith({ ...old, root: old.root.with(0, (old.root[0] ?? 0) ^ 1) })).toBe(false)
  expect(await client.consistentWith({ ...old, origin: 'other.example/log' })).toBe(false)
  expect(await (await open(await logOf(256))).consistentWith(old)).toBe(false)
})
