import type { InValue } from '@libsql/client/web'
import { addDays, dayOf } from '#domain/clock.ts'
import { checkpointBody } from '#domain/log/checkpoint.ts'
import { HASH_SIZE, leafHash, sameHash } from '#domain/log/hash.ts'
import { entryOf, keyLeaf } from '#domain/log/leaf.ts'
import { noteOf } from '#domain/log/note.ts'
import { hashAtFromTiles, hashesAt, rootIn, TILE_WIDTH } from '#domain/log/tile.ts'
import { rootAt } from '#domain/log/tree.ts'
import { type Engine, GUARD, GuardFailed, type Statement, UNGUARD, UniqueViolation } from '../engine.ts'
import { bytesOf, type LogState, type ReadTile, readLogState, tilesIn } from '../log.ts'
import { assertExtends, LogRefused, type LogSigner, publicBy, rootOf } from './signer.ts'

/** An entry to append; `publication` is its position where it is of one. */
export type NewEntry = { entry: Uint8Array; publication?: number }

/** What the log has come to besides its size. */
type Progress = Pick<LogState, 'publication' | 'slot' | 'day' | 'event' | 'vkey' | 'until'>

/** Days on which the key before signs along after a rotation. */
const BESIDE_DAYS = 30

/**
 * The log that may be appended to: not behind what is public, and with a key that is its own. A new key is announced by
 * a leaf first, which both sign. null before the first leaf.
 * @throws LogRefused
 */
export async function openForAppend(db: Engine, signer: LogSigner, now: Date): Promise<LogState | null> {
  const known = await publicBy(signer)
  const state = await readState(db)
  await assertExtends(db, state, known, signer)
  const keys = signer.vkeys(state?.origin ?? signer.origin)
  if (!keys) throw new LogRefused('key-missing')
  if (!state) return null
  if (keys.now === state.vkey) return state
  if (keys.before !== state.vkey) throw new LogRefused('other-key')
  const until = addDays(dayOf(now), BESIDE_DAYS)
  const entry = entryOf(keyLeaf(keys.now, until))
  return append(db, signer, state, [{ entry }], { vkey: keys.now, until }, now)
}

/** A log that has a state has its checkpoint too. */
async function readState(db: Engine): Promise<LogState | null> {
  const state = await readLogState(db)
  if (!state && (await db.query('SELECT 1 FROM log_state')).rows[0])
    throw (await readLogState(db)) ? new MovedOn() : new LogRefused('altered')
  return state
}

/** The leaves give the root that was signed, and the newest entries are those that were hashed. */
async function assertWhole(db: Engine, { size, root }: LogState, tiles: ReadTile): Promise<void> {
  if (!sameHash(await rootOf(size, hashAtFromTiles(tiles)), root)) throw new LogRefused('altered')
  const first = Math.floor((size - 1) / TILE_WIDTH) * TILE_WIDTH
  const { rows } = await db.query('SELECT entry, hash FROM log_leaves WHERE idx >= ?', [first])
  if (rows.length !== size - first) throw new LogRefused('altered')
  for (const { entry, hash } of rows)
    if (!sameHash(leafHash(bytesOf(entry)), bytesOf(hash))) throw new LogRefused('altered')
}

/**
 * Appends entries in one commit with the hashes they complete, the signed checkpoint and the log's new standing, guarded
 * by the size it had; `also` are statements of the same commit.
 * @throws MovedOn when another process appended meanwhile, LogRefused when what is there is not what was signed: nothing
 * was written
 */
export async function append(
  db: Engine,
  signer: LogSigner,
  before: LogState | null,
  entries: readonly NewEntry[],
  progress: Partial<Progress>,
  now: Date,
  also: readonly Statement[] = [],
): Promise<LogState> {
  const origin = before?.origin ?? signer.origin
  const old = before?.size ?? 0
  const size = old + entries.length
  const hashes = entries.map(({ entry }) => leafHash(entry))
  const tiles = tilesIn(db)
  const grown = await orMovedOn(db, before, async () => {
    if (before) await assertWhole(db, before, tiles)
    return grow(tiles, old, hashes)
  })
  const root = await rootAt(size, hashAtFromTiles(grown.tile))
  const start = { publication: 0, slot: '', day: '', event: 0, vkey: signer.vkeys(origin)?.now ?? '', until: null }
  const state = { ...start, ...before, ...progress, origin, size, root, note: '' }
  const body = checkpointBody(state)
  const beside = state.until !== null && dayOf(now) <= state.until
  state.note = noteOf(body, await signer.sign(origin, body, beside))
  const leaves = entries.map(({ entry, publication }, at) => [old + at, entry, hashes[at], publication ?? null])
  try {
    await db.write([
      ...guarded(before, state),
      ...insertRows('log_leaves(idx, entry, hash, publication)', leaves as InValue[][]),
      ...insertRows('log_tiles(level, idx, hash)', grown.tiles),
      { sql: 'INSERT INTO log_checkpoints(size, root, note) VALUES (?, ?, ?)', args: [size, root, state.note] },
      ...also,
    ])
  } catch (error) {
    const lost = error instanceof GuardFailed || (error instanceof UniqueViolation && /log_state/.test(error.message))
    throw lost ? new MovedOn() : error
  }
  return state
}

/** Another process has appended: look again. */
export class MovedOn extends Error {}

/** What another process adds between two readings of ours looks like damage and is none. */
async function orMovedOn<T>(db: Engine, before: LogState | null, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof LogRefused && (await readLogState(db))?.size !== before?.size) throw new MovedOn()
    throw error
  }
}

/** Does work on the log as it is; once more from the beginning when another process was quicker. */
export async function whileMoving<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof MovedOn) || tries === 5) throw error
    }
}

function guarded(before: LogState | null, state: LogState): Statement[] {
  const { origin, vkey, until, size, publication, slot, day, event } = state
  const values = [vkey, until, size, publication, slot, day, event]
  if (before)
    return [
      {
        sql: `UPDATE log_state SET vkey = ?, until = ?, size = ?, publication = ?, slot = ?, day = ?, event = ?
              WHERE one = 1 AND size = ?`,
        args: [...values, before.size],
      },
      GUARD,
      UNGUARD,
    ]
  const sql = `INSERT INTO log_state(one, origin, vkey, until, size, publication, slot, day, event)
               VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)`
  return [{ sql, args: [origin, ...values] }]
}

/** The tiles of a log that has grown, and the rows its new whole tiles make. */
async function grow(kept: ReadTile, old: number, hashes: readonly Uint8Array[]) {
  const added = new Map<string, Uint8Array>()
  const tile = async (level: number, index: number) => added.get(`${level}/${index}`) ?? kept(level, index)
  const tiles: InValue[][] = []
  let fresh = hashes
  let first = old
  for (let level = 0; fresh.length > 0; level++) {
    const whole: Uint8Array[] = []
    const from = Math.floor(first / TILE_WIDTH)
    const end = Math.ceil((first + fresh.length) / TILE_WIDTH)
    for (let index = from; index < end; index++) {
      const skipped = Math.max(0, first - index * TILE_WIDTH)
      const start = index * TILE_WIDTH + skipped - first
      const part = fresh.slice(start, start + TILE_WIDTH - skipped)
      const there = skipped > 0 ? await kept(level, index) : new Uint8Array()
      if (there.length !== skipped * HASH_SIZE) throw new LogRefused('altered')
      const bytes = new Uint8Array(there.length + part.length * HASH_SIZE)
      bytes.set(there)
      for (const [at, hash] of part.entries()) bytes.set(hash, there.length + at * HASH_SIZE)
      added.set(`${level}/${index}`, bytes)
      if (bytes.length === TILE_WIDTH * HASH_SIZE) whole.push(rootIn(bytes))
    }
    first = hashesAt(level + 1, old)
    for (const [at, hash] of whole.entries()) tiles.push([level + 1, first + at, hash])
    fresh = whole
  }
  return { tile, tiles }
}

/** Rows of one statement: few enough for the parameters one may have. */
const ROWS = 100

function insertRows(into: string, rows: readonly InValue[][]): Statement[] {
  const statements: Statement[] = []
  for (let at = 0; at < rows.length; at += ROWS) {
    const part = rows.slice(at, at + ROWS)
    const values = part.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ')
    statements.push({ sql: `INSERT INTO ${into} VALUES ${values}`, args: part.flat() })
  }
  return statements
}
