import { checkpointBody } from '#domain/log/checkpoint.ts'
import { leafHash, nodeHash, sameHash } from '#domain/log/hash.ts'
import { type Leaf, readLeaf } from '#domain/log/leaf.ts'
import { blobOf, type Checking, type Found } from './checking.ts'
import { Signers } from './notes.ts'

/** Leaves read at a time: as many as a tile holds. */
const PAGE = 256

type Row = { index: number; entry: Uint8Array; hash: Uint8Array; isPublication: boolean }

/** Every index below the size with its leaf, in order; null where there is none. */
export async function* leavesOf({ db, size, breathe }: Checking): AsyncGenerator<{ index: number; row: Row | null }> {
  for (let from = 0; from < size; from += PAGE) {
    const to = Math.min(size, from + PAGE)
    const { rows } = await db.query(
      'SELECT idx, entry, hash, publication FROM log_leaves WHERE idx >= ? AND idx < ? ORDER BY idx',
      [from, to],
    )
    const there = new Map(rows.map((row) => [Number(row.idx), row]))
    for (let index = from; index < to; index++) {
      const row = there.get(index)
      const leaf = row && { entry: blobOf(row.entry), hash: blobOf(row.hash), isPublication: row.publication !== null }
      yield { index, row: leaf ? { index, ...leaf } : null }
      if (index % 16 === 15) await breathe()
    }
  }
}

/** Every leaf is there, is what a leaf may be, and has the hash of its entry. */
export async function* compareLeaves(of: Checking): Found {
  for await (const { index, row } of leavesOf(of)) {
    const at = { leaf: index }
    if (!row) yield { code: 'leaf.missing', at }
    else {
      if (!sameHash(leafHash(row.entry), row.hash)) yield { code: 'leaf.hash', at }
      const t = leafIn(row.entry)?.t
      if (!t) yield { code: 'leaf.unreadable', at }
      else if ((t === 'disclosure' || t === 'withdraw') !== row.isPublication) yield { code: 'leaf.no-publication', at }
    }
  }
}

/** Leaves of one type below the size, in order. */
export async function* typed<T extends Leaf['t']>(of: Checking, t: T) {
  for await (const { index, row } of leavesOf(of)) {
    const leaf = row && leafIn(row.entry)
    if (leaf?.t === t) yield { index, leaf: leaf as Extract<Leaf, { t: T }> }
  }
}

/** What an entry says; null where it is unreadable, which is found by itself. */
export function leafIn(entry: Uint8Array): Leaf | null {
  try {
    return readLeaf(entry)
  } catch {
    return null
  }
}

/** The state says no more and no less than what is there. */
export async function* compareState({ db }: Checking): Found {
  // In one reading: a batch may come between two.
  const { rows } = await db.query(
    `SELECT size, publication, (SELECT coalesce(max(idx) + 1, 0) FROM log_leaves) AS leaves,
       (SELECT coalesce(max(size), 0) FROM log_checkpoints) AS signed,
       (SELECT coalesce(max(publication), 0) FROM log_leaves) AS published FROM log_state`,
  )
  const [row] = rows
  const isRight = row && [row.leaves, row.signed].every((one) => one === row.size) && row.published === row.publication
  if (!isRight) yield { code: 'row.state', at: { row: 'log_state' } }
}

/** From the entries alone: the hash of every full subtree, and the root of every checkpoint ever signed, with its note. */
export async function* compareTree(of: Checking): Found {
  const { db, origin } = of
  const announced: string[] = []
  for await (const { leaf } of typed(of, 'key')) announced.push(leaf.vkey)
  const signers = new Signers(of.verifiers, announced)
  const range = new CompactRange()
  let checkpoint = await nextCheckpoint(of, 0)
  for await (const { row } of leavesOf(of)) {
    for (const { level, index, hash } of range.push(row ? leafHash(row.entry) : new Uint8Array(32))) {
      const { rows } = await db.query('SELECT hash FROM log_tiles WHERE level = ? AND idx = ?', [level, index])
      if (!rows[0] || !sameHash(blobOf(rows[0].hash), hash))
        yield { code: 'row.subtree', at: { row: `log_tiles ${level}/${index}` } }
    }
    if (checkpoint?.size !== range.size) continue
    const at = { row: `log_checkpoints ${checkpoint.size}` }
    const root = range.root()
    if (!sameHash(checkpoint.root, root)) yield { code: 'checkpoint.root', at }
    const body = checkpointBody({ origin, size: range.size, root: checkpoint.root })
    if (!(await signers.signed(checkpoint.note, body))) yield { code: 'checkpoint.note', at }
    checkpoint = await nextCheckpoint(of, range.size)
  }
}

async function nextCheckpoint({ db, size }: Checking, after: number) {
  const { rows } = await db.query(
    'SELECT size, root, note FROM log_checkpoints WHERE size > ? AND size <= ? ORDER BY size LIMIT 1',
    [after, size],
  )
  const [row] = rows
  return row ? { size: Number(row.size), root: blobOf(row.root), note: String(row.note) } : null
}

/** The roots of the full subtrees of a growing tree, largest first (RFC 6962 §2.1): of its own, not what the log was made with. */
class CompactRange {
  size = 0
  private readonly stack: { level: number; hash: Uint8Array }[] = []

  /** Takes the next leaf's hash. @returns subtrees of 256, 65,536 … leaves that are full now, by tile level from 1 */
  push(leaf: Uint8Array): { level: number; index: number; hash: Uint8Array }[] {
    const full: { level: number; index: number; hash: Uint8Array }[] = []
    this.size += 1
    let node = { level: 0, hash: leaf }
    for (let left = this.stack.at(-1); left?.level === node.level; left = this.stack.at(-1)) {
      this.stack.pop()
      node = { level: node.level + 1, hash: nodeHash(left.hash, node.hash) }
      if (node.level % 8 === 0)
        full.push({ level: node.level / 8, index: this.size / 2 ** node.level - 1, hash: node.hash })
    }
    this.stack.push(node)
    return full
  }

  root(): Uint8Array {
    return this.stack.map(({ hash }) => hash).reduceRight((right, left) => nodeHash(left, right))
  }
}
