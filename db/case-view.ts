import type { Db } from './engine.ts'

export type CaseView = { id: string; name: string; filters: Record<string, string> }

/** The views somebody kept, in the order they were kept. */
export async function listCaseViews(db: Db, owner: string): Promise<CaseView[]> {
  const { rows } = await db.query('SELECT id, name, filters FROM case_views WHERE owner = ? ORDER BY rowid', [owner])
  return rows.map((row) => ({ id: String(row.id), name: String(row.name), filters: JSON.parse(String(row.filters)) }))
}

/** Keeps a view; the same name again is changed. */
export async function saveCaseView(db: Db, owner: string, { id, name, filters }: CaseView): Promise<void> {
  await db.write([
    {
      sql: `INSERT INTO case_views(id, owner, name, filters) VALUES (?, ?, ?, ?)
            ON CONFLICT(owner, name) DO UPDATE SET filters = excluded.filters`,
      args: [id, owner, name, JSON.stringify(filters)],
    },
  ])
}

/** Forgets a view of theirs; another's stays. */
export async function removeCaseView(db: Db, owner: string, id: string): Promise<void> {
  await db.write([{ sql: 'DELETE FROM case_views WHERE owner = ? AND id = ?', args: [owner, id] }])
}
