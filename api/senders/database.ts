import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Db } from '#db/engine.ts'
import { claimInstance, findInstance } from '#db/instance.ts'
import { isMigrated, migrateDb } from '#db/migrate.ts'
import type { PhotoStore } from '../env.ts'
import type { Config } from './config.ts'
import type { DataDir } from './data-dir.ts'
import { StartRefused } from './refuse.ts'

/** The database of this process, wherever it is; a remote one may be that of several. */
export async function openDatabase(config: Config): Promise<Db> {
  if (isRemote(config))
    return (await import('#db/remote.ts')).openRemote({ url: config.databaseUrl, token: config.databaseToken })
  return (await import('#db/open.ts')).openDb(config.databaseUrl)
}

export function isRemote({ databaseUrl }: Pick<Config, 'databaseUrl'>): boolean {
  return !databaseUrl.startsWith('file:')
}

/**
 * A database at this version. A file, which is this process's alone, is brought to it; a remote one, which others may be
 * working on with the version before, only by `npm run migrate`.
 * @throws StartRefused for a remote one that is behind, or belongs to other keys or photos than this data folder's
 */
export async function openCurrent(config: Config, data: DataDir, store: PhotoStore): Promise<Db> {
  const db = await openDatabase(config)
  if (!isRemote(config)) {
    await migrateDb(db)
    return db
  }
  await assertAnswers(db)
  if (!(await isMigrated(db)))
    throw new StartRefused(
      '远程数据库还不是这一版，请先运行 npm run migrate',
      'the remote database is not at this version yet: run npm run migrate first',
    )
  await assertOurs(db, data, store)
  return db
}

/**
 * Brings the database to this version. A remote one that nobody has claimed becomes this data folder's: processes that
 * come later need the same keys and the same photos.
 */
export async function bringDatabase(db: Db, config: Config, data: DataDir, store: PhotoStore): Promise<void> {
  if (isRemote(config)) await assertAnswers(db)
  await migrateDb(db)
  if (!isRemote(config)) return
  if (!(await findInstance(db))) {
    const id = bytesToHex(crypto.getRandomValues(new Uint8Array(16)))
    await store.put(id, utf8ToBytes('jingtu: the photos of this folder belong to one database\n'))
    await claimInstance(db, { id, demo: data.demo, keys: knownBy(data) })
  }
  await assertOurs(db, data, store)
}

async function assertAnswers(db: Db): Promise<void> {
  const state = await db.ready()
  if (!state.ok) throw new StartRefused(`连不上数据库（${state.why}）`, `the database can't be used (${state.why})`)
}

async function assertOurs(db: Db, data: DataDir, store: PhotoStore): Promise<void> {
  const found = await findInstance(db)
  if (!found)
    throw new StartRefused(
      '远程数据库还没有归属，请先运行 npm run migrate',
      'the remote database belongs to no instance yet: run npm run migrate first',
    )
  if (found.keys !== knownBy(data))
    throw new StartRefused(
      `远程数据库用的是另一套密钥，请把那套密钥放进 ${data.path}/keys`,
      `the remote database belongs to other keys; put those into ${data.path}/keys`,
    )
  if (found.demo !== data.demo)
    throw new StartRefused(
      `远程数据库是${found.demo ? '演示' : '正式'}实例，与数据目录不符`,
      `the remote database is marked ${found.demo ? 'demo' : 'real'}, which the data folder contradicts`,
    )
  if (!(await store.get(found.id)))
    throw new StartRefused(
      `${data.path}/photos 不是这个数据库的照片目录，请挂载各进程共用的那一个`,
      `${data.path}/photos is not the folder of this database's photos; mount the one all processes share`,
    )
}

/** A hash by which 256-bit keys are known again and nothing else. */
function knownBy({ secrets }: DataDir): string {
  const { receipt, pepper, mail, work, session } = secrets
  return bytesToHex(hmac(sha256, concatBytes(receipt, pepper, mail, work, session), utf8ToBytes('jingtu-instance-v1')))
}
