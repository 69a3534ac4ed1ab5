import type { RecordFile } from '#domain/record.ts'
import type { Db, Statement } from './engine.ts'

/** A report file of a filing: bytes lie in the store under `key`. */
export type FiledFile = RecordFile & {
  id: string
  key: string
  disclosureId: string
  revision: number
  uploadedOn: string
}

/** Puts a file to a revision, in place of one of that name uploaded for the same revision. */
export function insertFile(file: FiledFile): Statement[] {
  return [
    {
      sql: 'DELETE FROM files WHERE disclosure_id = ? AND revision = ? AND name = ?',
      args: [file.disclosureId, file.revision, file.name],
    },
    {
      sql: `INSERT INTO files(id, disclosure_id, revision, key, name, type, size, sha256, uploaded_on)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      args: [
        file.id,
        file.disclosureId,
        file.revision,
        file.key,
        file.name,
        file.type,
        file.size,
        file.sha256,
        file.uploadedOn,
      ],
    },
  ]
}

/** Takes a file away from the revision it was uploaded for. */
export function removeFile(id: string): Statement {
  return { sql: 'DELETE FROM files WHERE id = ?', args: [id] }
}

/**
 * The files of a revision, by name: a correction keeps those of the revision before, except where it brings one of the
 * same name.
 */
export async function listFiles(db: Db, disclosureId: string, revision: number): Promise<FiledFile[]> {
  const { rows } = await db.query(
    `SELECT f.* FROM files f WHERE f.disclosure_id = ?1 AND f.revision <= ?2 AND f.revision =
       (SELECT max(revision) FROM files WHERE disclosure_id = ?1 AND revision <= ?2 AND name = f.name) ORDER BY f.name`,
    [disclosureId, revision],
  )
  return rows.map((row) => ({
    id: String(row.id),
    disclosureId: String(row.disclosure_id),
    revision: Number(row.revision),
    key: String(row.key),
    name: String(row.name),
    type: String(row.type),
    size: Number(row.size),
    sha256: String(row.sha256),
    uploadedOn: String(row.uploaded_on),
  }))
}

/** Takes away everything uploaded for a revision that is given up. */
export function removeFilesOf(disclosureId: string, revision: number): Statement {
  return { sql: 'DELETE FROM files WHERE disclosure_id = ? AND revision = ?', args: [disclosureId, revision] }
}
