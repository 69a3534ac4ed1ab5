import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Files } from '#db/publish.ts'

/**
 * Puts a whole file in place: a reader sees the old bytes or the new, and after this returns a power cut keeps the new.
 * @param mode permissions of a new file, e.g. 0o600
 */
export async function replaceFile(path: string, bytes: Uint8Array | string, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  const file = await open(temporary, 'w', mode)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporary, path)
  await syncFolder(dirname(path))
}

/** Makes renames and new names in a folder durable. */
export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open a folder; its file system journals names by itself.
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** The bytes of a file, or null when there is none. */
export async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** A folder as the place pages are published to. */
export function folderFiles(root: string): Files {
  return {
    read: (path) => readIfThere(join(root, path)),
    put: (path, bytes) => replaceFile(join(root, path), bytes),
  }
}
