import { HASH_SIZE, nodeHash } from './hash.ts'
import { MalformedLog } from './malformed.ts'
import type { HashAt } from './tree.ts'

/** Hashes of a full tile, entries of a full bundle. */
export const TILE_WIDTH = 256
/** Levels of the tree within one tile: 2^8 = 256. */
const TILE_HEIGHT = 8
/** No level is above this (tlog-tiles). */
const TOP = 63

/** A hash tile, or a bundle of entries; `width` 1–256, less than 256 is partial. */
export type Tile = { level: number | 'entries'; index: number; width: number }

/** Path below the prefix of the log (tlog-tiles), e.g. `tile/0/x001/234.p/5`. */
export function tilePath({ level, index, width }: Tile): string {
  let digits = String(index)
  digits = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const groups = digits.match(/\d{3}/g) ?? []
  const name = groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/')
  return `tile/${level}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

/** The tile a path names; null when it is not exactly the path of one. */
export function readTilePath(path: string): Tile | null {
  const [, level, name, width] = /^tile\/(\d{1,2}|entries)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? []
  if (!level || !name) return null
  const tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(name.replaceAll(/[x/]/g, '')),
    width: width ? Number(width) : TILE_WIDTH,
  } as const
  if (tile.width < 1 || !Number.isSafeInteger(tile.index) || (tile.level !== 'entries' && tile.level > TOP)) return null
  // Leading zeroes, needless groups, widths of 256: whatever is not the one spelling.
  return tilePath(tile) === path ? tile : null
}

/** How many hashes stand at a level of the tiles of a log. */
export function hashesAt(level: number | 'entries', size: number): number {
  return level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level)
}

/** Width of a tile in a log of `size`; 0 when there is none. */
export function widthAt(level: number | 'entries', index: number, size: number): number {
  return Math.max(0, Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH))
}

/** Every hash tile and bundle of a log of `size`. */
export function tilesOf(size: number): Tile[] {
  return tilesBetween(0, size)
}

/** The tiles and bundles of a log of `size` that it did not have, or not so wide, at `old`. */
export function tilesBetween(old: number, size: number): Tile[] {
  const levels: Tile['level'][] = ['entries']
  for (let level = 0; hashesAt(level, size) > 0; level++) levels.push(level)
  return levels.flatMap((level) => {
    const first = Math.floor(hashesAt(level, old) / TILE_WIDTH)
    const end = Math.ceil(hashesAt(level, size) / TILE_WIDTH)
    return Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at)
      .filter((index) => widthAt(level, index, size) !== widthAt(level, index, old))
      .map((index) => ({ level, index, width: widthAt(level, index, size) }))
  })
}

/** The hash at a place of a tile. @throws MalformedLog when the tile is too short for it */
export function hashIn(tile: Uint8Array, at: number): Uint8Array {
  const hash = tile.subarray(at * HASH_SIZE, (at + 1) * HASH_SIZE)
  if (hash.length !== HASH_SIZE) throw new MalformedLog(`a tile has no hash ${at}`)
  return hash
}

/** Root of the complete subtree over `width` (a power of two) hashes of a tile, from `start`. */
export function rootIn(tile: Uint8Array, start = 0, width = TILE_WIDTH): Uint8Array {
  if (width === 1) return hashIn(tile, start)
  return nodeHash(rootIn(tile, start, width / 2), rootIn(tile, start + width / 2, width / 2))
}

/** Hashes of the tree by reading tiles; `readTile` answers with the bytes of a tile, as wide as the log makes it. */
export function hashAtFromTiles(readTile: (level: number, index: number) => Promise<Uint8Array>): HashAt {
  return async (level, index) => {
    const width = 2 ** (level % TILE_HEIGHT)
    const first = index * width
    const tile = await readTile(Math.floor(level / TILE_HEIGHT), Math.floor(first / TILE_WIDTH))
    return rootIn(tile, first % TILE_WIDTH, width)
  }
}
