import { join } from 'node:path'
import { shippedBureau } from '#api/senders/bureau.ts'
import { openDataDir } from '#api/senders/data-dir.ts'
import { openLog } from '#api/senders/log.ts'
import { openPublisher } from '#api/senders/publisher.ts'
import { builtHash, builtSite, loadSite } from '#api/senders/site.ts'
import { countHomeFigures } from '#db/figures.ts'
import { openDb } from '#db/open.ts'
import { insertPublication } from '#db/publication.ts'
import { searchRecords } from '#db/search.ts'
import type { PublicRecord } from '#domain/record.ts'
import { chance } from '../fixtures/chance.ts'
import { Heap } from './records.ts'

/** What a process that publishes one record after another tells of it: milliseconds by the clock and of its own, counts. */
export type Pressed = {
  times: { correction: number[]; filing: number[] }
  /** Until everything is done, the leaf in the log too where there is one. */
  whole: number[]
  cpu: number[]
  files: number[]
  found: number[]
  missed: number
}

/**
 * A process like the server's that publishes `count` records of a heap one by one, drawn from all over it: every second
 * one a correction, the others a new year. Timed from the batch that publishes to when the approval is answered: it is on
 * the disk at its addresses, and only pages that count it are still to follow (they are in the CPU time). Then, `renames` times, a new name for
 * an enterprise and how long after it is published it is found by it. With `log`, publications get their leaves. `DATA_DIR`,
 * `ORIGIN`; prints `Pressed`.
 */
const [size, count, renames] = process.argv.slice(2).map(Number) as [number, number, number]
const data = await openDataDir(process.env.DATA_DIR ?? '', null)
const db = await openDb(`file:${join(data.path, 'jingtu.db')}`)
const folder = await builtSite(data.path)
const { render } = await loadSite(folder)
const about = { demo: data.demo, origin: process.env.ORIGIN ?? '' }
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const step = () => {}
const report = (error: unknown) => {
  throw error
}
const log =
  process.argv[5] === 'log'
    ? await openLog({ db, dataDir: data.path, ...about, now: () => new Date(), random, step, report })
    : null
const publisher = openPublisher({
  db,
  dataDir: data.path,
  built: { folder, hash: await builtHash(folder), render },
  about: { bureau: shippedBureau(), ...about, turnstileSiteKey: null },
  filed: async () => null,
  figures: (at) => countHomeFigures(db, at),
  now: () => new Date(),
  step,
  ...(log && { log: log.bring }),
})
await publisher.bring()

const heap = new Heap()
const enterprises = heap.enterprises(size)
const draw = chance(size)
const drawn = new Set<number>()
const pressed: Pressed = { times: { correction: [], filing: [] }, whole: [], cpu: [], files: [], found: [], missed: 0 }
/** Until code and caches are warm, as they are in a process that has run for a while. */
const WARM = 20
for (let n = -WARM; n < count; n++) {
  const kind = n % 2 === 0 ? 'correction' : 'filing'
  const { record, year } = await following(another(), kind === 'filing' ? 2026 : 2021 + Math.floor(draw() * 5))
  const [began, before] = [performance.now(), process.cpuUsage()]
  await db.write(insertPublication(record, year))
  let shown = Number.NaN
  const changed = await publisher.replay(() => {
    shown = performance.now() - began
  })
  if (n < 0) continue
  pressed.times[kind].push(shown)
  pressed.whole.push(performance.now() - began)
  const { user, system } = process.cpuUsage(before)
  pressed.cpu.push((user + system) / 1000)
  pressed.files.push(changed.length)
}
for (let n = 0; n < renames; n++) {
  const { record } = heap.enterprise(another())
  const name = `郑州更名${size}之${n}号${record.title.slice(4, 8)}实业有限公司`
  const version = (await versionOf(record)) + 1
  const renamed = { ...record, version, title: name, data: { ...record.data, name } } as PublicRecord
  await db.write(insertPublication(renamed, null))
  const began = performance.now()
  const { items } = await searchRecords(db, name, null, 20)
  pressed.found.push(performance.now() - began)
  if (items[0]?.id !== record.id || items[0].title !== name) pressed.missed += 1
}
await publisher.replay()
db.close()
data.lock.release()
process.stdout.write(`${JSON.stringify(pressed)}\n`)
process.exit(0)

/** The next version of what an enterprise files for a year: its first when there is none. */
async function following(enterprise: number, year: number) {
  const { record } = heap.disclosure(enterprise, year)
  return heap.disclosure(enterprise, year, (await versionOf(record)) + 1)
}

async function versionOf({ kind, id }: PublicRecord): Promise<number> {
  const { rows } = await db.query('SELECT max(version) FROM publications WHERE kind = ? AND id = ?', [kind, id])
  return Number(rows[0]?.[0] ?? 0)
}

/** An enterprise that was not drawn yet. */
function another(): number {
  for (;;) {
    const n = Math.floor(draw() * enterprises)
    if (!drawn.has(n) && drawn.add(n)) return n
    if (drawn.size >= enterprises) drawn.clear()
  }
}
