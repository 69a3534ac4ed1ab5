import { bytesToHex, concatBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { hashAtFromTiles, readTilePath, rootIn, tilePath, tilesBetween, tilesOf, widthAt } from '#domain/log/tile.ts'
import { rootAt } from '#domain/log/tree.ts'
import { countedEntries, hashesOf } from '../../fixtures/log.ts'
import { VECTORS } from '../../fixtures/tlog-vectors.ts'

const paths = (tiles: ReturnType<typeof tilesOf>) => tiles.map(tilePath)

test.each(VECTORS.paths)('$path is read and written as the vectors have it', ({ path, ...tile }) => {
  expect(tilePath(tile)).toBe(path)
  expect(readTilePath(path)).toEqual(tile)
})

test.each([
  'tile/0/0',
  'tile/0/1000',
  'tile/00/000',
  'tile/64/000',
  'tile/-1/000',
  'tile/0/x000/000',
  'tile/0/001/000',
  'tile/0/x001',
  'tile/0/000.p/0',
  'tile/0/000.p/05',
  'tile/0/000.p/256',
  'tile/0/000.p/',
  'tile/0/000/',
  '/tile/0/000',
  'tile/0/000\n',
  'tile/8/0/067',
  'tile/data/000',
  'tile/entries/../000',
  'tile/0/x999/x999/x999/x999/x999/999',
  'checkpoint',
])('%j is the path of no tile', (path) => {
  expect(readTilePath(path)).toBeNull()
})

test('a log of nothing has no tiles, one entry makes two, a full tile makes one above it', () => {
  expect(tilesOf(0)).toEqual([])
  expect(paths(tilesOf(1))).toEqual(['tile/entries/000.p/1', 'tile/0/000.p/1'])
  expect(paths(tilesOf(256))).toEqual(['tile/entries/000', 'tile/0/000', 'tile/1/000.p/1'])
})

test('70,000 entries are 277 hash tiles: 274, 2 and 1', () => {
  const tiles = tilesOf(70_000)
  const of = (level: number | 'entries') => tiles.filter((one) => one.level === level)
  expect([of('entries').length, of(0).length, of(1).length, of(2).length]).toEqual([274, 274, 2, 1])
  expect(paths(tiles.filter((one) => one.width < 256))).toEqual([
    'tile/entries/273.p/112',
    'tile/0/273.p/112',
    'tile/1/001.p/17',
    'tile/2/000.p/1',
  ])
})

test('what is new between two sizes is what the later has and the earlier had not', () => {
  for (const [old, size] of [
    [0, 3],
    [3, 3],
    [3, 4],
    [250, 260],
    [255, 256],
    [256, 257],
    [256, 512],
    [300, 70_000],
    [65_535, 65_536],
    [65_536, 65_537],
  ] as const) {
    const before = new Set(paths(tilesOf(old)))
    expect(paths(tilesBetween(old, size)), `${old} → ${size}`).toEqual(
      paths(tilesOf(size)).filter((path) => !before.has(path)),
    )
  }
})

test('the hashes of the tree are found in its tiles', async () => {
  const size = 600
  const hashAt = hashesOf(countedEntries(size))
  const fromTiles = hashAtFromTiles(async (level, index) => {
    const width = widthAt(level, index, size)
    return concatBytes(
      ...(await Promise.all(Array.from({ length: width }, (_, at) => hashAt(level * 8, index * 256 + at)))),
    )
  })
  for (let level = 0; level < 10; level++)
    for (let index = 0; (index + 1) * 2 ** level <= size; index++)
      expect(bytesToHex(await fromTiles(level, index)), `${level}/${index}`).toBe(
        bytesToHex(await hashAt(level, index)),
      )
  expect(await rootAt(size, fromTiles)).toEqual(await rootAt(size, hashAt))
})

test('a tile that is too short has no root', () => {
  expect(() => rootIn(new Uint8Array(255 * 32))).toThrow('a tile has no hash 255')
})
