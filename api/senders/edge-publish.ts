import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { publishFigures } from '#db/figures/publish.ts'
import { countHomeFigures } from '#db/figures.ts'
import { holdLock } from '#db/lock.ts'
import { isMigrated } from '#db/migrate.ts'
import { openRemote } from '#db/remote.ts'
import { readBureau } from './bureau.ts'
import { openBuckets } from './edge-buckets.ts'
import { readEdgePublishing } from './edge-config.ts'
import { pressForEdge } from './edge-press.ts'
import { faultAt } from './fault.ts'
import { StartRefused } from './refuse.ts'
import { builtHash, builtSite, loadSite } from './site.ts'

/** The options of wrangler's own commands, and ours. */
const OPTIONS = {
  remote: { type: 'boolean', default: false },
  'persist-to': { type: 'string' },
  config: { type: 'string', default: fileURLToPath(new URL('../../wrangler.toml', import.meta.url)) },
  full: { type: 'boolean', default: false },
  'take-over': { type: 'boolean', default: false },
} as const

/**
 * `npm run publish:edge`: what was decided becomes pages in the bucket of the Worker: of `wrangler dev` on this machine,
 * or with `-- --remote` at Cloudflare. Settings are those of the Worker (`wrangler.toml`), the environment over them.
 * Works in `DATA_DIR/edge`, of which all but `keys/` can be lost: this machine is the only one that signs the log.
 */
export async function publishEdge(): Promise<void> {
  const { values: asked } = parseArgs({ args: process.argv.slice(3), options: OPTIONS })
  const folder = join(resolve(process.env.DATA_DIR || '.data'), 'edge')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const lock = await holdLock(join(folder, 'lock.db'))
  if (!lock)
    throw new StartRefused(
      `另一个进程正在用 ${folder} 发布，请等它结束`,
      `another process is publishing from ${folder}; wait for it`,
    )
  const { remote, 'persist-to': persistTo, config } = asked
  const buckets = await openBuckets({ config, scratch: folder, remote, ...(persistTo && { persistTo }) })
  const set = readEdgePublishing({ ...buckets.vars, ...process.env })
  const db = openRemote({ url: set.DATABASE_URL, token: set.DATABASE_AUTH_TOKEN })
  // Its tables are brought to this version by hand, with the Worker: never by whoever happens to publish first.
  if (!(await isMigrated(db)))
    throw new StartRefused(
      '数据库还是旧版本，请先运行 npm run migrate',
      'the database is of an older version: npm run migrate',
    )
  const bureau = await readBureau(db)
  const built = await builtSite(folder)
  await publishFigures(db, new Date(), bureau)
  const { put, removed, same } = await pressForEdge({
    db,
    folder,
    buckets,
    built: { folder: built, hash: await builtHash(built), ...(await loadSite(built)) },
    about: {
      bureau,
      demo: set.DEMO === '1',
      origin: set.ORIGIN,
      turnstileSiteKey: set.TURNSTILE_SITE_KEY ?? null,
    },
    figures: (at) => countHomeFigures(db, at),
    now: () => new Date(),
    step: faultAt(process.env.FAULT_AT),
    takeOver: asked['take-over'],
    full: asked.full,
    report: (error) => console.error(error instanceof Error ? error.message : 'the log stands still'),
  })
  db.close()
  await buckets.close()
  lock.release()
  console.log(`deployed: ${put.length} put, ${removed.length} removed, ${same} as they were`)
  // The renderer holds a message channel open.
  process.exit(0)
}
