import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Charged, intakeSeries, rawSeries, recordBatches } from './intake.ts'
import { type Series, seriesOf } from './series.ts'

/** A series of calls by its name, and what is to be said of it. */
export type Line = [name: string, series: Series, beside: string]

const BATCHES = 3000

/** Intake beside the bare engine with the same statements, which is measured twice: before and after. */
export async function intakeLines(seconds: number, say: (text: string) => void): Promise<Line[]> {
  const fsync = fsyncSeries()
  say('recording what a tip writes')
  const batches = await recordBatches(BATCHES)
  const again = await recordBatches(BATCHES)
  say('baseline')
  const before = await rawSeries(batches)
  say('intake')
  const intake = await intakeSeries(seconds, [1, 16, 64])
  say('baseline again')
  const after = await rawSeries(again)
  const raw = (before.perSecond + after.perSecond) / 2
  const noise = Math.abs(before.perSecond - after.perSecond) / raw
  const lines: Line[] = [
    ['fsync of 4 KiB, this disk', fsync, ''],
    ['raw libSQL batch, first series', before, `1.00 by definition; ${cpu(before)}`],
    ['raw libSQL batch, second series', after, `± ${(noise * 100).toFixed(0)} % between the two`],
  ]
  for (const [clients, series] of intake) {
    const goal =
      clients === 64
        ? `goal ≥ 0.65: ${verdict(series.perSecond / raw >= 0.65)}; p99 ≤ 50 ms: ${verdict(series.p99 <= 50)}`
        : ''
    const share = `${(series.perSecond / raw).toFixed(2)} of raw; ${cpu(series)}. ${goal}`
    lines.push([`tip intake over HTTP, ${clients} clients`, series, share])
  }
  return lines
}

function cpu(series: Charged): string {
  return `${series.cpu.toFixed(2)} ms of processor each`
}

export function verdict(isMet: boolean): string {
  return isMet ? 'met' : 'missed'
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
