import { mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readCheckpoint } from '#domain/log/checkpoint.ts'
import { MARK, markOf, readPublic } from './backup/checkpoint.ts'
import { assertStored, assertWhole, countRows, openCopy } from './backup/database.ts'
import { openKeys, SEALED, writeKeys } from './backup/keys.ts'
import { assertKeys, checkManifest, type Manifest } from './backup/manifest.ts'
import { copyRead, inEmpty, syncTree } from './backup/tree.ts'
import { isMigrated } from './migrate.ts'

/**
 * Makes a data folder from a backup and its keys: a folder of keys, or an age file and the text of an identity file.
 * Everything is checked before and after: the manifest against every file and key, the database for integrity and its
 * rows, photos and documents against the rows that name them. The mark comes last: a folder with a database and no mark
 * does not start. A restore that fails leaves the folder empty. `checkpoint` is the last one that was public, word for word:
 * with it the log goes on only from there.
 * @returns the manifest of the backup
 * @throws when the target is not empty, anything is missing, changed or more than the manifest says, the keys are those
 * of another instance, or the database is of a newer version than this program
 */
export async function restore(
  from: string,
  keysFrom: string,
  dataDir: string,
  identity: string | null = null,
  checkpoint: string | null = null,
): Promise<Manifest> {
  return inEmpty(dataDir, async () => {
    const manifest = await checkManifest(from)
    const keys = await openKeys(keysFrom, identity)
    assertKeys(keys, manifest)
    if (checkpoint !== null) keys.set(MARK, new TextEncoder().encode(await markOf(checkpoint, keys)))
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

/** How the log of a copy of `leaves` leaves goes on. */
function logSaid(leaves: number, last: string | null): string {
  if (last === null)
    return `日志到第 ${leaves} 条；如果此后公开过更新的检查点，请勿启动，清空目录后加 --checkpoint <文件或网址> 重新恢复 / the log has ${leaves} leaves: if a later checkpoint was ever public, do not start; empty the folder and restore with --checkpoint <file or URL of the last one>`
  const { size } = readCheckpoint(last.slice(0, last.indexOf('\n\n') + 1))
  return size > leaves
    ? `备份里的日志只有 ${leaves} 条，已公开 ${size} 条：日志将停在已公开处，请找更新的备份 / the log stands still: this copy has ${leaves} of the ${size} leaves that are public; look for a newer one`
    : `日志从第 ${leaves} 条继续 / the log goes on from ${leaves} leaves`
}

const USAGE = `用法 / usage: DATA_DIR=<empty folder> npm run restore -- --from <folder> [--keys-from <folder or age file>] [--identity <file>] [--checkpoint <file or URL>]
--checkpoint: 网站最后公开的日志检查点（/log/checkpoint）；此后公开过而备份里没有的，日志不会另写一份 / the last public checkpoint of the log`

if (import.meta.main) {
  const { from, keysFrom, identity, checkpoint } = readArguments()
  try {
    const dataDir = resolve(process.env.DATA_DIR || '.data')
    const opening = identity && (await readFile(identity, 'utf8'))
    const last = checkpoint && (await readPublic(checkpoint))
    const { made, rows } = await restore(from, keysFrom, dataDir, opening, last)
    const age = ageOf(made, new Date())
    console.log(`restored to ${dataDir}`)
    console.log(logSaid(rows?.log_leaves ?? 0, last))
    console.log(`备份时间 / made: ${made}（${age}）；此后的内容不在其中 / what came after is not in it`)
  } catch (error) {
    console.error(`恢复失败 / restore failed: ${error instanceof Error ? error.message : error}`)
    process.exit(1)
  }
}

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        from: { type: 'string' },
        'keys-from': { type: 'string' },
        identity: { type: 'string' },
        checkpoint: { type: 'string' },
      },
    })
    const { from, identity = null, checkpoint = null } = values
    const keysFrom = values['keys-from'] ?? (from && identity && join(from, SEALED))
    if (from && keysFrom) return { from, keysFrom, identity, checkpoint }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
  console.error(USAGE)
  process.exit(2)
}
