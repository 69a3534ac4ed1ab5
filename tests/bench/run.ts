import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { intakeSeries, rawSeries, recordBatches } from './intake.ts'
import { CASES, queueSeries } from './queue.ts'
import { type Series, seriesOf } from './series.ts'

/**
 * `npm run bench`: what the product does beside what the bare engine does with the same statements, in one run, with the
 * noise of the machine: two series of the baseline, before and after. Never a test: numbers of one machine.
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8)
const BATCHES = 3000

const rows: string[][] = []
const loads = [loadavg()[0] ?? 0]
const fsync = fsyncSeries()
say('recording what a tip writes')
const batches = await recordBatches(BATCHES)
const again = await recordBatches(BATCHES)
say('baseline')
const before = await rawSeries(batches)
say('intake')
const intake = await intakeSeries(SECONDS, [1, 16, 64])
say('baseline again')
const after = await rawSeries(again)
loads.push(loadavg()[0] ?? 0)

const raw = (before.perSecond + after.perSecond) / 2
const noise = Math.abs(before.perSecond - after.perSecond) / raw
row('fsync of 4 KiB, this disk', fsync, '')
row('raw libSQL batch, first series', before, '1.00 by definition')
row('raw libSQL batch, second series', after, `± ${(noise * 100).toFixed(0)} % between the two`)
for (const [clients, series] of intake) {
  const goal =
    clients === 64
      ? `goal ≥ 0.65: ${verdict(series.perSecond / raw >= 0.65)}; p99 ≤ 50 ms: ${verdict(series.p99 <= 50)}`
      : ''
  row(`tip intake over HTTP, ${clients} clients`, series, `${(series.perSecond / raw).toFixed(2)} of raw. ${goal}`)
}
say(`queue of ${CASES} cases`)
for (const [name, series] of Object.entries(await queueSeries(Math.max(2, SECONDS / 3), [1, 8])))
  row(name, series, `p95 ≤ 50 ms: ${verdict(series.p95 <= 50)}`)
loads.push(loadavg()[0] ?? 0)

const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, load ${loads.map((one) => one.toFixed(2)).join(' → ')}`
const head = ['what', 'done', 'failed', 'per second', 'p50 ms', 'p95 ms', 'p99 ms', 'beside']
const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
mkdirSync('tests/.artifacts', { recursive: true })
writeFileSync('tests/.artifacts/bench.md', `${machine}\n\n${table}\n`)
process.stdout.write(`\n${machine}\n\n${table}\n`)
process.exit(0)

function row(name: string, { done, failed, perSecond, p50, p95, p99 }: Series, beside: string): void {
  const ms = (value: number) => value.toFixed(value < 10 ? 2 : 0)
  rows.push([name, String(done), String(failed), perSecond.toFixed(0), ms(p50), ms(p95), ms(p99), beside.trim()])
}

function verdict(met: boolean): string {
  return met ? 'met' : 'missed'
}

function fsyncSeries(): Series {
  const path = join(tmpdir(), `jingtu-fsync-${process.pid}`)
  const file = openSync(path, 'w')
  const bytes = Buffer.alloc(4096, 1)
  const times: number[] = []
  const began = performance.now()
  for (let n = 0; n < 300; n++) {
    const start = performance.now()
    writeSync(file, bytes)
    fsyncSync(file)
    times.push(performance.now() - start)
  }
  closeSync(file)
  rmSync(path)
  return seriesOf(times, 0, (performance.now() - began) / 1000)
}

function say(text: string): void {
  process.stderr.write(`· ${text}\n`)
}
