import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import canonicalize from 'canonicalize'
import { openLog } from '#api/senders/log.ts'
import { placesToCheck } from '#api/senders/log-check.ts'
import type { Db } from '#db/engine.ts'
import { COMPARISONS, checkLog } from '#db/log/check.ts'
import { findEntry, proofOf, readLogState } from '#db/log.ts'
import { migrateDb } from '#db/migrate.ts'
import { openDb } from '#db/open.ts'
import { readVkey } from '#domain/log/note.ts'
import { bureau } from '../fixtures/bureau.ts'
import { chance } from '../fixtures/chance.ts'
import type { District } from './district.ts'
import { checkInBrowser } from './log-browser.ts'
import { Heap } from './records.ts'
import { at, goal, type Row } from './table.ts'

const PROOFS = 50
const CHECKS_IN_BROWSER = 12
const ONE_BY_ONE = 120
const ORIGIN = 'https://bench.invalid'
/** What a check of the log alone holds it against: no page and no record folder is made here. */
const OF_THE_LOG = ['state', 'leaves', 'tree', 'files', 'publications'] as const

/**
 * The log at each size: everything appended, signed and published at once; one proof; one record checked in a browser, from
 * nothing; the check of the night. Then one publication in a running process, with its leaf beside without.
 */
export async function logRows(district: District, sizes: number[], say: (text: string) => void): Promise<Row[]> {
  const rows: Row[] = []
  for (const size of sizes) rows.push(...(await rowsAt(size, say)))
  say('one record with its leaf')
  await district.grow(1000)
  await district.publish()
  const bare = await district.press(ONE_BY_ONE, 0)
  const logged = await district.press(ONE_BY_ONE, 0, true)
  const shown = [...logged.times.correction, ...logged.times.filing]
  const before = [...bare.times.correction, ...bare.times.filing]
  rows.push({
    what: `one record of ${district.size} with its leaf`,
    took: `p50 ${ms(at(shown, 0.5))} ms to its pages, ${ms(at(logged.whole, 0.5))} ms to the signed checkpoint, p99 ${ms(at(shown, 0.99))} and ${ms(at(logged.whole, 0.99))} ms`,
    beside: `without: p50 ${ms(at(before, 0.5))} ms to its pages, ${ms(at(bare.whole, 0.5))} ms to the end; CPU ${ms(at(logged.cpu, 0.5))} beside ${ms(at(bare.cpu, 0.5))} ms`,
    goal: `${goal(at(shown, 0.5) <= 30, 'p50 ≤ 30 ms')}; ${goal(at(shown, 0.99) <= 100, 'p99 ≤ 100 ms')}`,
  })
  return rows
}

async function rowsAt(size: number, say: (text: string) => void): Promise<Row[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jingtu-bench-log-'))
  const db = await openDb(`file:${join(dataDir, 'jingtu.db')}`)
  try {
    await migrateDb(db)
    say(`log of ${size} leaves: filling`)
    await fill(db, size)
    say(`log of ${size} leaves: appending`)
    const appended = await append(db, dataDir, size)
    const proved = await prove(db, size)
    say(`log of ${size} leaves: in a browser`)
    const checked = await checkInBrowser(db, dataDir, size, CHECKS_IN_BROWSER)
    say(`log of ${size} leaves: the check of the night`)
    return [appended, proved, ...(checked ? [checked] : []), await night(db, dataDir, size)]
  } finally {
    db.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Only what the log is made of: the publications, in their order. */
async function fill(db: Db, size: number): Promise<void> {
  const heap = new Heap()
  for (let from = 0; from < size; from += 500)
    await db.write(
      Array.from({ length: Math.min(500, size - from) }, (_, n) => {
        const { record } = heap.at(from + n)
        const { kind, id, version, publishedOn } = record
        return {
          sql: 'INSERT INTO publications(position, kind, id, version, published_on, record) VALUES (?, ?, ?, ?, ?, ?)',
          args: [from + n + 1, kind, id, version, publishedOn, canonicalize(record) as string],
        }
      }),
    )
}

async function append(db: Db, dataDir: string, size: number): Promise<Row> {
  let signed = 0
  const log = await openLog({
    db,
    dataDir,
    origin: ORIGIN,
    demo: true,
    now: () => new Date(),
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    step: (name) => {
      if (name === 'log:appended') signed = performance.now() - began
    },
    report: (error) => {
      throw error
    },
  })
  const [began, before] = [performance.now(), process.cpuUsage()]
  await log.bring()
  const wall = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(before)
  const state = await readLogState(db)
  if (state?.size !== size) throw new Error(`the log has ${state?.size} leaves, not ${size}`)
  const files = readdirSync(join(dataDir, 'log'), { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  )
  const bytes = files.reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0)
  return {
    what: `log: ${size} leaves appended, signed, published`,
    took: `${wall.toFixed(1)} s (${(signed / 1000).toFixed(1)} s in the database), ${((user + system) / 1e6).toFixed(1)} s CPU, ${files.length} files, ${(bytes / 2 ** 20).toFixed(1)} MiB`,
    beside: `their leaf hashes and the root alone: ${((await hashAlone(db, size)) / 1000).toFixed(2)} s`,
    goal: '',
  }
}

/** The same entries through the host's SHA-256 to one root, in memory. @returns milliseconds */
async function hashAlone(db: Db, size: number): Promise<number> {
  let spent = 0
  let level: Buffer[] = []
  for (let from = 0; from < size; from += 1000) {
    const { rows } = await db.query('SELECT entry FROM log_leaves WHERE idx >= ? AND idx < ?', [from, from + 1000])
    const began = performance.now()
    for (const { entry } of rows) level.push(sha256(Buffer.of(0), Buffer.from(entry as ArrayBuffer)))
    spent += performance.now() - began
  }
  const began = performance.now()
  // Near enough for time: an odd one goes up as it is.
  while (level.length > 1)
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, n) => {
      const [left, right] = [level[2 * n] as Buffer, level[2 * n + 1]]
      return right ? sha256(Buffer.of(1), left, right) : left
    })
  return spent + performance.now() - began
}

function sha256(...parts: Buffer[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

async function prove(db: Db, size: number): Promise<Row> {
  const draw = chance(size)
  const times: number[] = []
  let length = 0
  for (let n = 0; n < PROOFS; n++) {
    const index = Math.floor(draw() * size)
    const began = performance.now()
    const text = await proofOf(db, index, { extra: (await findEntry(db, index)) ?? undefined })
    times.push(performance.now() - began)
    length = Math.max(length, text?.length ?? 0)
  }
  return {
    what: `log: a proof of one of ${size}, by the server`,
    took: `p50 ${ms(at(times, 0.5))} ms, p95 ${ms(at(times, 0.95))} ms`,
    beside: `${length} bytes at most`,
    goal: '',
  }
}

async function night(db: Db, dataDir: string, size: number): Promise<Row> {
  const about = { bureau, demo: true, origin: ORIGIN, turnstileSiteKey: null }
  const render = async () => ''
  const places = placesToCheck({ db, dataDir, about, now: () => new Date(), built: { folder: '', hash: '', render } })
  const some = Object.fromEntries(OF_THE_LOG.map((name) => [name, COMPARISONS[name]])) as typeof COMPARISONS
  const state = await readLogState(db)
  const held = monitorEventLoopDelay({ resolution: 1 })
  held.enable()
  const began = performance.now()
  const verifiers = [readVkey(state?.vkey ?? '')]
  const findings = await checkLog(db, places, { verifiers, today: '2026-01-01' }, some)
  const wall = (performance.now() - began) / 1000
  held.disable()
  if (findings.length > 0) throw new Error(`the check found ${JSON.stringify(findings[0])}`)
  return {
    what: `log: the nightly check of ${size} leaves, without pages`,
    took: `${wall.toFixed(1)} s`,
    beside: `others waited ${ms(held.percentile(99) / 1e6)} ms (p99), ${ms(held.max / 1e6)} ms (most)`,
    goal: '',
  }
}

function ms(value: number): string {
  return value.toFixed(value < 10 ? 1 : 0)
}
