import type { Engine } from './engine.ts'

/** Which instance a remote database belongs to. */
export type Instance = { id: string; demo: boolean; keys: string }

/** Null while nobody has claimed it. */
export async function findInstance(db: Engine): Promise<Instance | null> {
  const { rows } = await db.query('SELECT id, demo, keys FROM instance')
  const row = rows[0]
  return row ? { id: String(row.id), demo: Number(row.demo) === 1, keys: String(row.keys) } : null
}

/** Claims a database nobody has; of two that claim at once one stays. */
export async function claimInstance(db: Engine, { id, demo, keys }: Instance): Promise<void> {
  const sql = 'INSERT INTO instance(one, id, demo, keys) VALUES (1, ?, ?, ?) ON CONFLICT(one) DO NOTHING'
  await db.write([{ sql, args: [id, demo ? 1 : 0, keys] }])
}
