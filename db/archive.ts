import type { Archive } from '#domain/archive.ts'
import { FILING_KINDS, type PublicRecord, type RecordKind } from '#domain/record.ts'
import type { Engine } from './engine.ts'
import { listLate } from './late.ts'

/** Text of records kept after reading, in characters. A publication renders pages that share most of their records. */
const KEPT = 8_000_000

/**
 * The archive by SQL, for the running process and the publish program. Every answer takes the same time however much
 * was published, except `late` for a day it was not asked for before. What is once read is kept (some MiB): records
 * are shared by those who ask, so nobody may change them.
 */
export function archiveOf(db: Engine): Archive {
  const read = recordReader(db)
  const list = async (sql: string, args: (string | number)[]) => {
    const { rows } = await db.query(sql, args)
    return read(rows.map((row) => Number(row[0])))
  }
  // Kinds are of the caller's asking: the queries hold every row to them.
  const archive: { [Name in keyof Archive]: (...args: never[]) => Promise<unknown> } = {
    async find(kind: RecordKind, id: string) {
      const found = await list('SELECT position FROM published WHERE kind = ? AND id = ?', [kind, id])
      return found[0] ?? null
    },
    versions: (kind: RecordKind, id: string) =>
      list('SELECT position FROM publications WHERE kind = ? AND id = ? ORDER BY version', [kind, id]),
    linked: (kind: RecordKind, relation: string, target: string, limit = -1) =>
      list(
        `SELECT published.position FROM record_links JOIN published USING (kind, ordinal)
         WHERE relation = ? AND target = ? AND kind = ? ORDER BY ordinal DESC LIMIT ?`,
        [relation, target, kind, limit],
      ),
    async countLinked(kind: RecordKind, relation: string, target: string) {
      const sql = 'SELECT total FROM link_counts WHERE relation = ? AND target = ? AND kind = ?'
      return Number((await db.query(sql, [relation, target, kind])).rows[0]?.[0] ?? 0)
    },
    async count(kind: RecordKind) {
      const { rows } = await db.query('SELECT max(ordinal) FROM published WHERE kind = ?', [kind])
      return Number(rows[0]?.[0] ?? 0)
    },
    page: (kind: RecordKind, from: number, to: number) =>
      list('SELECT position FROM published WHERE kind = ? AND ordinal BETWEEN ? AND ? ORDER BY ordinal', [
        kind,
        from,
        to,
      ]),
    latest: (limit: number, kind?: RecordKind) =>
      kind
        ? list('SELECT position FROM published WHERE kind = ? ORDER BY position DESC LIMIT ?', [kind, limit])
        : list(LATEST_FILINGS, [...FILING_KINDS.flatMap((one) => [one, limit]), limit]),
    withdrawnBy: (party: string, limit: number) =>
      list('SELECT position FROM published WHERE party = ? AND withdrawn = 1 ORDER BY position DESC LIMIT ?', [
        party,
        limit,
      ]),
    async ordinal(kind: RecordKind, id: string) {
      const { rows } = await db.query('SELECT ordinal FROM published WHERE kind = ? AND id = ?', [kind, id])
      return rows[0] ? Number(rows[0][0]) : null
    },
    late: (asOf: string, limit: number) => listLate(db, asOf, limit),
  }
  return archive as Archive
}

/** The newest of each kind by index, then the newest of those: registers between them cost nothing. */
const LATEST_FILINGS = `SELECT position FROM (${FILING_KINDS.map(
  () => 'SELECT * FROM (SELECT position FROM published WHERE kind = ? ORDER BY position DESC LIMIT ?)',
).join(' UNION ALL ')}) ORDER BY position DESC LIMIT ?`

/** Publications by position, in the order asked for. A position never changes what it holds. */
function recordReader(db: Engine): (positions: number[]) => Promise<PublicRecord[]> {
  const kept = new Map<number, { record: PublicRecord; length: number }>()
  let size = 0
  const keep = (position: number, text: string): PublicRecord => {
    const record = JSON.parse(text) as PublicRecord
    kept.set(position, { record, length: text.length })
    size += text.length
    return record
  }
  const forgetOldest = () => {
    for (const [position, { length }] of kept) {
      if (size <= KEPT) return
      kept.delete(position)
      size -= length
    }
  }
  return async (positions) => {
    const found = new Map<number, PublicRecord>()
    const missing: number[] = []
    for (const position of positions) {
      const there = kept.get(position)
      if (!there) {
        missing.push(position)
        continue
      }
      kept.delete(position)
      kept.set(position, there)
      found.set(position, there.record)
    }
    if (missing.length > 0) {
      const marks = missing.map(() => '?').join(', ')
      const { rows } = await db.query(`SELECT position, record FROM publications WHERE position IN (${marks})`, missing)
      for (const row of rows) found.set(Number(row[0]), keep(Number(row[0]), String(row[1])))
      forgetOldest()
    }
    return positions.map((position) => {
      const record = found.get(position)
      if (!record) throw new Error(`couldn't read publication ${position}`)
      return record
    })
  }
}
