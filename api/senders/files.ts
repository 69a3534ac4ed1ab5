import { mkdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { link, mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileChange, Files } from '#db/files.ts'

/** Called at each step of a publication by its name; a fault test ends the process there. */
export type Step = (name: string) => void

/**
 * Puts a whole file in place: a reader sees the old bytes or the new, and after this returns a power cut keeps the new.
 * @param mode permissions of a new file, e.g. 0o600
 */
export async function replaceFile(path: string, bytes: Uint8Array | string, mode = 0o644): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  await writeDurably(temporary, bytes, mode)
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
    if (isMissing(error)) return null
    throw error
  }
}

/**
 * A folder of whole files. What is new or changed is first written beside it, into `staging` on the same disk, so that
 * nothing half done ever has a name below `root`. `copies` is where `copyOf` finds its files: they are linked, not read.
 * `name` is what its steps are called by.
 */
export function folderFiles(
  root: string,
  about: { staging: string; copies?: string; name?: string; step?: Step },
): Files {
  const { staging, copies = root, name = 'site', step = () => {} } = about
  let staged = 0

  return {
    read: (path) => readIfThere(join(root, path)),
    async swap(changes) {
      const plan = { create: [] as Planned[], replace: [] as Planned[], remove: [] as Planned[] }
      const planned = await each(changes, planOf)
      for (const one of planned) if (one) plan[one.how].push(one)
      const written = [...plan.create, ...plan.replace]
      const all = [...written, ...plan.remove]
      if (all.length === 0) return []
      if (written.length > 0) await mkdir(staging, { recursive: true })
      await each(written, stage)
      step(`${name}:staged`)
      const folders = new Set<string>()
      // In one go without a pause: a reader this process answers sees all of it or nothing.
      for (const { how, path, temporary } of all) {
        const target = join(root, path)
        if (how === 'create') makeFolder(dirname(target), folders)
        step(`${name}:${how}`)
        if (temporary) renameSync(temporary, target)
        else removeWithFolders(target, folders)
        folders.add(dirname(target))
      }
      step(`${name}:swapped`)
      await each([...folders], (folder) => syncFolder(folder).catch(ignoreMissing))
      return all.map((one) => one.path)
    },
  }

  async function planOf(change: FileChange): Promise<Planned | null> {
    const { path } = change
    if ('copyOf' in change) {
      const [there, wanted] = await Promise.all([sizeOf(join(root, path)), sizeOf(join(copies, change.copyOf))])
      if (wanted === null) throw new Error(`couldn't publish ${path}: ${change.copyOf} is not in the record`)
      return there === wanted ? null : { how: there === null ? 'create' : 'replace', path, copyOf: change.copyOf }
    }
    const there = await readIfThere(join(root, path))
    const { bytes } = change
    if (bytes === null) return there ? { how: 'remove', path } : null
    if (there) return there.equals(bytes) ? null : { how: 'replace', path, bytes }
    return { how: 'create', path, bytes }
  }

  async function stage(one: Planned): Promise<void> {
    one.temporary = join(staging, `${process.pid}.${staged++}`)
    if (one.copyOf) await link(join(copies, one.copyOf), one.temporary)
    else await writeDurably(one.temporary, one.bytes ?? '')
  }

  /** New folders are made durable from the one that was there before down. */
  function makeFolder(folder: string, folders: Set<string>): void {
    const first = mkdirSync(folder, { recursive: true })
    if (!first) return
    for (let made = folder; made.length >= first.length; made = dirname(made)) folders.add(made)
    folders.add(dirname(first))
  }

  function removeWithFolders(path: string, folders: Set<string>): void {
    rmSync(path, { force: true })
    for (let folder = dirname(path); folder.length > root.length; folder = dirname(folder)) {
      try {
        rmdirSync(folder)
      } catch {
        return
      }
      folders.add(dirname(folder))
    }
  }
}

type Planned = {
  how: 'create' | 'replace' | 'remove'
  path: string
  bytes?: Uint8Array
  copyOf?: string
  temporary?: string
}

/** Enough at once that the disk takes many of them in one go, few enough for the open files of a process. */
const AT_ONCE = 32

/** Does the same to each of a list, so many at once. */
export async function each<T, R>(list: readonly T[], work: (one: T) => Promise<R>, atOnce = AT_ONCE): Promise<R[]> {
  const results: R[] = new Array(list.length)
  let next = 0
  const worker = async () => {
    for (let at = next++; at < list.length; at = next++) results[at] = await work(list[at] as T)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, worker))
  return results
}

async function writeDurably(path: string, bytes: Uint8Array | string, mode = 0o644): Promise<void> {
  const file = await open(path, 'w', mode)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** Whether it is the disk that takes nothing: full, over its quota, read-only, not ours, or broken. */
export function isUnwritable(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO'].includes((error as NodeJS.ErrnoException).code ?? '')
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')
}

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error
}
