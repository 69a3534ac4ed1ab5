import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { copyFile, mkdir, open, readdir, rm } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'

/** What a file is known by: SHA-256 in hex, bytes. */
export type Digest = { sha256: string; size: number }

/** Paths of all plain files under a folder, with `/`, sorted. */
export async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((one) => one.isFile()).map((one) => relative(folder, join(one.parentPath, one.name)))
  return files.map((path) => path.split(sep).join('/')).sort()
}

/** Reads a file piece by piece, however large it is. */
export async function digestOf(path: string): Promise<Digest> {
  const hash = createHash('sha256')
  let size = 0
  for await (const piece of createReadStream(path)) {
    hash.update(piece)
    size += piece.length
  }
  return { sha256: hash.digest('hex'), size }
}

/**
 * Copies a file (sharing its blocks where the file system can) and reads the copy again.
 * @returns what the copy holds; null when there is nothing to copy
 */
export async function copyRead(from: string, to: string): Promise<Digest | null> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 })
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    await rm(to, { force: true })
    return null
  }
  return digestOf(to)
}

/**
 * Does work in a folder that is ours alone: made, or there and empty, and readable by nobody else. Work that fails
 * leaves it empty, so that nothing half done is taken for whole and another attempt finds its place.
 * @throws when the folder has anything in it, or what the work throws
 */
export async function inEmpty<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty`)
  try {
    return await work()
  } catch (error) {
    for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true, force: true })
    throw error
  }
}

/** Everything below a folder on disk for good: in one call where the system has it, else file by file. */
export async function syncTree(folder: string): Promise<void> {
  const whole = await new Promise<boolean>((resolve) => {
    const child = spawn('sync', ['-f', folder], { stdio: 'ignore' })
    child.once('error', () => resolve(false))
    child.once('close', (code) => resolve(code === 0))
  })
  if (whole) return
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (process.platform === 'win32' && entry.isDirectory()) continue
    const file = await open(join(entry.parentPath, entry.name), 'r')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  }
}
