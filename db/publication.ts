import canonicalize from 'canonicalize'
import { linksOf } from '#domain/links.ts'
import type { PublicRecord, RecordKind } from '#domain/record.ts'
import type { Engine, Statement } from './engine.ts'
import { indexRecord } from './search.ts'

/**
 * Sequences one record: the next position, where the record stands, what it names and how it is found. Goes into the
 * batch of the decision that publishes it; the same version twice fails the batch (UniqueViolation).
 * `year` is the year it was filed for, where its kind has one.
 */
export function insertPublication(record: PublicRecord, year: number | null): Statement[] {
  const { kind, id, version, title, publishedOn, party } = record
  const withdrawn = record.withdrawn ? 1 : 0
  return [
    {
      sql: `INSERT INTO publications(position, kind, id, version, published_on, record)
            SELECT coalesce(max(position), 0) + 1, ?, ?, ?, ?, ? FROM publications`,
      args: [kind, id, version, publishedOn, canonicalize(record) as string],
    },
    {
      sql: `INSERT INTO published(kind, id, ordinal, position, title, withdrawn, party, year,
                                 first_published_on, first_filed_on)
            SELECT ?1, ?2, coalesce((SELECT max(ordinal) FROM published WHERE kind = ?1), 0) + 1,
                   (SELECT max(position) FROM publications), ?3, ?4, ?5, ?6, ?7, ?8 WHERE true
            ON CONFLICT(kind, id) DO UPDATE SET position = excluded.position, title = excluded.title,
                   withdrawn = excluded.withdrawn, party = excluded.party, year = excluded.year`,
      args: [kind, id, title, withdrawn, party?.code ?? null, year, publishedOn, record.filedOn ?? publishedOn],
    },
    { sql: 'DELETE FROM record_links WHERE kind = ? AND id = ?', args: [kind, id] },
    {
      sql: `INSERT INTO record_links(relation, target, kind, ordinal, id)
            SELECT value ->> 'relation', value ->> 'target', kind, ordinal, published.id
            FROM published, json_each(?3) WHERE kind = ?1 AND published.id = ?2`,
      args: [kind, id, JSON.stringify(linksOf(record))],
    },
    ...indexRecord(record),
  ]
}

/** One place in the order of everything ever published; `text` is the record's exact canonical JSON. */
export type Publication = { position: number; record: PublicRecord; text: string; year: number | null }

/** What was published after a position, oldest first. */
export async function listPublications(db: Engine, after: number, limit: number): Promise<Publication[]> {
  const { rows } = await db.query(
    `SELECT publications.position, record, year FROM publications JOIN published USING (kind, id)
     WHERE publications.position > ? ORDER BY publications.position LIMIT ?`,
    [after, limit],
  )
  return rows.map((row) => {
    const text = String(row.record)
    const year = row.year === null ? null : Number(row.year)
    return { position: Number(row.position), record: JSON.parse(text), text, year }
  })
}

/** What a record is called; null when it was never published, or was withdrawn. */
export async function findTitle(db: Engine, kind: RecordKind, id: string): Promise<string | null> {
  const { rows } = await db.query('SELECT title FROM published WHERE kind = ? AND id = ? AND withdrawn = 0', [kind, id])
  return rows[0] ? String(rows[0].title) : null
}

/** The highest position given out; 0 when nothing was ever published. */
export async function lastPosition(db: Engine): Promise<number> {
  return Number((await db.query('SELECT max(position) FROM publications')).rows[0]?.[0] ?? 0)
}

/** The highest position at which something was withdrawn; 0 when nothing ever was. */
export async function lastWithdrawal(db: Engine): Promise<number> {
  return Number((await db.query('SELECT max(position) FROM published WHERE withdrawn = 1')).rows[0]?.[0] ?? 0)
}

/** The highest position at which a record of a kind changed; 0 when there is none. */
export async function lastOfKind(db: Engine, kind: RecordKind): Promise<number> {
  return Number((await db.query('SELECT max(position) FROM published WHERE kind = ?', [kind])).rows[0]?.[0] ?? 0)
}

/** How far a folder of the site has come: the last position in it and the day its pages are for; null: unknown to us. */
export type Reached = { position: number; asOf: string }

export async function findReached(db: Engine, target: string): Promise<Reached | null> {
  const { rows } = await db.query('SELECT position, as_of FROM replays WHERE target = ?', [target])
  return rows[0] ? { position: Number(rows[0].position), asOf: String(rows[0].as_of) } : null
}

export async function saveReached(db: Engine, target: string, { position, asOf }: Reached): Promise<void> {
  const sql = `INSERT INTO replays(target, position, as_of) VALUES (?, ?, ?)
               ON CONFLICT(target) DO UPDATE SET position = excluded.position, as_of = excluded.as_of`
  await db.write([{ sql, args: [target, position, asOf] }])
}

/** Forgets folders that are no more. Those of other processes on the same database are not ours to judge. */
export async function forgetReached(db: Engine, targets: readonly string[]): Promise<void> {
  if (targets.length === 0) return
  const sql = 'DELETE FROM replays WHERE target IN (SELECT value FROM json_each(?))'
  await db.write([{ sql, args: [JSON.stringify(targets)] }])
}
