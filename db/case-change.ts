import type { Readable } from '#domain/access.ts'
import type { Engine } from './engine.ts'

/** A case something happened to, with what decides who may hear of it. */
export type CaseChange = Readable & { id: string; version: number }

/** `asked`: of each request to open who a reporter is, to whom its case is closed. */
export type Changes = { upTo: number; changes: CaseChange[]; asked: { recused: string[] }[] }

/** Events looked at in one go; what is more waits for the next look. */
const AT_ONCE = 2_000

/** Number of the newest event. They are never removed, so a later one is greater. */
export async function lastEvent(db: Engine): Promise<number> {
  const { rows } = await db.query('SELECT coalesce(max(id), 0) AS last FROM events')
  return Number(rows[0]?.last)
}

/**
 * Cases that something happened to after an event, whoever wrote it, each once; what a reporter wrote counts too. And
 * the requests to open an identity that came since.
 * `upTo` is where to look from next time.
 */
export async function listChanges(db: Engine, since: number): Promise<Changes> {
  const newest = await db.query(
    'SELECT max(id) AS last FROM (SELECT id FROM events WHERE id > ? ORDER BY id LIMIT ?)',
    [since, AT_ONCE],
  )
  const last = newest.rows[0]?.last
  if (typeof last !== 'number') return { upTo: since, changes: [], asked: [] }
  const { rows } = await db.query(
    `SELECT id, version, assignee, partners, recused FROM cases WHERE id IN (
       SELECT substr(subject, 6) FROM events WHERE id > ?1 AND id <= ?2 AND subject LIKE 'case:%'
       UNION SELECT t.case_id FROM events e JOIN tips t ON t.id = substr(e.subject, 5)
         WHERE e.id > ?1 AND e.id <= ?2 AND e.type = 'tip.message-sent')`,
    [since, last],
  )
  const changes = rows.map((row) => ({
    id: String(row.id),
    version: Number(row.version),
    assignee: row.assignee as string | null,
    partners: JSON.parse(String(row.partners)),
    recused: JSON.parse(String(row.recused)),
  }))
  const asked = await db.query(
    `SELECT c.recused FROM events e JOIN tips t ON t.id = substr(e.subject, 5) JOIN cases c ON c.id = t.case_id
     WHERE e.id > ?1 AND e.id <= ?2 AND e.type = 'tip.identity-asked'`,
    [since, last],
  )
  return { upTo: last, changes, asked: asked.rows.map((row) => ({ recused: JSON.parse(String(row.recused)) })) }
}
