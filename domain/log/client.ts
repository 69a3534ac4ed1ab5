import { inOrder } from './ahead.ts'
import { type Checkpoint, openCheckpoint } from './checkpoint.ts'
import { leafHash, sameHash } from './hash.ts'
import type { NoteSignature, Verifier } from './note.ts'
import { verifyConsistency } from './proof.ts'
import { AlteredLog, type Fetch, readEntries, readHashes } from './served.ts'
import { hashAtFromTiles, hashesAt, hashIn, rootIn, TILE_WIDTH, type Tile, tilePath, widthAt } from './tile.ts'
import { consistencyProof, type HashAt, inclusionProof, rootAt } from './tree.ts'

/** A log at one checkpoint. Every answer was authenticated by its root, else AlteredLog is thrown. */
export type LogClient = {
  checkpoint: Checkpoint
  /** The signed note it was read from, word for word. */
  note: string
  signatures: NoteSignature[]
  hashAt: HashAt
  /** Bytes of a hash tile, as wide as this log makes it. */
  tile(level: number, index: number): Promise<Uint8Array>
  /** Bytes of the entry at an index. */
  entry(index: number): Promise<Uint8Array>
  /** Entries from `from` up to, not with, `to`. */
  entries(from?: number, to?: number): AsyncGenerator<{ index: number; entry: Uint8Array }>
  /** Inclusion proof of the leaf at an index. */
  prove(index: number): Promise<Uint8Array[]>
  /** Whether this log begins with the one of an older checkpoint. */
  consistentWith(old: Checkpoint): Promise<boolean>
}

/** Tiles kept in memory; 8 KiB each. */
const KEPT = 64

/**
 * Opens a log at its newest checkpoint, which must be signed under the name of its origin by one of `verifiers`.
 * @throws BadNote, MalformedLog, AlteredLog
 */
export async function openLog(about: {
  fetch: Fetch
  verifiers: readonly Verifier[]
  origin?: string
}): Promise<LogClient> {
  const { fetch, verifiers, origin } = about
  const bytes = await fetch('checkpoint')
  if (!bytes) throw new AlteredLog('is not there', 'checkpoint')
  const note = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const { checkpoint, signatures } = openCheckpoint(note, verifiers, origin)
  const { size } = checkpoint
  const readTile = tilesBelow(checkpoint, fetch)
  const hashAt = hashAtFromTiles(readTile)

  const readBundle = async (index: number): Promise<Uint8Array[]> => {
    const bundle = tileIn(size, 'entries', index)
    const [entries, hashes] = await Promise.all([readEntries(fetch, bundle), readTile(0, index)])
    const wrong = entries.findIndex((entry, at) => !sameHash(leafHash(entry), hashIn(hashes, at)))
    if (wrong < 0) return entries
    throw new AlteredLog(`entry ${index * TILE_WIDTH + wrong} is not what was logged`, tilePath(bundle))
  }

  return {
    checkpoint,
    note,
    signatures,
    hashAt,
    tile: readTile,
    async entry(index) {
      const entry = (await readBundle(Math.floor(index / TILE_WIDTH)))[index % TILE_WIDTH]
      if (!entry) throw new RangeError(`no leaf ${index} in ${size}`)
      return entry
    },
    async *entries(from = 0, to = size) {
      const first = Math.floor(from / TILE_WIDTH)
      const bundles = inOrder(first, Math.ceil(to / TILE_WIDTH), readBundle)
      let index = first * TILE_WIDTH
      for await (const entries of bundles)
        for (const entry of entries) {
          if (index >= from && index < to) yield { index, entry }
          index++
        }
    },
    prove: (index) => inclusionProof(index, size, hashAt),
    async consistentWith(old) {
      if (old.origin !== checkpoint.origin || old.size > size) return false
      const proof = await consistencyProof(old.size, size, hashAt)
      return verifyConsistency(old.size, size, old.root, checkpoint.root, proof)
    },
  }
}

/**
 * Reads tiles and believes none that the root does not: all partial ones together make it, a full one is a hash in the
 * tile above it. (Other clients left some full tiles unproved: CVE-2026-56865.)
 */
function tilesBelow({ size, root }: Checkpoint, fetch: Fetch): (level: number, index: number) => Promise<Uint8Array> {
  const tiles = remembering<Uint8Array>(KEPT)
  const edges = remembering<Map<number, Uint8Array>>(1)

  const readEdge = async () => {
    const partial = edgeOf(size)
    const bytes = await Promise.all(partial.map((tile) => readHashes(fetch, tile)))
    const edge = new Map(partial.map((tile, at) => [tile.level, bytes[at] as Uint8Array]))
    const found = await rootAt(
      size,
      hashAtFromTiles(async (level) => edge.get(level) as Uint8Array),
    )
    if (sameHash(found, root)) return edge
    throw new AlteredLog('not what the signed root is made of', ...partial.map(tilePath))
  }
  const readFull = async (tile: Tile & { level: number }) => {
    const above = readTile(tile.level + 1, Math.floor(tile.index / TILE_WIDTH))
    const [bytes, over] = await Promise.all([readHashes(fetch, tile), above])
    if (sameHash(rootIn(bytes), hashIn(over, tile.index % TILE_WIDTH))) return bytes
    throw new AlteredLog('not what the tile above it says', tilePath(tile))
  }
  async function readTile(level: number, index: number): Promise<Uint8Array> {
    const tile = tileIn(size, level, index)
    if (tile.width === TILE_WIDTH) return tiles(tilePath(tile), () => readFull({ ...tile, level }))
    return (await edges('', readEdge)).get(level) as Uint8Array
  }
  return readTile
}

/** The partial tiles of a log: the bits of its size say which complete subtrees make its root, and these hold them. */
function edgeOf(size: number): (Tile & { level: number })[] {
  const edge: (Tile & { level: number })[] = []
  for (let level = 0; hashesAt(level, size) > 0; level++) {
    const index = Math.floor(hashesAt(level, size) / TILE_WIDTH)
    const width = widthAt(level, index, size)
    if (width > 0) edge.push({ level, index, width })
  }
  return edge
}

function tileIn(size: number, level: Tile['level'], index: number): Tile {
  const width = Number.isSafeInteger(index) && index >= 0 ? widthAt(level, index, size) : 0
  if (width === 0) throw new RangeError(`a log of ${size} has no tile ${level}/${index}`)
  return { level, index, width }
}

/** Remembers the last `most` answers; what failed is asked for again. */
function remembering<T>(most: number): (key: string, load: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<T>>()
  return async (key, load) => {
    const loading = kept.get(key) ?? load()
    kept.delete(key)
    kept.set(key, loading)
    for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest)
    try {
      return await loading
    } catch (error) {
      kept.delete(key)
      throw error
    }
  }
}
