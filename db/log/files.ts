import { utf8ToBytes } from '@noble/hashes/utils.js'
import { encodeBundle } from '#domain/log/bundle.ts'
import { readCheckpoint } from '#domain/log/checkpoint.ts'
import { HASH_SIZE, leafHash, sameHash } from '#domain/log/hash.ts'
import { MalformedLog } from '#domain/log/malformed.ts'
import {
  hashesAt,
  hashIn,
  readTilePath,
  rootIn,
  TILE_WIDTH,
  type Tile,
  tilePath,
  tilesBetween,
  widthAt,
} from '#domain/log/tile.ts'
import type { Engine } from '../engine.ts'
import type { FileChange, Files } from '../files.ts'
import { bytesOf, type LogState, readLogState, tilesIn } from '../log.ts'
import { assertExtends, LogRefused, type LogSigner, publicBy } from './signer.ts'

/** Checkpoints whose files are written at once. */
const AT_ONCE = 64

/** Where every checkpoint ever signed stays. */
export function checkpointPath(size: number): string {
  return `checkpoints/${size}`
}

/** Whether a path below the log's prefix is one a log can have; nothing else is ever looked for. */
export function isLogPath(path: string): boolean {
  return /^(checkpoint|vkey|checkpoints\/[1-9]\d{0,15})$/.test(path) || readTilePath(path) !== null
}

/**
 * Brings the files of the log to what the database has signed: tiles, bundles and every checkpoint by its size, then the
 * one name that says how far they go. A partial tile stays until the whole one is there. All of it is a function of the
 * database, so cut short anywhere, running it again gives the same bytes. The high-water mark goes ahead of it all.
 * @returns the paths that changed
 * @throws LogRefused when the database is behind what is public, or its leaves are not those that were signed
 */
export async function publishLog(db: Engine, files: Files, signer: LogSigner): Promise<string[]> {
  const known = await publicBy(signer)
  const state = await readLogState(db)
  await assertExtends(db, state, known, signer)
  if (!state) return []
  if (state.size > (known.mark?.size ?? 0)) await signer.raise(state)
  const shown = await shownIn(files, db)
  const changed: string[] = []
  for (let from = shown; from < state.size; ) {
    const checkpoints = await listCheckpoints(db, from, state.size)
    const to = checkpoints.at(-1)?.size
    if (to === undefined) throw new LogRefused('altered')
    const changes = checkpoints.map(({ size, note }) => ({ path: checkpointPath(size), bytes: utf8ToBytes(note) }))
    const sizes = checkpoints.map(({ size }) => size)
    const tiles = await tileFiles(db, [from, ...sizes], state.size)
    const gone = to === state.size ? await replacedBetween(db, shown, to) : []
    changed.push(...(await files.swap([...tiles, ...changes, ...gone])))
    from = to
  }
  changed.push(...(await files.swap(newest(state))))
  return changed
}

/** What is read first; a line of somebody else may have come to a checkpoint that was there. */
function newest({ size, note, vkey }: LogState): FileChange[] {
  return [
    { path: checkpointPath(size), bytes: utf8ToBytes(note) },
    { path: 'vkey', bytes: utf8ToBytes(`${vkey}\n`) },
    { path: 'checkpoint', bytes: utf8ToBytes(note) },
  ]
}

/** The size up to which all files are there: that of the public checkpoint, where it is word for word one that was signed, but for lines of others since. */
async function shownIn(files: Files, db: Engine): Promise<number> {
  const bytes = await files.read('checkpoint')
  if (!bytes) return 0
  const note = new TextDecoder().decode(bytes)
  try {
    const { size } = readCheckpoint(note.slice(0, note.indexOf('\n\n') + 1))
    const { rows } = await db.query('SELECT note FROM log_checkpoints WHERE size = ?', [size])
    return String(rows[0]?.note).startsWith(note) ? size : 0
  } catch (error) {
    if (error instanceof MalformedLog) return 0
    throw error
  }
}

async function listCheckpoints(db: Engine, after: number, to: number): Promise<{ size: number; note: string }[]> {
  const sql = 'SELECT size, note FROM log_checkpoints WHERE size > ? AND size <= ? ORDER BY size LIMIT ?'
  const { rows } = await db.query(sql, [after, to, AT_ONCE])
  return rows.map((row) => ({ size: Number(row.size), note: String(row.note) }))
}

/** The tiles new at each of the sizes after the first, unless they are partial and whole in a log of `last`. */
async function tileFiles(db: Engine, sizes: readonly number[], last: number): Promise<FileChange[]> {
  const tiles = sizes.slice(1).flatMap((size, at) => tilesBetween(sizes[at] as number, size))
  const read = tilesIn(db)
  const changes: FileChange[] = []
  for (const tile of tiles) {
    const { level, index, width } = tile
    if (width < TILE_WIDTH && widthAt(level, index, last) === TILE_WIDTH) continue
    const bytes =
      level === 'entries' ? await bundleOf(db, tile) : (await read(level, index)).subarray(0, width * HASH_SIZE)
    if (level !== 'entries') {
      if (bytes.length !== width * HASH_SIZE) throw new LogRefused('altered')
      const above = width === TILE_WIDTH ? await read(level + 1, Math.floor(index / TILE_WIDTH)) : null
      if (above && !sameHash(rootIn(bytes), hashOf(above, index % TILE_WIDTH))) throw new LogRefused('altered')
    }
    changes.push({ path: tilePath(tile), bytes })
  }
  return changes
}

function hashOf(tile: Uint8Array, at: number): Uint8Array {
  if (tile.length < (at + 1) * HASH_SIZE) throw new LogRefused('altered')
  return hashIn(tile, at)
}

async function bundleOf(db: Engine, { index, width }: Tile): Promise<Uint8Array> {
  const first = index * TILE_WIDTH
  const sql = 'SELECT idx, entry, hash FROM log_leaves WHERE idx >= ? AND idx < ? ORDER BY idx'
  const { rows } = await db.query(sql, [first, first + width])
  const entries = rows.map((row, at) => {
    const entry = bytesOf(row.entry)
    if (Number(row.idx) !== first + at || !sameHash(leafHash(entry), bytesOf(row.hash))) throw new LogRefused('altered')
    return entry
  })
  if (entries.length !== width) throw new LogRefused('altered')
  return encodeBundle(entries)
}

/** The partial tiles of sizes up to `old` whose whole ones a log of `size` has. */
async function replacedBetween(db: Engine, old: number, size: number): Promise<FileChange[]> {
  const gone: FileChange[] = []
  for (let level = 0; hashesAt(level, old) > 0; level++) {
    const index = Math.floor(hashesAt(level, old) / TILE_WIDTH)
    if (widthAt(level, index, size) < TILE_WIDTH) continue
    const span = TILE_WIDTH ** level
    const { rows } = await db.query(
      `SELECT DISTINCT size / ?1 - ?2 AS width FROM log_checkpoints WHERE size >= ?3 AND size <= ?4`,
      [span, index * TILE_WIDTH, (index * TILE_WIDTH + 1) * span, old],
    )
    for (const row of rows) {
      const tile = { level, index, width: Number(row.width) }
      gone.push({ path: tilePath(tile), bytes: null })
      if (level === 0) gone.push({ path: tilePath({ ...tile, level: 'entries' }), bytes: null })
    }
  }
  return gone
}
