import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { parseArgs } from 'node:util'
import type { Client } from '@libsql/client'
import { assertStored, assertWhole, copyDatabase, countRows, openCopy } from './backup/database.ts'
import { type Keys, readKeys, SEALED, sealKeys, writeKeys } from './backup/keys.ts'
import { hashesOf, type Manifest, writeManifest } from './backup/manifest.ts'
import { copyRecord } from './backup/record.ts'
import { copyRead, type Digest, digestOf, inEmpty, syncTree } from './backup/tree.ts'
import { holdLock } from './lock.ts'

/**
 * Where keys go: encrypted to offline recipients (`age1…`) into a folder of their own, or else the backup's; or plain,
 * into a folder of their own.
 */
export type KeysTo = { recipients: readonly [string, ...string[]]; folder: string | null } | { folder: string }

/**
 * Copies an instance, running or not, to a new folder: the database, the photos and filed documents it names, the public
 * record as far as it goes, the mark and a manifest of hashes; and its keys so that whoever gets the folder cannot open
 * what they seal. The copy of the database is one moment of it, made by the engine through a connection that writes
 * nothing (the server stays the only writer). Everything is read again after it was written, and is what the database
 * says it should be. A backup that fails leaves nothing behind.
 * @throws when a target is not empty, lies inside the data folder or the other target, or the copy is not whole
 */
export async function backup(dataDir: string, to: string, keysTo: KeysTo, now: Date): Promise<Manifest> {
  if (!existsSync(join(dataDir, 'jingtu.db'))) throw new Error(`there is no database in ${dataDir}: is DATA_DIR right?`)
  const folders = [to, ...(keysTo.folder ? [keysTo.folder] : [])]
  for (const one of folders)
    for (const other of [dataDir, ...folders])
      if (one !== other && isInside(one, other)) throw new Error(`${one} lies inside ${other}: choose another folder`)
  const keys = await readKeys(join(dataDir, 'keys'))
  const sealed = 'recipients' in keysTo ? await sealKeys(keys, keysTo.recipients) : null
  // Held while no server runs, so that none starts meanwhile; while one runs, it has the lock.
  const lock = await holdLock(join(dataDir, 'lock.db'))
  const make = () => inEmpty(to, () => copyAll(dataDir, to, { keys, sealed: keysTo.folder ? null : sealed }, now))
  try {
    const { folder } = keysTo
    if (!folder) return await make()
    return await inEmpty(folder, async () => {
      await writeKeys(sealed ? new Map([[SEALED, sealed]]) : keys, folder)
      await syncTree(folder)
      return make()
    })
  } finally {
    lock?.release()
  }
}

async function copyAll(
  dataDir: string,
  to: string,
  { keys, sealed }: { keys: Keys; sealed: Uint8Array | null },
  now: Date,
): Promise<Manifest> {
  await copyDatabase(join(dataDir, 'jingtu.db'), join(to, 'jingtu.db'))
  const files: Manifest['files'] = {
    'jingtu.db': await digestOf(join(to, 'jingtu.db')),
    'mark.json': await markOf(dataDir, to),
  }
  const copy = openCopy(join(to, 'jingtu.db'))
  try {
    await assertWhole(copy)
    await copyStored(copy, dataDir, to, files)
    const record = await copyRecord(copy, join(dataDir, 'record'), join(to, 'record'))
    for (const [path, digest] of Object.entries(record)) files[`record/${path}`] = digest
    if (sealed) {
      await writeFile(join(to, SEALED), sealed)
      files[SEALED] = await digestOf(join(to, SEALED))
    }
    const manifest = { made: now.toISOString(), rows: await countRows(copy), files, keys: hashesOf(keys) }
    await writeManifest(to, manifest)
    return manifest
  } finally {
    copy.close()
  }
}

async function markOf(dataDir: string, to: string): Promise<Digest> {
  const mark = await copyRead(join(dataDir, 'mark.json'), join(to, 'mark.json'))
  if (!mark) throw new Error(`${dataDir} has no mark.json: its first start was cut short, start it once more`)
  return mark
}

/** Only what the database names: what was uploaded since would have no row that leads to it. */
async function copyStored(copy: Client, dataDir: string, to: string, files: Manifest['files']): Promise<void> {
  await mkdir(join(to, 'photos'), { recursive: true, mode: 0o700 })
  await assertStored(copy, async (key) => {
    const digest = await copyRead(join(dataDir, 'photos', key), join(to, 'photos', key))
    if (digest) files[`photos/${key}`] = digest
    return digest
  })
}

function isInside(one: string, other: string): boolean {
  return `${resolve(one)}${sep}`.startsWith(`${resolve(other)}${sep}`)
}

const USAGE = `用法 / usage: npm run backup -- --to <folder> --keys-recipient age1… [--keys-recipient age1…] [--keys-to <another folder>]
           or: npm run backup -- --to <folder> --keys-to <another folder>`

if (import.meta.main) {
  const { to, keysTo } = readArguments()
  if (/^(?!file:)./.test(process.env.DATABASE_URL ?? '')) {
    console.error(
      '数据库在别的主机上，请在那里备份，或先搬回文件 / DATABASE_URL names a remote database: have its server back it up, or move it into a file first',
    )
    process.exit(2)
  }
  try {
    const made = await backup(resolve(process.env.DATA_DIR || '.data'), to, keysTo, new Date())
    const sealed = 'recipients' in keysTo
    const where = keysTo.folder ?? `${to}/${SEALED}`
    console.log(`backed up ${Object.keys(made.files).length} files to ${to}, keys to ${where}`)
    if (!sealed)
      console.warn(
        `注意 / warning: 密钥未加密，请把 ${where} 另行保管，或用 --keys-recipient 加密 / the keys in ${where} are not encrypted: keep them elsewhere, or give --keys-recipient`,
      )
  } catch (error) {
    console.error(`备份失败 / backup failed: ${error instanceof Error ? error.message : error}`)
    process.exit(1)
  }
}

function readArguments(): { to: string; keysTo: KeysTo } {
  try {
    const { values } = parseArgs({
      options: {
        to: { type: 'string' },
        'keys-to': { type: 'string' },
        'keys-recipient': { type: 'string', multiple: true },
      },
    })
    const given = values['keys-recipient'] ?? (process.env.BACKUP_KEYS_RECIPIENT ?? '').split(/[\s,]+/).filter(Boolean)
    const [first, ...others] = given
    const folder = values['keys-to'] ?? null
    if (values.to && first) return { to: values.to, keysTo: { recipients: [first, ...others], folder } }
    if (values.to && folder) return { to: values.to, keysTo: { folder } }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
  console.error(USAGE)
  process.exit(2)
}
