import { createHash } from 'node:crypto'
import type { Stats } from 'node:fs'
import { open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ReadableStream as NodeStream } from 'node:stream/web'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { type LargeFile, type PublishedFiles, servePublished } from '../published.ts'

/** Files above this are read piece by piece: tables of a whole district, reports. */
const LARGE = 1024 * 1024
const PIECE = 128 * 1024

/** Answers from the folder of published pages; text is squeezed once and kept for the next reader. */
export function staticFiles(site: string): ReturnType<typeof servePublished> {
  const squeezed = new Map<string, Uint8Array<ArrayBuffer>>()
  const squeeze: PublishedFiles['squeeze'] = async (digest, bytes) => {
    const ready = squeezed.get(digest) ?? new Uint8Array(await promisify(gzip)(bytes))
    if (squeezed.size > 200) squeezed.clear()
    squeezed.set(digest, ready)
    return ready
  }
  const largeFile = largeFiles()
  return servePublished({
    squeeze,
    read: (path) =>
      unlessMissing(async () => {
        const at = join(site, path)
        const seen = await stat(at)
        return seen.size > LARGE ? largeFile(at, seen) : readFile(at)
      }),
  })
}

/** Large files by what they are at the moment; a file is replaced whole, so its digest holds as long as it is that file. */
function largeFiles(): (path: string, seen: Stats) => Promise<LargeFile> {
  const known = new Map<string, string>()
  return async (path, { ino, size, mtimeMs }) => {
    const name = `${ino} ${size} ${mtimeMs}`
    const digest = known.get(name) ?? (await digestOf(path))
    if (known.size > 200) known.clear()
    known.set(name, digest)
    return { size, digest, stream: () => from(piecesOf(path, ino)) }
  }
}

/** A stream that reads no more than it is asked for. TypeScript's own types of the web do not know `from` yet. */
const from = NodeStream.from as (pieces: AsyncIterable<Uint8Array>) => ReadableStream<Uint8Array<ArrayBuffer>>

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of piecesOf(path)) hash.update(piece)
  return hash.digest('hex')
}

/** The bytes of a file; only of the one that was looked at, when `ino` says which. */
async function* piecesOf(path: string, ino?: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const file = await open(path)
  try {
    if (ino !== undefined && (await file.stat()).ino !== ino)
      throw new Error("couldn't send a file: it was replaced meanwhile")
    for (;;) {
      const piece = new Uint8Array(PIECE)
      const { bytesRead } = await file.read(piece)
      if (bytesRead === 0) return
      yield piece.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

/** null when there is no such file (or it is a folder). */
async function unlessMissing<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return null
    throw error
  }
}
