import type { Engine } from '#db/engine.ts'
import type { FiledBytes } from '#db/record.ts'
import type { PhotoStore } from '../env.ts'

/** Bytes of published files, from the store that keeps them under random keys: reports as filed, pictures that a head approved. */
export function filedBytes(db: Engine, store: Pick<PhotoStore, 'get'>): FiledBytes {
  return async (id, name, sha256) => {
    const { rows } = await db.query(
      `SELECT key FROM files WHERE disclosure_id = ?1 AND name = ?2 AND sha256 = ?3
       UNION ALL SELECT key FROM public_photos WHERE number = ?1 AND sha256 = ?3`,
      [id, name, sha256],
    )
    return rows[0] ? store.get(String(rows[0].key)) : null
  }
}
