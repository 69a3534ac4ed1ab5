import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type PublishedFiles, servePublished } from '../published.ts'

/** Answers from the folder of published pages; text is squeezed once and kept for the next reader. */
export function staticFiles(site: string): ReturnType<typeof servePublished> {
  const squeezed = new Map<string, Uint8Array<ArrayBuffer>>()
  const squeeze: PublishedFiles['squeeze'] = async (digest, bytes) => {
    const ready = squeezed.get(digest) ?? new Uint8Array(await promisify(gzip)(bytes))
    if (squeezed.size > 200) squeezed.clear()
    squeezed.set(digest, ready)
    return ready
  }
  return servePublished({ read: (path) => readFound(join(site, path)), squeeze })
}

/** The bytes, or null when there is no such file (or it is a folder). */
async function readFound(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return null
    throw error
  }
}
