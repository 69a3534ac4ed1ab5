import type { InValue } from '@libsql/client'
import type { Filed } from '#domain/enterprise/duty.ts'
import type { NewEvent } from '#domain/event.ts'
import type { FilingKind, PublicRecord, RecordKind, RegisterKind } from '#domain/record.ts'
import { Refusal } from '#domain/refusal.ts'
import { type Engine, UniqueViolation } from './engine.ts'
import { insertEvent } from './event.ts'
import { insertPublication } from './publication.ts'

type Reading = Pick<Engine, 'query'>

/** The newest version of a record, which may be a withdrawal; null when nothing was ever published under the id. */
export async function findRecord<K extends RecordKind>(
  db: Reading,
  kind: K,
  id: string,
): Promise<PublicRecord<K> | null> {
  const { rows } = await db.query(
    'SELECT r.record FROM published p JOIN publications r ON r.position = p.position WHERE p.kind = ? AND p.id = ?',
    [kind, id],
  )
  return rows[0] ? (JSON.parse(String(rows[0].record)) as PublicRecord<K>) : null
}

/** What records of a kind are called, by id; those nobody knows are missing. */
export async function findTitles(db: Reading, kind: RecordKind, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.query(
    `SELECT id, title FROM published WHERE kind = ? AND withdrawn = 0 AND id IN (${ids.map(() => '?').join(', ')})`,
    [kind, ...ids],
  )
  return new Map(rows.map((row) => [String(row.id), String(row.title)]))
}

/** A record as a list to choose from gives it. */
export type Choice = { id: string; title: string; record: PublicRecord }

/**
 * Records of a kind to choose from or to leaf through, the first published first: those whose id or name contains `q`;
 * `party` keeps to what one party filed, `after` to what follows an id.
 */
export async function listChoices(
  db: Reading,
  kind: RecordKind,
  filter: { q?: string | undefined; party?: string | undefined; after?: string | undefined; limit: number },
): Promise<Choice[]> {
  const where: [string, ...InValue[]][] = [['p.kind = ? AND p.withdrawn = 0', kind]]
  if (filter.party) where.push(['p.party = ?', filter.party])
  if (filter.after)
    where.push(['p.ordinal > (SELECT ordinal FROM published WHERE kind = ? AND id = ?)', kind, filter.after])
  if (filter.q?.trim()) {
    const like = `%${filter.q.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
    where.push([`(p.title LIKE ? ESCAPE '\\' OR p.id LIKE ? ESCAPE '\\')`, like, like])
  }
  const { rows } = await db.query(
    `SELECT p.id, p.title, r.record FROM published p JOIN publications r ON r.position = p.position
     WHERE ${where.map(([sql]) => sql).join(' AND ')} ORDER BY p.ordinal LIMIT ?`,
    [...where.flatMap(([, ...args]) => args), filter.limit],
  )
  return rows.map((row) => ({
    id: String(row.id),
    title: String(row.title),
    record: JSON.parse(String(row.record)) as PublicRecord,
  }))
}

/** What a party has filed for each year and is public: what its duties are counted by. */
export async function listFiled(db: Reading, party: string): Promise<Filed[]> {
  const { rows } = await db.query(
    `SELECT kind, id, year, first_filed_on FROM published
     WHERE party = ? AND year IS NOT NULL AND withdrawn = 0`,
    [party],
  )
  return rows.map((row) => ({
    kind: row.kind as FilingKind,
    year: Number(row.year),
    filedOn: String(row.first_filed_on),
    disclosureId: String(row.id),
  }))
}

/**
 * A register's next version, public at once.
 * @throws Refusal `register.taken` or `register.moved-first` when another save won
 */
export async function saveRegister(
  db: Pick<Engine, 'query' | 'write'>,
  record: PublicRecord<RegisterKind>,
  event: NewEvent,
): Promise<void> {
  try {
    await db.write([insertEvent(event), ...insertPublication(record, null)])
  } catch (error) {
    if (!(error instanceof UniqueViolation)) throw error
    const there = await findRecord(db, record.kind, record.id)
    throw record.version === 1
      ? new Refusal('register.taken', { current: { version: there?.version ?? null } })
      : new Refusal('register.moved-first', { current: { version: there?.version ?? null } })
  }
}
