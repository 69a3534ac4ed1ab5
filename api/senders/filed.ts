import type { Engine } from '#db/engine.ts'
import type { FiledBytes } from '#db/record.ts'
import type { PhotoStore } from '../env.ts'

/** Bytes of files filed with disclosures, from the store that keeps them under random keys. */
export function filedBytes(db: Engine, store: Pick<PhotoStore, 'get'>): FiledBytes {
  return async (id, name, sha256) => {
    const { rows } = await db.query('SELECT key FROM files WHERE disclosure_id = ? AND name = ? AND sha256 = ?', [
      id,
      name,
      sha256,
    ])
    return rows[0] ? store.get(String(rows[0].key)) : null
  }
}
