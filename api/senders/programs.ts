import { join } from 'node:path'
import { migrateDb } from '#db/migrate.ts'
import { openDb } from '#db/open.ts'
import { seedDemo } from '#db/seed.ts'
import { readBureau } from './bureau.ts'
import type { Config } from './config.ts'
import { type DataDir, openDataDir } from './data-dir.ts'
import { StartRefused } from './refuse.ts'
import { buildSite } from './site.ts'
import { folderStore } from './store-node.ts'

/** `npm run build`: the site into `dist`, for those who want it built before the first start. */
export async function build(): Promise<void> {
  console.log(`built ${await buildSite()}`)
  process.exit(0)
}

/** `npm run migrate`: brings the database of a stopped instance to this version. */
export async function migrate(config: Config): Promise<void> {
  const data = await openDataDir(config.dataDir, config.demo)
  const db = await openDb(config.databaseUrl)
  await migrateDb(db)
  end(db, data, 'migrated')
}

/** `npm run seed`: a demo bureau in an empty data folder. */
export async function seed(config: Config): Promise<void> {
  const data = await openDataDir(config.dataDir, config.demo)
  if (!data.demo) throw new StartRefused('正式实例不能写入演示数据', 'a real instance takes no demo data')
  const { db, seeded } = await openMemory(config, data)
  end(db, data, seeded > 0 ? `seeded ${seeded} cases and filings` : 'the demo bureau is there already')
}

/** The database at this version and the store of files; a demo is filled when it is empty. */
export async function openMemory(config: Config, data: DataDir) {
  const db = await openDb(config.databaseUrl)
  await migrateDb(db)
  const store = folderStore(join(data.path, 'photos'))
  const seeded = data.demo ? await seedDemo({ db, store, secrets: data.secrets, bureau: readBureau() }, new Date()) : 0
  return { db, store, seeded }
}

/** Ends a program that has done its work; the renderer would keep the process open. */
export function end(db: { close(): void }, data: DataDir, said: string): never {
  db.close()
  data.lock.release()
  console.log(said)
  process.exit(0)
}
