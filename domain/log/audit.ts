import { inOrder } from './ahead.ts'
import type { LogClient } from './client.ts'
import { HASH_SIZE, leafHash, sameHash } from './hash.ts'
import { AlteredLog, type Fetch, readEntries, readHashes } from './served.ts'
import { hashAtFromTiles, hashIn, rootIn, TILE_WIDTH, type Tile, tilePath, tilesOf, widthAt } from './tile.ts'
import { rootAt } from './tree.ts'

/** What is wrong with a log: the file below its prefix, and what of it. */
export type LogFinding = { path: string; what: string }

/**
 * Reads every bundle and hash tile of a log as served, makes all hashes anew from the entries, and names every file that
 * does not agree. `take` gets each entry, in order. `sound`: the entries make the signed root.
 */
export async function auditLog(
  log: LogClient,
  fetch: Fetch,
  take: (index: number, entry: Uint8Array) => void,
): Promise<{ sound: boolean; findings: LogFinding[] }> {
  const { size, root } = log.checkpoint
  const findings = new Map<string, string>()
  const find = (path: string, what: string) => findings.has(path) || findings.set(path, what)

  const leaves = new Uint8Array(size * HASH_SIZE)
  const unread = new Set<number>()
  let at = 0
  for await (const entries of inOrder(0, Math.ceil(size / TILE_WIDTH), (index) => bundleOf(fetch, size, index))) {
    if (entries instanceof AlteredLog) {
      for (const path of entries.paths) find(path, entries.what)
      unread.add(at)
    } else
      for (const [place, entry] of entries.entries()) {
        const index = at * TILE_WIDTH + place
        leaves.set(leafHash(entry), index * HASH_SIZE)
        take(index, entry)
      }
    at++
  }

  const made = tilesFrom(leaves)
  const sound =
    unread.size === 0 &&
    sameHash(
      await rootAt(
        size,
        hashAtFromTiles(async (...of) => made(...of)),
      ),
      root,
    )
  const tiles = tilesOf(size).filter((tile): tile is Tile & { level: number } => tile.level !== 'entries')
  for await (const { tile, bytes } of inOrder(0, tiles.length, async (one) => {
    const tile = tiles[one] as (typeof tiles)[number]
    // Entries that make the root say what every tile must be; else only what the root proves can be believed.
    return { tile, bytes: await orAltered(sound ? readHashes(fetch, tile) : log.tile(tile.level, tile.index)) }
  })) {
    if (bytes instanceof AlteredLog) for (const path of bytes.paths) find(path, bytes.what)
    else if (sound || (tile.level === 0 && !unread.has(tile.index))) {
      const wrong = firstDifference(bytes, made(tile.level, tile.index))
      if (wrong === null) continue
      const index = tile.index * TILE_WIDTH + wrong
      if (sound) find(tilePath(tile), `hash ${index} is not that of the entries under it`)
      else find(tilePath({ ...tile, level: 'entries' }), `entry ${index} is not what was logged`)
    }
  }
  return { sound, findings: [...findings].map(([path, what]) => ({ path, what })) }
}

function bundleOf(fetch: Fetch, size: number, index: number): Promise<Uint8Array[] | AlteredLog> {
  return orAltered(readEntries(fetch, { level: 'entries', index, width: widthAt('entries', index, size) }))
}

async function orAltered<T>(reading: Promise<T>): Promise<T | AlteredLog> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof AlteredLog) return error
    throw error
  }
}

/** All hash tiles over these leaf hashes. */
function tilesFrom(leaves: Uint8Array): (level: number, index: number) => Uint8Array {
  const bytes = TILE_WIDTH * HASH_SIZE
  const tileAt = (hashes: Uint8Array, index: number) => hashes.subarray(index * bytes, (index + 1) * bytes)
  const levels = [leaves]
  for (let below = leaves; below.length >= bytes; ) {
    const full = Math.floor(below.length / bytes)
    const hashes = new Uint8Array(full * HASH_SIZE)
    for (let index = 0; index < full; index++) hashes.set(rootIn(tileAt(below, index)), index * HASH_SIZE)
    levels.push(hashes)
    below = hashes
  }
  return (level, index) => tileAt(levels[level] ?? new Uint8Array(), index)
}

/** Place of the first hash that differs between two tiles of one width; null when none does. */
function firstDifference(one: Uint8Array, other: Uint8Array): number | null {
  for (let at = 0; at * HASH_SIZE < one.length; at++) if (!sameHash(hashIn(one, at), hashIn(other, at))) return at
  return null
}
