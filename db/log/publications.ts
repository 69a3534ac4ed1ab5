import { entryOf, recordLeaf } from '#domain/log/leaf.ts'
import { TILE_WIDTH } from '#domain/log/tile.ts'
import type { PublicRecord } from '#domain/record.ts'
import type { Engine } from '../engine.ts'
import { append, type NewEntry, openForAppend, whileMoving } from './append.ts'
import type { LogSigner } from './signer.ts'

/**
 * Every version published since gets its leaf, in the order of publication: with the first call everything from before
 * there was a log. Nothing new: nothing is signed.
 * @returns how many leaves were appended
 * @throws LogRefused
 */
export async function appendPublications(db: Engine, signer: LogSigner, now: Date): Promise<number> {
  let appended = 0
  for (;;) {
    const some = await whileMoving(() => appendSome(db, signer, now))
    appended += some.appended
    if (!some.isMore) return appended
  }
}

/** As many as the last tile still takes, so that catching up writes whole tiles. */
async function appendSome(db: Engine, signer: LogSigner, now: Date): Promise<{ appended: number; isMore: boolean }> {
  const before = await openForAppend(db, signer, now)
  const size = before?.size ?? 0
  const limit = TILE_WIDTH - (size % TILE_WIDTH)
  const pending = await listPending(db, before?.publication ?? 0, limit)
  const last = pending.at(-1)
  if (!last) return { appended: 0, isMore: false }
  const versions = new Map<string, number>()
  const entries = pending.map(({ position, record, prev }, at): NewEntry => {
    const { kind, id, version } = record
    const earlier = prev ?? versions.get(`${kind} ${id} ${version - 1}`) ?? null
    versions.set(`${kind} ${id} ${version}`, size + at)
    return { entry: entryOf(recordLeaf(record, earlier)), publication: position }
  })
  await append(db, signer, before, entries, { publication: last.position }, now)
  return { appended: entries.length, isMore: entries.length === limit }
}

/** Publications after a position, oldest first, each with the leaf of the version before it. */
async function listPending(db: Engine, after: number, limit: number) {
  const { rows } = await db.query(
    `SELECT p.position, p.record,
       (SELECT idx FROM publications q JOIN log_leaves ON publication = q.position
        WHERE q.kind = p.kind AND q.id = p.id AND q.version = p.version - 1) AS prev
     FROM publications p WHERE p.position > ? ORDER BY p.position LIMIT ?`,
    [after, limit],
  )
  return rows.map((row) => ({
    position: Number(row.position),
    record: JSON.parse(String(row.record)) as PublicRecord,
    prev: row.prev === null ? null : Number(row.prev),
  }))
}
