import { join } from 'node:path'
import { seedDemo } from '#db/seed.ts'
import { shippedBureau } from './bureau.ts'
import type { Config } from './config.ts'
import { type DataDir, openDataDir } from './data-dir.ts'
import { bringDatabase, isRemote, openCurrent, openDatabase } from './database.ts'
import { burnBoxes } from './photo-node.ts'
import { StartRefused } from './refuse.ts'
import { buildSite } from './site.ts'
import { folderStore } from './store-node.ts'

/** `npm run build`: the site into `dist`, for those who want it built before the first start. */
export async function build(): Promise<void> {
  console.log(`built ${await buildSite()}`)
  process.exit(0)
}

/** `npm run migrate`: brings the database to this version; a file's instance is stopped, a remote one's need not be. */
export async function migrate(config: Config): Promise<void> {
  const data = await openDataDir(config.dataDir, config.demo)
  const db = await openDatabase(config)
  await bringDatabase(db, config, data, folderStore(join(data.path, 'photos')))
  end(db, data, 'migrated')
}

/** `npm run seed`: a demo bureau in an empty database. */
export async function seed(config: Config): Promise<void> {
  const data = await openDataDir(config.dataDir, config.demo)
  if (!data.demo) throw new StartRefused('正式实例不能写入演示数据', 'a real instance takes no demo data')
  const { db, seeded } = await openMemory(config, data, true)
  end(db, data, seeded > 0 ? `seeded ${seeded} cases and filings` : 'the demo bureau is there already')
}

/**
 * The database at this version and the store of files. A demo in a file is filled when it is empty; a remote one only by
 * `npm run seed`, as several processes may start at once.
 */
export async function openMemory(config: Config, data: DataDir, fills = !isRemote(config)) {
  const store = folderStore(join(data.path, 'photos'))
  const db = await openCurrent(config, data, store)
  const filling = data.demo && fills
  const into = { db, store, burnBoxes, secrets: data.secrets, bureau: shippedBureau() }
  const seeded = filling ? await seedDemo(into, new Date()) : 0
  return { db, store, seeded }
}

/** Ends a program that has done its work; the renderer would keep the process open. */
export function end(db: { close(): void }, data: DataDir, said: string): never {
  db.close()
  data.lock.release()
  console.log(said)
  process.exit(0)
}
