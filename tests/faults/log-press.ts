import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { faultAt } from '#api/senders/fault.ts'

/**
 * A small instance that publishes, takes tips, decides cases and keeps the log of it all, round after round; started
 * again it goes on where it was. `DATA_DIR`, `FAULT_AT`; as arguments: how many rounds. Says after each how the log stands.
 * Steps to die at are those of the product (`log:…`), and those around signing, the commit and the mark.
 */
const DAYS_A_ROUND = 3
const [rounds = '0'] = process.argv.slice(2)
const dataDir = process.env.DATA_DIR ?? ''
const passed = faultAt(process.env.FAULT_AT)
/** What comes before the first round is starting, not logging. */
let isUnderWay = false
const step = (name: string) => {
  if (isUnderWay && /^(log|mark|sign|commit):/.test(name)) passed(name)
}

const sign = crypto.subtle.sign.bind(crypto.subtle)
crypto.subtle.sign = async (...given: Parameters<typeof sign>) => {
  step('sign:before')
  const signature = await sign(...given)
  step('sign:after')
  return signature
}
const rename = fs.promises.rename
fs.promises.rename = async (from, to) => {
  const isMark = String(to).endsWith('log.mark')
  if (isMark) step('mark:before')
  await rename(from, to)
  if (isMark) step('mark:after')
}
syncBuiltinESMExports()

const { openLog } = await import('#api/senders/log.ts')
const { openPublisher } = await import('#api/senders/publisher.ts')
const { loadSite } = await import('#api/senders/site.ts')
const { migrateDb } = await import('#db/migrate.ts')
const { openDb } = await import('#db/open.ts')
const { insertPublication, lastPosition } = await import('#db/publication.ts')
const { addDays } = await import('#domain/clock.ts')
const { bureau } = await import('../fixtures/bureau.ts')
const { fileTip, handle } = await import('../fixtures/residents.ts')
const { World } = await import('../fixtures/world.ts')
const { plainSite } = await import('../tree.ts')

const db = await openDb(`file:${join(dataDir, 'jingtu.db')}`)
await migrateDb(db)
const write = db.write
db.write = async (statements) => {
  const isLog = statements.some((one) => JSON.stringify(one).includes('log_state'))
  if (isLog) step('commit:before')
  const written = await write(statements)
  if (isLog) step('commit:after')
  return written
}

const count = async (table: string) => Number((await db.query(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n)
let filed = await count('tips')
const today = () => addDays('2026-01-01', filed * DAYS_A_ROUND)
const now = () => new Date(`${today()}T09:00:00+08:00`)
const built = plainSite(join(dataDir, 'built'))
const { render } = await loadSite(built.folder)
const log = await openLog({
  db,
  dataDir,
  origin: 'https://example.invalid',
  demo: true,
  now,
  random: (length) => new Uint8Array(randomBytes(length)),
  step,
  report: (error) => void process.stdout.write(`report ${error instanceof Error ? error.message : error}\n`),
})
const publisher = openPublisher({
  db,
  dataDir,
  built: { ...built, render },
  about: { bureau, demo: true, origin: 'https://example.invalid', turnstileSiteKey: null },
  filed: async () => null,
  figures: async () => ({ week: '2026-W01', weekEndsOn: '2026-01-04', open: '7', answered: '9', overdue: '0' }),
  now,
  step: () => {},
  log: log.bring,
})
await publisher.bring()
process.stdout.write('ready http://localhost\n')
isUnderWay = true

const world = new World(11, 2)
const position = await lastPosition(db)
for (let n = 0; n < position; n++) world.next('2026-01-01')
for (let n = 0; n < Number(rounds); n++) {
  const { record, year } = world.next('2026-01-01')
  await db.write(insertPublication(record, year))
  await publisher.replay()
  await fileTip(db, filed, now())
  filed += 1
  const { rows } = await db.query("SELECT id FROM cases WHERE state NOT IN ('closed', 'rejected') ORDER BY n")
  for (const [at, row] of rows.entries()) if (at % 3 === n % 3) await handle(db, String(row.id), now(), at % 5 === 4)
  await log.batch()
  const standing = log.standing()
  process.stdout.write(`round ${standing.ok ? 'signed' : standing.why}\n`)
}
process.stdout.write('done\n')
db.close()
process.exit(0)
