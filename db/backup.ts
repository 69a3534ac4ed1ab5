import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { createClient } from '@libsql/client'
import { holdLock } from './lock.ts'

/** `keys` holds only hashes: enough to tell, on the day, that the right keys are at hand. */
export type Manifest = {
  made: string
  files: Record<string, { sha256: string; size: number }>
  keys: Record<string, string>
}

/**
 * Copies an instance, running or not, to a new folder: the database, the photos, the mark and a manifest of hashes;
 * and its keys to another one, so that whoever gets the first cannot open what the second seals.
 * The copy of the database is one moment of it, made by the engine through a connection that writes nothing (the
 * server stays the only writer); it is then checked, and every photo and report it names must be there, unchanged.
 * @throws when a target is not empty, lies inside the data folder or the other target, or the copy is not whole
 */
export async function backup(dataDir: string, to: string, keysTo: string, now: Date): Promise<Manifest> {
  for (const [one, other] of [
    [to, dataDir],
    [keysTo, dataDir],
    [keysTo, to],
    [to, keysTo],
  ] as const)
    if (isInside(one, other)) throw new Error(`${one} lies inside ${other}: choose another folder`)
  for (const folder of [to, keysTo]) await claimEmpty(folder)
  // Held while no server runs, so that none starts meanwhile; while one runs, it has the lock.
  const lock = await holdLock(join(dataDir, 'lock.db'))
  try {
    await copyDatabase(join(dataDir, 'jingtu.db'), join(to, 'jingtu.db'))
    await copyFile(join(dataDir, 'mark.json'), join(to, 'mark.json'))
    await copyFolder(join(dataDir, 'photos'), join(to, 'photos'))
    await copyFolder(join(dataDir, 'keys'), keysTo)
  } finally {
    lock?.release()
  }
  await checkDatabase(join(to, 'jingtu.db'), join(to, 'photos'))
  return writeManifest(to, keysTo, now)
}

/** @throws when the copy is damaged, or a photo or report it names is missing or changed */
export async function checkDatabase(path: string, photos: string): Promise<void> {
  const copy = createClient({ url: `file:${path}`, concurrency: 1 })
  try {
    const said = (await copy.execute('PRAGMA integrity_check')).rows[0]?.[0]
    if (said !== 'ok') throw new Error(`the copy of the database is damaged: ${said}`)
    const named = [...(await copy.execute('SELECT key, sha256 FROM attachments WHERE tip_id IS NOT NULL')).rows]
    // A backup of before reports were filed has no table of them.
    const reports = await copy.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'files'")
    if (reports.rows.length > 0) named.push(...(await copy.execute(PUBLIC_REPORTS)).rows)
    for (const { key, sha256 } of named)
      if ((await sha256Of(join(photos, String(key))).catch(() => null)) !== sha256)
        throw new Error(`the photo or report ${key} is missing or changed`)
  } finally {
    copy.close()
  }
}

/** What is public never goes away; a draft's report may, while the copy is being made. */
const PUBLIC_REPORTS = `SELECT f.key, f.sha256 FROM files f JOIN disclosures d ON d.id = f.disclosure_id
  WHERE f.revision <= d.published_revision`

/** Hash and size of every file under a folder, in `manifest.json`, written last: without it there is no backup. */
async function writeManifest(folder: string, keysFolder: string, now: Date): Promise<Manifest> {
  const files: Manifest['files'] = {}
  for (const path of await filesUnder(folder)) {
    const bytes = join(folder, path)
    files[path] = { sha256: await sha256Of(bytes), size: await syncedSize(bytes) }
  }
  const keys: Manifest['keys'] = {}
  for (const name of await filesUnder(keysFolder)) keys[name] = await sha256Of(join(keysFolder, name))
  const manifest = { made: now.toISOString(), files, keys }
  await writeFile(join(folder, 'manifest.part'), `${JSON.stringify(manifest, null, 1)}\n`, { flush: true })
  await rename(join(folder, 'manifest.part'), join(folder, 'manifest.json'))
  return manifest
}

/** Paths of all files under a folder, with `/`, sorted. */
export async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((one) => one.isFile()).map((one) => relative(folder, join(one.parentPath, one.name)))
  return files.map((path) => path.split(sep).join('/')).sort()
}

export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/** Makes a folder that nobody but us reads. @throws when it has anything in it */
export async function claimEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty`)
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const reading = createClient({ url: `file:${from}`, concurrency: 1, timeout: 5000 })
  try {
    // A reader never checkpoints: two connections that do can lose writes in this engine (SQLite before 3.51.3).
    await reading.execute('PRAGMA wal_autocheckpoint = 0')
    // `execute` fails here ("statements in progress"); `executeMultiple` does not.
    await reading.executeMultiple(`VACUUM INTO '${to.replaceAll("'", "''")}'`)
  } finally {
    reading.close()
  }
}

/** Copies plain files; one that goes away meanwhile was nobody's (the check that follows finds every one that counts). */
export async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const path of await filesUnder(from).catch(() => [])) {
    if (path.endsWith('.part')) continue
    await mkdir(dirname(join(to, path)), { recursive: true, mode: 0o700 })
    await copyFile(join(from, path), join(to, path)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      return rm(join(to, path), { force: true })
    })
  }
}

async function syncedSize(path: string): Promise<number> {
  const file = await open(path, 'r')
  try {
    await file.sync()
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}

function isInside(one: string, other: string): boolean {
  return `${resolve(one)}${sep}`.startsWith(`${resolve(other)}${sep}`)
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { to: { type: 'string' }, 'keys-to': { type: 'string' } } })
  if (!values.to || !values['keys-to']) {
    console.error('用法 / usage: npm run backup -- --to <folder> --keys-to <another folder>')
    process.exit(2)
  }
  try {
    const made = await backup(resolve(process.env.DATA_DIR || '.data'), values.to, values['keys-to'], new Date())
    console.log(`backed up ${Object.keys(made.files).length} files to ${values.to}, keys to ${values['keys-to']}`)
  } catch (error) {
    console.error(`备份失败 / backup failed: ${error instanceof Error ? error.message : error}`)
    process.exit(1)
  }
}
