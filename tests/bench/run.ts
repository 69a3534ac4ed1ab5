import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { District } from './district.ts'
import { figureRows } from './figures.ts'
import { intakeLines, type Line, verdict } from './intake-rows.ts'
import { listRows } from './list.ts'
import { logRows } from './log.ts'
import { photoLines } from './photos.ts'
import { publishRows } from './publish.ts'
import { CASES, EVENTS_A_CASE, queueSeries } from './queue.ts'
import { searchRows } from './search.ts'
import { sizingTables } from './sizing.ts'
import { soakRows } from './soak.ts'
import { markdown, rowsTable } from './table.ts'
import { weightRows } from './weights.ts'

/**
 * `npm run bench`: what the product does beside what something else does with the same work in one run, with the noise of
 * the machine. Parts by name (`npm run bench -- publish search`), all of them without; `--big` goes on to 100,000 records
 * and soaks for half an hour, `--small` stays at a few, for work on the bench itself, and numbers are sizes to take
 * instead. Never a test: numbers of one machine.
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8)
const SIZES = [1000, 10_000, 50_000]
/** Leaves of the log. */
const LOGS = [10_000, 100_000]
const PARTS = [
  'intake',
  'photos',
  'soak',
  'queue',
  'figures',
  'list',
  'publish',
  'search',
  'sizing',
  'log',
  'weights',
] as const

const asked = process.argv.slice(2)
const counts = asked.filter((one) => /^\d+$/.test(one)).map(Number)
const unknown = asked.filter((one) => !['--big', '--small', ...PARTS].includes(one) && !/^\d+$/.test(one))
if (unknown.length > 0) {
  console.error(`no such part: ${unknown.join(', ')}; there are ${PARTS.join(', ')}, --big and --small`)
  process.exit(2)
}
const named = PARTS.filter((one) => asked.includes(one))
const parts = new Set<string>(named.length > 0 ? named : PARTS)
const usual = asked.includes('--big') ? [...SIZES, 100_000] : SIZES
const sizes = counts.length > 0 ? counts : asked.includes('--small') ? [300, 1000, 2000] : usual
const logs = counts.length > 0 ? counts : asked.includes('--small') ? [300, 1000] : LOGS

const tables: string[] = []
const loads = [loadavg()[0] ?? 0]
const before = stolen()
if (parts.has('intake')) tables.push(linesTable(await intakeLines(SECONDS, say)))
if (parts.has('photos')) tables.push(linesTable(await photoLines(SECONDS, say)))
if (parts.has('soak')) tables.push(rowsTable(await soakRows(asked.includes('--big') ? 30 : 1, say)))
if (parts.has('queue')) {
  say(`queue of ${CASES} cases with ${CASES * EVENTS_A_CASE} events`)
  const series = Object.entries(await queueSeries(Math.max(2, SECONDS / 3), [1, 8]))
  tables.push(linesTable(series.map(([name, one]) => [name, one, `p95 ≤ 50 ms: ${verdict(one.p95 <= 50)}`])))
}
if (parts.has('figures')) tables.push(rowsTable(await figureRows(CASES, say)))
if (parts.has('list')) tables.push(rowsTable(await listRows(say)))
loads.push(loadavg()[0] ?? 0)
const district = new District()
process.once('SIGINT', () => {
  district.drop()
  process.exit(130)
})
try {
  if (parts.has('publish')) tables.push(rowsTable(await publishRows(district, sizes, say)))
  if (parts.has('search')) {
    const size = Math.min(50_000, sizes.at(-1) ?? 0)
    say(`search of ${Math.max(size, district.size)} records`)
    await district.grow(size)
    await district.publish()
    tables.push(rowsTable(await searchRows(district, Math.max(1, SECONDS / 4))))
  }
  if (parts.has('sizing')) {
    await district.grow(1000)
    await district.publish()
    tables.push(...(await sizingTables(district, say)))
  }
  if (parts.has('log')) tables.push(rowsTable(await logRows(district, logs, say)))
} finally {
  district.drop()
}
if (parts.has('weights')) {
  say('weights of pages')
  tables.push(rowsTable(await weightRows()))
}
loads.push(loadavg()[0] ?? 0)

const load = loads.map((one) => one.toFixed(2)).join(' → ')
const [since, now] = [before, stolen()]
const taken = ((100 * (now.stolen - since.stolen)) / Math.max(1, now.all - since.all)).toFixed(0)
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, load ${load}, ${taken} % of the processors given to other machines`
const text = `${machine}\n\n${tables.join('\n\n')}\n`
mkdirSync('tests/.artifacts', { recursive: true })
writeFileSync('tests/.artifacts/bench.md', text)
process.stdout.write(`\n${text}`)
process.exit(0)

function linesTable(lines: Line[]): string {
  const ms = (value: number) => value.toFixed(value < 10 ? 2 : 0)
  const rows = lines.map(([name, { done, failed, perSecond, p50, p95, p99 }, beside]) => [
    name,
    String(done),
    String(failed),
    perSecond.toFixed(0),
    ms(p50),
    ms(p95),
    ms(p99),
    beside.trim(),
  ])
  return markdown(['what', 'done', 'failed', 'per second', 'p50 ms', 'p95 ms', 'p99 ms', 'beside'], rows)
}

/** Time the processors of this machine were meant to run and ran somebody else's, and all of it. */
function stolen(): { stolen: number; all: number } {
  const line = readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? ''
  const ticks = line.split(/\s+/).slice(1, 9).map(Number)
  return { stolen: ticks[7] ?? 0, all: ticks.reduce((sum, one) => sum + one, 0) }
}

function say(text: string): void {
  process.stderr.write(`· ${text}\n`)
}
