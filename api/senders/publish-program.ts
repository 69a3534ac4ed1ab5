import { join } from 'node:path'
import type { Engine } from '#db/engine.ts'
import { isMigrated } from '#db/migrate.ts'
import { openEngine } from '#db/open.ts'
import type { PhotoStore } from '../env.ts'
import { readBureau } from './bureau.ts'
import type { Config } from './config.ts'
import { type DataDir, openDataDir } from './data-dir.ts'
import { faultAt } from './fault.ts'
import { filedBytes } from './filed.ts'
import { openLog } from './log.ts'
import { askServer } from './publish-door.ts'
import { openPublisher } from './publisher.ts'
import { StartRefused } from './refuse.ts'
import { builtHash, builtSite, loadSite } from './site.ts'
import { folderStore } from './store-node.ts'

/**
 * `npm run publish`: what was decided becomes pages. Asks the server of the data folder, or, where none runs, does it
 * itself. With `--full` everything is built anew from the record.
 */
export async function publish(config: Config): Promise<void> {
  const full = process.argv.includes('--full')
  const told = await askServer(config.dataDir, { full })
  if (told) {
    if (!told.ok)
      throw new StartRefused(`运行中的服务未能发布：${told.why}`, `the server couldn't publish: ${told.why}`)
    if ('changed' in told) console.log(`the server ${said(told.full ? null : told.changed)}`)
    process.exit(0)
  }
  const data = await openDataDir(config.dataDir, config.demo)
  const store = folderStore(join(data.path, 'photos'))
  const [db, built] = await Promise.all([openMigrated(config, data, store), openBuilt(data.path)])
  const origin = config.origin ?? `http://localhost:${config.port}`
  const step = faultAt(process.env.FAULT_AT)
  const log = await openLog({
    db,
    dataDir: data.path,
    origin,
    demo: data.demo,
    now: () => new Date(),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    step,
    report: (error) => console.error(error instanceof Error ? error.message : 'the log stands still'),
  })
  const publisher = openPublisher({
    db,
    dataDir: data.path,
    built,
    about: {
      bureau: await readBureau(db),
      demo: data.demo,
      origin,
      turnstileSiteKey: config.turnstile?.siteKey ?? null,
    },
    filed: filedBytes(db, store),
    figures: async (at) => (await import('#db/figures.ts')).countHomeFigures(db, at),
    now: () => new Date(),
    step,
    log: log.bring,
  })
  let changed = await publisher.bring()
  if (full && changed) {
    await publisher.rebuild()
    changed = null
  }
  await publisher.tables()
  await publisher.duty()
  db.close()
  data.lock.release()
  console.log(said(changed ? changed.length : null))
  // The renderer holds a message channel open.
  process.exit(0)
}

function said(changed: number | null): string {
  if (changed === null) return 'published everything anew'
  return changed === 0 ? 'published: nothing changed' : `published ${changed} files`
}

/** The built site and its renderer. */
export async function openBuilt(dataDir: string) {
  const folder = await builtSite(dataDir)
  const [hash, { render }] = await Promise.all([builtHash(folder), loadSite(folder)])
  return { folder, hash, render }
}

/** A file that is at this version, which is the rule, is opened without the builders that take long to load. */
export async function openMigrated(config: Config, data: DataDir, store: PhotoStore): Promise<Engine> {
  if (config.databaseUrl.startsWith('file:')) {
    const engine = await openEngine(config.databaseUrl)
    if (await isMigrated(engine)) return engine
    engine.close()
  }
  return (await import('./database.ts')).openCurrent(config, data, store)
}
