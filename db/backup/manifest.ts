import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Keys } from './keys.ts'
import { type Digest, digestOf, filesUnder, syncTree } from './tree.ts'

const MANIFEST = 'manifest.json'

/** What a backup holds. `keys` are only hashes: enough to tell, on the day, that the right keys are at hand. */
export type Manifest = {
  /** The moment the database is of. */
  made: string
  /** Rows by table; missing in backups of version 0.1. */
  rows?: Record<string, number>
  files: Record<string, Digest>
  keys: Record<string, string>
}

/** Writes the manifest last, when all it names is on disk for good: without it there is no backup. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await syncTree(folder)
  await writeFile(join(folder, 'manifest.part'), `${JSON.stringify(manifest, null, 1)}\n`, { flush: true })
  await rename(join(folder, 'manifest.part'), join(folder, MANIFEST))
  await syncTree(folder)
}

/** @throws when a folder is no backup, or not exactly what its manifest says */
export async function checkManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => {
    throw new Error(`${folder} is no backup: it has no ${MANIFEST} (one that was cut short has none)`)
  })
  const manifest: Manifest = JSON.parse(text)
  const there = new Set(await filesUnder(folder))
  there.delete(MANIFEST)
  const missing = Object.keys(manifest.files).filter((path) => !there.has(path))
  if (missing.length > 0) throw new Error(`missing from the backup: ${missing.slice(0, 5).join(', ')}`)
  for (const path of there) {
    const said = manifest.files[path]
    if (!said) throw new Error(`not in the manifest: ${path}`)
    if ((await digestOf(join(folder, path))).sha256 !== said.sha256)
      throw new Error(`changed since the backup: ${path}`)
  }
  return manifest
}

export function hashesOf(keys: Keys): Manifest['keys'] {
  return Object.fromEntries([...keys].map(([name, key]) => [name, createHash('sha256').update(key).digest('hex')]))
}

/** @throws when keys are not those of the instance a manifest is of */
export function assertKeys(keys: Keys, manifest: Manifest): void {
  const found = hashesOf(keys)
  for (const [name, sha256] of Object.entries(manifest.keys))
    if (found[name] !== sha256) throw new Error(`the key ${name} is missing or belongs to another instance`)
}
