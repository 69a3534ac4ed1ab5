import { copyFile, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkDatabase, claimEmpty, copyFolder, filesUnder, type Manifest, sha256Of } from './backup.ts'

/**
 * Makes a data folder from a backup and its keys. Everything is checked before and after: the manifest against every
 * file and key, the database for integrity, the photos against the rows that name them. The mark comes last: a folder
 * with a database and no mark does not start.
 * @throws when the target is not empty, or anything is missing, changed or more than the manifest says
 */
export async function restore(from: string, keysFrom: string, dataDir: string): Promise<void> {
  const { keys } = await checkManifest(from)
  for (const [name, sha256] of Object.entries(keys))
    if ((await sha256Of(join(keysFrom, name)).catch(() => null)) !== sha256)
      throw new Error(`the key ${name} is missing or belongs to another instance`)
  await claimEmpty(dataDir)
  await copyFile(join(from, 'jingtu.db'), join(dataDir, 'jingtu.db'))
  await copyFolder(join(from, 'photos'), join(dataDir, 'photos'))
  await copyFolder(keysFrom, join(dataDir, 'keys'))
  await checkDatabase(join(dataDir, 'jingtu.db'), join(dataDir, 'photos'))
  await copyFile(join(from, 'mark.json'), join(dataDir, 'mark.json'))
}

/** @throws when a backup is not exactly what its manifest says */
export async function checkManifest(folder: string): Promise<Manifest> {
  const manifest: Manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
  const there = (await filesUnder(folder)).filter((path) => path !== 'manifest.json')
  const missing = Object.keys(manifest.files).filter((path) => !there.includes(path))
  if (missing.length > 0) throw new Error(`missing from the backup: ${missing.join(', ')}`)
  for (const path of there) {
    const said = manifest.files[path]
    if (!said) throw new Error(`not in the manifest: ${path}`)
    if ((await sha256Of(join(folder, path))) !== said.sha256) throw new Error(`changed since the backup: ${path}`)
  }
  return manifest
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { from: { type: 'string' }, 'keys-from': { type: 'string' } } })
  if (!values.from || !values['keys-from']) {
    console.error('用法 / usage: DATA_DIR=<empty folder> npm run restore -- --from <folder> --keys-from <folder>')
    process.exit(2)
  }
  try {
    const dataDir = resolve(process.env.DATA_DIR || '.data')
    await restore(values.from, values['keys-from'], dataDir)
    console.log(`restored to ${dataDir}`)
  } catch (error) {
    console.error(`恢复失败 / restore failed: ${error instanceof Error ? error.message : error}`)
    process.exit(1)
  }
}
