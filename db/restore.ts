import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { assertStored, assertWhole, countRows, openCopy } from './backup/database.ts'
import { openKeys, SEALED, writeKeys } from './backup/keys.ts'
import { assertKeys, checkManifest, type Manifest } from './backup/manifest.ts'
import { copyRead, inEmpty, syncTree } from './backup/tree.ts'
import { isMigrated } from './migrate.ts'

/**
 * Makes a data folder from a backup and its keys: a folder of keys, or an age file and the text of an identity file.
 * Everything is checked before and after: the manifest against every file and key, the database for integrity and its
 * rows, photos and documents against the rows that name them. The mark comes last: a folder with a database and no mark
 * does not start. A restore that fails leaves the folder empty.
 * @returns the manifest of the backup
 * @throws when the target is not empty, anything is missing, changed or more than the manifest says, the keys are those
 * of another instance, or the database is of a newer version than this program
 */
export async function restore(
  from: string,
  keysFrom: string,
  dataDir: string,
  identity: string | null = null,
): Promise<Manifest> {
  return inEmpty(dataDir, async () => {
    const manifest = await checkManifest(from)
    const keys = await openKeys(keysFrom, identity)
    assertKeys(keys, manifest)
    const bring = async (path: string) => {
      const digest = await copyRead(join(from, path), join(dataDir, path))
      if (digest?.sha256 !== manifest.files[path]?.sha256) throw new Error(`${path} did not arrive as it was`)
    }
    await bring('jingtu.db')
    await checkDatabase(join(dataDir, 'jingtu.db'), manifest)
    await mkdir(join(dataDir, 'photos'), { recursive: true, mode: 0o700 })
    for (const path of Object.keys(manifest.files)) if (/^(photos|record)\//.test(path)) await bring(path)
    await mkdir(join(dataDir, 'keys'), { mode: 0o700 })
    await writeKeys(keys, join(dataDir, 'keys'))
    await syncTree(dataDir)
    await bring('mark.json')
    await syncTree(dataDir)
    return manifest
  })
}

async function checkDatabase(path: string, manifest: Manifest): Promise<void> {
  const copy = openCopy(path)
  try {
    // For what it refuses: a newer version's.
    await isMigrated({ query: (sql) => copy.execute(sql) })
    await assertWhole(copy)
    const rows = await countRows(copy)
    for (const [table, count] of Object.entries(manifest.rows ?? {}))
      if (rows[table] !== count) throw new Error(`${table} has ${rows[table]} rows, not ${count}`)
    await assertStored(copy, async (key) => manifest.files[`photos/${key}`])
  } finally {
    copy.close()
  }
}

/** How long ago a backup was made, in the largest unit that says something. */
export function ageOf(made: string, now: Date): string {
  const minutes = Math.max(0, Math.round((now.getTime() - Date.parse(made)) / 60_000))
  if (minutes < 120) return `${minutes} 分钟 / ${minutes} minutes`
  const hours = Math.round(minutes / 60)
  if (hours < 72) return `${hours} 小时 / ${hours} hours`
  const days = Math.round(hours / 24)
  return `${days} 天 / ${days} days`
}

const USAGE = `用法 / usage: DATA_DIR=<empty folder> npm run restore -- --from <folder> [--keys-from <folder or age file>] [--identity <file>]`

if (import.meta.main) {
  const { from, keysFrom, identity } = readArguments()
  try {
    const dataDir = resolve(process.env.DATA_DIR || '.data')
    const { made } = await restore(from, keysFrom, dataDir, identity && (await readFile(identity, 'utf8')))
    const age = ageOf(made, new Date())
    console.log(`restored to ${dataDir}`)
    console.log(`备份时间 / made: ${made}（${age}）；此后的内容不在其中 / what came after is not in it`)
  } catch (error) {
    console.error(`恢复失败 / restore failed: ${error instanceof Error ? error.message : error}`)
    process.exit(1)
  }
}

function readArguments(): { from: string; keysFrom: string; identity: string | null } {
  try {
    const { values } = parseArgs({
      options: { from: { type: 'string' }, 'keys-from': { type: 'string' }, identity: { type: 'string' } },
    })
    const { from, identity = null } = values
    const keysFrom = values['keys-from'] ?? (from && identity && join(from, SEALED))
    if (from && keysFrom) return { from, keysFrom, identity }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
  console.error(USAGE)
  process.exit(2)
}
