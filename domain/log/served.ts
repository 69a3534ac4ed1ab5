import { decodeBundle } from './bundle.ts'
import { HASH_SIZE } from './hash.ts'
import { MalformedLog } from './malformed.ts'
import { TILE_WIDTH, type Tile, tilePath } from './tile.ts'

/** Reads a file below the prefix of a log, e.g. `tile/0/000`; null when there is none. */
export type Fetch = (path: string) => Promise<Uint8Array | null>

/** Thrown when a file is not what the signed root says, is not there, or is out of form. */
export class AlteredLog extends MalformedLog {
  override name = 'AlteredLog'
  /** Below the prefix of the log. Several where the root only tells that one of them is. */
  readonly paths: readonly string[]
  readonly what: string
  constructor(what: string, ...paths: string[]) {
    super(`${paths.join(', ')}: ${what}`)
    this.paths = paths
    this.what = what
  }
}

/** Hashes of a tile as served; whether they are right is not looked at. @throws AlteredLog */
export function readHashes(fetch: Fetch, tile: Tile): Promise<Uint8Array> {
  return read(fetch, tile, (bytes, width) => {
    if (bytes.length !== width * HASH_SIZE)
      throw new MalformedLog(`${bytes.length} bytes instead of ${width * HASH_SIZE}`)
    return bytes.subarray(0, tile.width * HASH_SIZE)
  })
}

/** Entries of a bundle as served; whether they are right is not looked at. @throws AlteredLog */
export function readEntries(fetch: Fetch, bundle: Tile): Promise<Uint8Array[]> {
  return read(fetch, bundle, (bytes, width) => decodeBundle(bytes, width).slice(0, bundle.width))
}

/** A partial tile may be gone once the full one is there, which begins with it. */
async function read<T>(fetch: Fetch, tile: Tile, decode: (bytes: Uint8Array, width: number) => T): Promise<T> {
  for (const width of new Set([tile.width, TILE_WIDTH])) {
    const path = tilePath({ ...tile, width })
    const bytes = await fetch(path)
    if (!bytes) continue
    try {
      return decode(bytes, width)
    } catch (error) {
      if (error instanceof MalformedLog) throw new AlteredLog(error.message, path)
      throw error
    }
  }
  throw new AlteredLog('is not there', tilePath(tile))
}
