import { BlockList } from 'node:net'
import { join } from 'node:path'
import { Hono } from 'hono'
import type { App } from '#api/env.ts'
import { faultAt } from '#api/senders/fault.ts'
import { listen } from '#api/senders/listen.ts'
import { openPublisher } from '#api/senders/publisher.ts'
import { builtHash, builtSite, loadSite } from '#api/senders/site.ts'
import { staticFiles } from '#api/senders/static.ts'
import { isMigrated, migrateDb } from '#db/migrate.ts'
import { openDb, openEngine } from '#db/open.ts'
import { insertPublication, lastPosition } from '#db/publication.ts'
import { addDays } from '#domain/clock.ts'
import { bureau } from '../fixtures/bureau.ts'
import { World } from '../fixtures/world.ts'

/**
 * A small server that does nothing but publish: the publisher, the database and the static answers of the product, and
 * the made-up district of `World`, one publication after another. Started again it goes on where it was.
 * `DATA_DIR`, `PORT`, `FAULT_AT`; as arguments: how many publications, and what comes after them (`night`, `rebuild`).
 */
const [count = '0', ...after] = process.argv.slice(2)
const dataDir = process.env.DATA_DIR ?? ''
const url = `file:${join(dataDir, 'jingtu.db')}`
const first = await openEngine(url)
const ready = await isMigrated(first)
first.close()
const db = ready ? await openEngine(url) : await openDb(url)
if (!ready) await migrateDb(db as Awaited<ReturnType<typeof openDb>>)

const folder = await builtSite(join(import.meta.dirname, '../.artifacts/site'))
const { render } = await loadSite(folder)
let today = '2026-03-01'
const figures = { week: '2026-W09', weekEndsOn: '2026-03-01', open: '7', answered: '9', overdue: '0' }
const publisher = openPublisher({
  db,
  dataDir,
  built: { folder, hash: await builtHash(folder), render },
  about: { bureau, demo: true, origin: 'https://example.invalid', turnstileSiteKey: null },
  filed: async () => null,
  figures: async () => figures,
  now: () => new Date(`${today}T09:00:00+08:00`),
  step: faultAt(process.env.FAULT_AT),
})
await publisher.bring()

const serve = staticFiles(join(dataDir, 'site'))
const app = new Hono<App>()
app.notFound(async (c) => (await serve(c)) ?? c.text('nothing here', 404))
await listen({ host: '127.0.0.1', port: Number(process.env.PORT ?? 0), trustedProxies: new BlockList() }, (request) =>
  app.fetch(request),
)
process.stdout.write('ready http://localhost\n')

const world = new World(7, 3)
const published = await lastPosition(db)
for (let n = 0; n < published; n++) world.next(today)
for (let n = 0; n < Number(count); n++) {
  const { record, year } = world.next(today)
  await db.write(insertPublication(record, year))
  await publisher.replay()
  process.stdout.write(`published ${record.kind} v${record.version}${record.withdrawn ? ' withdrawn' : ''}\n`)
}
for (const what of after) {
  if (what === 'night') today = addDays(today, 1)
  await (what === 'night' ? publisher.night() : publisher.rebuild())
  process.stdout.write(`${what} done\n`)
}
process.stdout.write('done\n')
process.on('SIGTERM', () => process.exit(0))
