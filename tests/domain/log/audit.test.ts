import fc from 'fast-check'
import { expect, test } from 'vitest'
import { auditLog } from '#domain/log/audit.ts'
import { openLog } from '#domain/log/client.ts'
import { EMPTY_ROOT } from '#domain/log/hash.ts'
import { countedEntries, servedLog, signedCheckpoint, signerOf } from '../../fixtures/log.ts'

const log = signerOf('log.example/env', new Uint8Array(32).fill(5))
const SIZES = [1, 2, 255, 256, 257, 300, 512, 600] as const
const built = new Map(SIZES.map((size) => [size, servedLog(countedEntries(size), [log])]))

async function audit(files: Map<string, Uint8Array>) {
  const fetch = async (path: string) => files.get(path) ?? null
  const entries: string[] = []
  const client = await openLog({ fetch, verifiers: [log.verifier] })
  const found = await auditLog(client, fetch, (index, entry) => (entries[index] = new TextDecoder().decode(entry)))
  return { ...found, entries }
}

test('a good log of any size has nothing to find, and every entry is read', async () => {
  for (const size of SIZES) {
    const { sound, findings, entries } = await audit(await (built.get(size) as Promise<Map<string, Uint8Array>>))
    expect([sound, findings]).toEqual([true, []])
    expect(entries).toEqual(Array.from({ length: size }, (_, at) => `entry-${at}`))
  }
  expect(await audit(await servedLog([], [log]))).toMatchObject({ sound: true, findings: [] })
})

test('whichever bit of whichever file is flipped, that file is named and no other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...SIZES), fc.nat(), fc.nat(), fc.nat(7), async (size, which, where, bit) => {
      const files = await (built.get(size) as Promise<Map<string, Uint8Array>>)
      const paths = [...files.keys()].filter((path) => path !== 'checkpoint')
      const path = paths[which % paths.length] as string
      const bytes = files.get(path) as Uint8Array
      const byte = where % bytes.length
      const altered = new Map(files).set(path, bytes.with(byte, (bytes[byte] ?? 0) ^ (1 << bit)))
      const { sound, findings } = await audit(altered)
      expect(findings.map((one) => one.path)).toEqual([path])
      expect(sound).toBe(!path.includes('entries'))
    }),
    { numRuns: 150 },
  )
})

test('a bundle that is missing is named, and the tiles over it are still looked at', async () => {
  const files = new Map(await servedLog(countedEntries(600), [log]))
  files.delete('tile/entries/000')
  const tile = files.get('tile/0/001') as Uint8Array
  files.set('tile/0/001', tile.with(0, (tile[0] ?? 0) ^ 1))
  const { sound, findings } = await audit(files)
  expect(sound).toBe(false)
  expect(findings).toEqual([
    { path: 'tile/entries/000', what: 'is not there' },
    { path: 'tile/0/001', what: 'not what the tile above it says' },
  ])
})

test('a log of nothing with the root of something is not sound', async () => {
  const root = EMPTY_ROOT.with(0, 0)
  const note = await signedCheckpoint({ origin: log.name, size: 0, root }, [log])
  expect(await audit(new Map([['checkpoint', new TextEncoder().encode(note)]]))).toMatchObject({ sound: false })
})
