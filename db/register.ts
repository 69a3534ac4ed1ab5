import type { PublicRecord, RecordKind } from '#domain/record.ts'
import type { Db } from './open.ts'

/** The newest version of a record, which may be a withdrawal; null when nothing was ever published under the id. */
export async function findRecord<K extends RecordKind>(db: Db, kind: K, id: string): Promise<PublicRecord<K> | null> {
  const { rows } = await db.query(
    `SELECT r.record FROM published p JOIN publications r ON r.position = p.position WHERE p.kind = ? AND p.id = ?`,
    [kind, id],
  )
  return rows[0] ? (JSON.parse(String(rows[0].record)) as PublicRecord<K>) : null
}
