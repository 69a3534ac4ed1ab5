import { mkdirSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#domain/refusal.ts'
import type { PhotoStore } from '../env.ts'
import { isUnwritable } from './files.ts'

/** Keys are ours and random; anything else never touches the disk. */
const KEY = /^[0-9a-f]{32}$/

/** Photos as files of one folder (0600, made when missing), each named by its random key. */
export function folderStore(folder: string): PhotoStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const pathOf = (key: string) => {
    if (!KEY.test(key)) throw new Error("couldn't find a photo: the key is not one of ours")
    return join(folder, key)
  }
  return {
    // Data first, then the name, then the folder that holds the name: after a power cut the file is whole or absent.
    async put(key, bytes) {
      const path = pathOf(key)
      const part = `${path}.part`
      try {
        const file = await open(part, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(part, path)
        await syncFolder(folder)
      } catch (error) {
        await rm(part, { force: true })
        throw isUnwritable(error) ? new Refusal('service.unwritable') : error
      }
    },
    async get(key) {
      try {
        return new Uint8Array(await readFile(pathOf(key)))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    async remove(key) {
      const path = pathOf(key)
      await rm(path, { force: true })
      await rm(`${path}.part`, { force: true })
    },
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
