import { encodeBundle } from '#domain/log/bundle.ts'
import { sameHash } from '#domain/log/hash.ts'
import { hashesAt, readTilePath, TILE_WIDTH, type Tile, tilePath, tilesOf, widthAt } from '#domain/log/tile.ts'
import { blobOf, type Checking, type Found } from './checking.ts'

/** Every file anybody may ask for below `/log/`, byte by byte as the database makes it. */
export async function* compareFiles(of: Checking): Found {
  for (const tile of tilesOf(of.size)) {
    yield* compareTile(of, tile, true)
    await of.breathe()
  }
  for (let after = 0; ; ) {
    const { rows } = await of.db.query(
      'SELECT size, note FROM log_checkpoints WHERE size > ? AND size <= ? ORDER BY size LIMIT 100',
      [after, of.size],
    )
    for (const row of rows) {
      const size = Number(row.size)
      const note = () => new TextEncoder().encode(String(row.note))
      yield* compareBytes(of, `checkpoints/${size}`, note, true)
      // Once a tile is full, the partial ones before it may go; while they are there, they are right.
      for (const tile of size === of.size ? [] : partialsOf(size))
        yield* compareTile(of, tile, widthAt(tile.level, tile.index, of.size) < TILE_WIDTH)
      await of.breathe()
    }
    if (rows.length === 0) break
    after = Number(rows.at(-1)?.size)
  }
  yield* compareNewest(of)
  yield* compareNames(of)
}

async function* compareTile(of: Checking, tile: Tile, isNeeded: boolean): Found {
  yield* compareBytes(of, tilePath(tile), () => tileBytes(of, tile), isNeeded)
}

async function* compareBytes(
  { places }: Checking,
  path: string,
  bytes: () => Promise<Uint8Array> | Uint8Array,
  isNeeded: boolean,
): Found {
  const there = await places.log(path)
  const at = { path: `log/${path}` }
  if (there && !sameHash(there, await bytes())) yield { code: 'file.differs', at }
  if (!there && isNeeded) yield { code: 'file.missing', at }
}

/** Nothing lies there that no checkpoint signed so far explains. */
async function* compareNames({ db, places, breathe }: Checking): Found {
  for await (const path of places.logPaths()) {
    if (path === 'checkpoint' || path === 'vkey') continue
    const [, signed] = /^checkpoints\/(\d+)$/.exec(path) ?? []
    const tile = readTilePath(path)
    const least = tile ? leastSize(tile) : Number(signed ?? Number.NaN)
    const sql = `SELECT 1 FROM log_checkpoints WHERE size ${tile ? '>=' : '='} ? LIMIT 1`
    const isKnown = Number.isSafeInteger(least) && (await db.query(sql, [least])).rows.length > 0
    if (!isKnown) yield { code: 'file.surplus', at: { path: `log/${path}` } }
    await breathe()
  }
}

/** Leaves a log has at least that has this tile. */
function leastSize({ level, index, width }: Tile): number {
  return (index * TILE_WIDTH + width) * TILE_WIDTH ** (level === 'entries' ? 0 : level)
}

/** `checkpoint` is what the database signed last; what was signed since the check began may be there already. */
async function* compareNewest(of: Checking): Found {
  const { db, places, size } = of
  const at = { path: 'log/checkpoint' }
  const there = await places.log('checkpoint')
  if (!there) {
    yield { code: 'file.missing', at }
    return
  }
  const text = new TextDecoder().decode(there)
  const { rows } = await db.query('SELECT 1 FROM log_checkpoints WHERE size = ? AND size >= ? AND note = ?', [
    Number(text.split('\n')[1]),
    size,
    text,
  ])
  if (rows.length === 0) yield { code: 'file.differs', at }
  const vkey = new TextEncoder().encode(`${(await db.query('SELECT vkey FROM log_state')).rows[0]?.vkey}\n`)
  yield* compareBytes(of, 'vkey', () => vkey, true)
}

async function tileBytes({ db }: Checking, { level, index, width }: Tile): Promise<Uint8Array> {
  const range = [index * TILE_WIDTH, index * TILE_WIDTH + width]
  if (level === 'entries') {
    const sql = 'SELECT entry FROM log_leaves WHERE idx >= ? AND idx < ? ORDER BY idx'
    return encodeBundle((await db.query(sql, range)).rows.map((row) => blobOf(row.entry)))
  }
  const sql =
    level === 0
      ? 'SELECT hash FROM log_leaves WHERE idx >= ? AND idx < ? ORDER BY idx'
      : 'SELECT hash FROM log_tiles WHERE idx >= ? AND idx < ? AND level = ? ORDER BY idx'
  const { rows } = await db.query(sql, level === 0 ? range : [...range, level])
  const bytes = new Uint8Array(rows.length * 32)
  for (const [at, row] of rows.entries()) bytes.set(blobOf(row.hash).subarray(0, 32), at * 32)
  return bytes
}

/** The tiles and bundle of a size that are not full. */
function partialsOf(size: number): Tile[] {
  const found: Tile[] = []
  const add = (level: Tile['level']) => {
    const [index, width] = [Math.floor(hashesAt(level, size) / TILE_WIDTH), hashesAt(level, size) % TILE_WIDTH]
    if (width > 0) found.push({ level, index, width })
  }
  add('entries')
  for (let level = 0; hashesAt(level, size) > 0; level++) add(level)
  return found
}
