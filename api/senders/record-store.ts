import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Engine } from '#db/engine.ts'
import type { RecordStore } from '#db/files.ts'
import { type FiledBytes, keepRecord, RecordDiffers } from '#db/record.ts'
import { folderFiles, type Step, syncFolder } from './files.ts'

/** A record folder, with where it lies. */
export type RecordFolder = RecordStore & { root: string }

/**
 * Brings the record to what the database has sequenced. One of another instance, or from after the backup this database
 * is, is put aside as `aside`, never thrown away.
 * @returns the position it has come to
 */
export async function keepOrPutAside(
  db: Engine,
  store: RecordFolder,
  filed: FiledBytes,
  aside: string,
): Promise<number> {
  try {
    return await keepRecord(db, store, filed)
  } catch (error) {
    if (!(error instanceof RecordDiffers)) throw error
    await rename(store.root, aside)
    return keepRecord(db, store, filed)
  }
}

/** The folder of the record on this disk. Only this process writes to it. */
export function recordStore(root: string, staging: string, step: Step = () => {}): RecordFolder {
  return {
    root,
    ...folderFiles(root, { staging, name: 'record', step }),
    async lastLine(path) {
      const file = await open(join(root, path), 'r+').catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
        return null
      })
      if (!file) return null
      try {
        const { size } = await file.stat()
        // A line is a few hundred bytes, of one that names everything a few thousand.
        for (let length = Math.min(size, 65_536); ; length = Math.min(size, length * 4)) {
          const tail = Buffer.alloc(length)
          await file.read(tail, 0, length, size - length)
          const end = tail.lastIndexOf('\n')
          const before = end < 0 ? -1 : tail.lastIndexOf('\n', end - 1)
          if ((end < 0 || (before < 0 && end !== 0)) && length < size) continue
          // What was being added when the process died goes.
          if (end !== length - 1) await file.truncate(size - length + end + 1)
          return end < 0 ? null : tail.toString('utf8', before + 1, end)
        }
      } finally {
        await file.close()
      }
    },
    async append(path, lines) {
      const file = await open(join(root, path), 'a')
      try {
        const isNew = (await file.stat()).size === 0
        await file.writeFile(lines)
        step('record:appended')
        await file.sync()
        if (isNew) await syncFolder(root)
      } finally {
        await file.close()
      }
    },
  }
}
