import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { District } from './district.ts'
import { HugoSite, hugoVersion } from './hugo.ts'
import { measure } from './measure.ts'
import { at, goal, type Row } from './table.ts'

const RECORDS_ONE_BY_ONE = 120
const RENAMES = 30
const COLD_STARTS = 5

/**
 * Publishing at each size: everything anew beside Hugo on the same records, then one record after another in a running
 * process, then in a process that starts for it.
 */
export async function publishRows(district: District, sizes: number[], say: (text: string) => void): Promise<Row[]> {
  const version = hugoVersion()
  const rows: Row[] = []
  const peaks = new Map<number, number>()
  const ones = new Map<number, { wall: number; cpu: number }>()
  let found: { times: number[]; missed: number } = { times: [], missed: 0 }
  if (!version) rows.push({ what: 'Hugo', took: 'not installed', beside: 'no column beside it', goal: '' })
  const site = new HugoSite(join(district.base, 'hugo'))
  for (const size of sizes) {
    say(`${size} records: filling`)
    await district.grow(size)
    say(`${size} records: full publish`)
    const full = await district.publish()
    peaks.set(size, full.peak)
    const files = countFiles(join(district.dataDir, 'site/'))
    let beside = ''
    let wall = ''
    if (version) {
      say(`${size} records: Hugo`)
      const taken = await district.withDb(async (db) => {
        await site.write(db, join(district.dataDir, 'site/disclosures/d0000000y2025/index.html'))
        return site.build()
      })
      const theirs = countFiles(join(district.base, 'hugo/public'))
      beside = `Hugo ${version}: ${taken.wall.toFixed(1)} s, ${taken.cpu.toFixed(1)} s CPU, ${taken.peak.toFixed(0)} MiB, ${theirs} files`
      const ratio = full.wall / taken.wall
      const work = full.cpu / taken.cpu
      wall = `${ratio.toFixed(2)} × Hugo (${work.toFixed(2)} × its CPU time)${size >= 50_000 ? `, ${goal(ratio <= 0.6, '≤ 0.6')}` : ''}; `
    }
    rows.push({
      what: `full publish, ${size} records`,
      took: `${full.wall.toFixed(1)} s, ${full.cpu.toFixed(1)} s CPU, ${full.peak.toFixed(0)} MiB, ${files} files`,
      beside,
      goal: `${wall}${goal(full.peak <= 400, '≤ 400 MiB a process')}`,
    })
    say(`${size} records: one by one`)
    const {
      times,
      cpu,
      files: changed,
      found: searched,
      missed,
      peak,
    } = await district.press(RECORDS_ONE_BY_ONE, RENAMES)
    const all = [...times.correction, ...times.filing]
    ones.set(size, { wall: at(all, 0.5), cpu: at(cpu, 0.5) })
    found = { times: searched, missed }
    rows.push({
      what: `one record of ${size}, running process`,
      took: `p50 ${at(all, 0.5).toFixed(0)} ms, p99 ${at(all, 0.99).toFixed(0)} ms, ${at(cpu, 0.5).toFixed(0)} ms CPU, ${peak.toFixed(0)} MiB`,
      beside: `${at(changed, 0.5)} files; corrections ${at(times.correction, 0.5).toFixed(0)}, new ${at(times.filing, 0.5).toFixed(0)} ms`,
      goal: `${goal(at(all, 0.5) <= 30, 'p50 ≤ 30 ms')}; ${goal(at(all, 0.99) <= 100, 'p99 ≤ 100 ms')}`,
    })
    say(`${size} records: cold`)
    const bare: number[] = []
    for (let n = 0; n < COLD_STARTS; n++) bare.push((await measure(process.execPath, ['-e', '0'])).wall)
    const cold = await district.cold(COLD_STARTS)
    rows.push({
      what: `one record of ${size}, cold process`,
      took: `p50 ${at(cold, 0.5).toFixed(2)} s`,
      beside: `a Node that does nothing: ${at(bare, 0.5).toFixed(2)} s`,
      goal: goal(at(cold, 0.5) <= 0.25, '≤ 0.25 s'),
    })
  }
  const [first, last] = [sizes[0] ?? 0, sizes.at(-1) ?? 0]
  const middle = sizes.length > 2 ? (sizes[1] ?? first) : first
  const [early, late] = [ones.get(first) ?? { wall: 1, cpu: 1 }, ones.get(last) ?? { wall: 0, cpu: 0 }]
  const slower = late.wall / early.wall
  const larger = (peaks.get(last) ?? 0) / (peaks.get(middle) ?? 1)
  rows.push({
    what: `one record, ${last} beside ${first}`,
    took: `${slower.toFixed(2)} × the time`,
    beside: `${(late.cpu / early.cpu).toFixed(2)} × the CPU time`,
    goal: goal(slower <= 1.15, '≤ 1.15'),
  })
  rows.push({
    what: `full publish, ${last} beside ${middle}`,
    took: `${larger.toFixed(2)} × the memory`,
    beside: '',
    goal: goal(larger <= 1.2, '≤ 1.2'),
  })
  rows.push({
    what: `new name of one of ${last}, found`,
    took: `p50 ${at(found.times, 0.5).toFixed(1)} ms, p95 ${at(found.times, 0.95).toFixed(1)} ms after its publication`,
    beside: `${found.missed} of ${found.times.length} not first`,
    goal: goal(found.missed === 0 && at(found.times, 0.5) <= 10, '≤ 10 ms'),
  })
  return rows
}

function countFiles(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length
}
