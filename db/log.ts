import { HASH_SIZE } from '#domain/log/hash.ts'
import { proofText } from '#domain/log/receipt.ts'
import { hashAtFromTiles, TILE_WIDTH } from '#domain/log/tile.ts'
import { type HashAt, inclusionProof } from '#domain/log/tree.ts'
import type { RecordKind } from '#domain/record.ts'
import type { Engine } from './engine.ts'

/** The log as the database has it: `root` and `note` (the signed checkpoint, word for word) are those of `size`. */
export type LogState = {
  origin: string
  vkey: string
  until: string | null
  size: number
  publication: number
  slot: string
  day: string
  event: number
  root: Uint8Array
  note: string
}

/** How far the log has come; null before its first leaf. */
export async function readLogState(db: Engine): Promise<LogState | null> {
  const { rows } = await db.query('SELECT * FROM log_state JOIN log_checkpoints USING (size)')
  const row = rows[0]
  if (!row) return null
  return {
    origin: String(row.origin),
    vkey: String(row.vkey),
    until: row.until === null ? null : String(row.until),
    size: Number(row.size),
    publication: Number(row.publication),
    slot: String(row.slot),
    day: String(row.day),
    event: Number(row.event),
    root: bytesOf(row.root),
    note: String(row.note),
  }
}

/** The hashes of a tile by its level and index, as wide as the log makes it now. */
export type ReadTile = (level: number, index: number) => Promise<Uint8Array>

/**
 * Tiles by level and index as the database has them now, each read once. One that lacks a row in the middle ends before
 * it: whoever wants more of it is told that it is too short (MalformedLog).
 */
export function tilesIn(db: Engine): ReadTile {
  const kept = new Map<string, Promise<Uint8Array>>()
  return (level, index) => {
    const name = `${level}/${index}`
    const tile = kept.get(name) ?? readTile(db, level, index)
    kept.set(name, tile)
    return tile
  }
}

async function readTile(db: Engine, level: number, index: number): Promise<Uint8Array> {
  const first = index * TILE_WIDTH
  const range = [first, first + TILE_WIDTH]
  const { rows } =
    level === 0
      ? await db.query('SELECT idx, hash FROM log_leaves WHERE idx >= ? AND idx < ? ORDER BY idx', range)
      : await db.query('SELECT idx, hash FROM log_tiles WHERE level = ? AND idx >= ? AND idx < ? ORDER BY idx', [
          level,
          ...range,
        ])
  const tile = new Uint8Array(rows.length * HASH_SIZE)
  for (const [at, row] of rows.entries()) {
    const hash = bytesOf(row.hash)
    if (Number(row.idx) !== first + at || hash.length !== HASH_SIZE) return tile.subarray(0, at * HASH_SIZE)
    tile.set(hash, at * HASH_SIZE)
  }
  return tile
}

/** Hashes of the tree by the database, for one answer: what is read once is kept. O(256 · levels) rows for any proof. */
export function hashAtOf(db: Engine): HashAt {
  return hashAtFromTiles(tilesIn(db))
}

/** The leaf of a published version, or with `version` null of the newest one that has its leaf. */
export async function findRecordLeaf(
  db: Engine,
  kind: RecordKind,
  id: string,
  version: number | null,
): Promise<{ index: number; version: number } | null> {
  const { rows } = await db.query(
    `SELECT idx, version FROM publications JOIN log_leaves ON publication = position
     WHERE kind = ?1 AND id = ?2 AND (?3 IS NULL OR version = ?3) ORDER BY version DESC LIMIT 1`,
    [kind, id, version],
  )
  return rows[0] ? { index: Number(rows[0].idx), version: Number(rows[0].version) } : null
}

/** The leaf of a tip; null while it waits for its batch. */
export async function findTipLeaf(db: Engine, tipId: string): Promise<number | null> {
  const { rows } = await db.query('SELECT idx FROM log_tips WHERE tip = ?', [tipId])
  return rows[0] ? Number(rows[0].idx) : null
}

/** The exact bytes of an entry; null when there is no such leaf. */
export async function findEntry(db: Engine, index: number): Promise<Uint8Array | null> {
  const { rows } = await db.query('SELECT entry FROM log_leaves WHERE idx = ?', [index])
  return rows[0] ? bytesOf(rows[0].entry) : null
}

/**
 * The `.tlog-proof` of a leaf; null when the log has not come so far. `served` is the size of the log that readers get:
 * the newest checkpoint may be ahead of it while pages are made, and a proof against that would not go on from what
 * they see. Made from the database as it is and proves nothing by itself: whoever gets it checks it.
 */
export async function proofOf(
  db: Engine,
  index: number,
  { served = null, extra }: { served?: number | null; extra?: Uint8Array | undefined } = {},
): Promise<string | null> {
  const { rows } = await db.query(
    'SELECT size, note FROM log_checkpoints WHERE size = ? UNION ALL SELECT size, note FROM log_state JOIN log_checkpoints USING (size)',
    [served],
  )
  const [size, checkpoint] = [Number(rows[0]?.size ?? 0), String(rows[0]?.note)]
  if (index >= size) return null
  const proof = await inclusionProof(index, size, hashAtOf(db))
  return proofText({ index, proof, checkpoint, ...(extra && { extra }) })
}

/** A blob as the engine gives it. */
export function bytesOf(blob: unknown): Uint8Array {
  return new Uint8Array(blob as ArrayBuffer)
}
