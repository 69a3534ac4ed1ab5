import { statSync } from 'node:fs'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { newTip } from '../faults/load.ts'
import { type Running, startServer } from '../server.ts'
import { memoryOf, openFilesOf } from './measure.ts'
import { photoOf, upload } from './photos.ts'
import { type Call, send } from './series.ts'
import { at, goal, type Row } from './table.ts'

const PER_SECOND = 20
/** Memory and files are looked at this often. */
const LOOK_MS = 1000
/** What a process takes while it warms up says nothing of what it keeps. */
const WARM_SHARE = 1 / 3
/** A slope of fewer minutes is that of the garbage collector. */
const MINUTES_TO_JUDGE = 15

type Look = { minute: number; rss: number; files: number; wal: number }

/** Twenty tips and a photo each second, whether the last were answered or not, for minutes: what grows, and what stays. */
export async function soakRows(minutes: number, say: (text: string) => void): Promise<Row[]> {
  say(`soak: ${PER_SECOND} tips and a photo a second for ${minutes} min`)
  const running = await startServer({ env: { DEMO: '0', INTAKE_LIMIT: '1000000' } })
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const photo = upload(await photoOf(200_000, 1600, 1200))
  const times = { tip: [] as number[], photo: [] as number[] }
  const looks: Look[] = []
  const failed: number[] = []
  let again = 0
  const under: Promise<void>[] = []
  const sendOne = async (into: number[], call: Call) => {
    const start = performance.now()
    let status = await send(running.url, agent, call)
    // A kept connection that the server closes as it is used again: sent once more under its key, as a browser does.
    if (status === 0) {
      again += 1
      status = await send(running.url, agent, call)
    }
    if (status === call.expects) into.push(performance.now() - start)
    else failed.push(status)
  }
  try {
    const began = performance.now()
    const end = began + minutes * 60_000
    let [next, nextLook] = [began, began]
    for (let n = 0; next < end; n++, next += 1000 / PER_SECOND) {
      const wait = next - performance.now()
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
      under.push(sendOne(times.tip, tipCall()))
      if (n % PER_SECOND === 0) under.push(sendOne(times.photo, photo))
      if (under.length > 1000) await Promise.all(under.splice(0, 500))
      if (performance.now() < nextLook) continue
      nextLook += LOOK_MS
      looks.push(look(running, (performance.now() - began) / 60_000))
    }
    await Promise.all(under)
    return rowsOf(looks, times, { failed, again }, minutes)
  } finally {
    agent.destroy()
    await running.stop()
  }
}

function tipCall(): Call {
  const { key, body } = newTip()
  return { method: 'POST', path: '/api/tips', headers: { 'idempotency-key': key }, body, expects: 201 }
}

function look({ child, dataDir }: Running, minute: number): Look {
  const pid = child.pid ?? 0
  const wal = statSync(join(dataDir, 'jingtu.db-wal'), { throwIfNoEntry: false })?.size ?? 0
  return { minute, rss: memoryOf(pid), files: openFilesOf(pid), wal: wal / 2 ** 20 }
}

function rowsOf(
  looks: Look[],
  times: { tip: number[]; photo: number[] },
  { failed, again }: { failed: number[]; again: number },
  minutes: number,
): Row[] {
  const warm = looks.slice(Math.floor(looks.length * WARM_SHARE))
  const [first, last] = [warm[0], warm.at(-1)]
  const growth = slope(warm.map(({ minute, rss }) => [minute, rss]))
  const wal = Math.max(...looks.map((one) => one.wal))
  const files = warm.map((one) => one.files)
  const third = Math.floor(times.tip.length / 3)
  const p95 = at(times.tip, 0.95)
  const halves = [at(times.tip.slice(0, third), 0.95), at(times.tip.slice(-third), 0.95)]
  const ms = (value: number) => `${value.toFixed(0)} ms`
  const name = `soak, ${PER_SECOND} tips/s, ${minutes} min`
  return [
    {
      what: `${name}: tips`,
      took: `${times.tip.length} taken, ${again} sent again, ${failed.length} failed${saying(failed)}, p95 ${ms(p95)}, p99 ${ms(at(times.tip, 0.99))}`,
      beside: `p95 of the first third ${ms(halves[0] ?? 0)}, of the last ${ms(halves[1] ?? 0)}`,
      goal: `${goal(p95 <= 500, 'p95 ≤ 500 ms')}; ${goal(failed.length === 0, 'none failed')}`,
    },
    {
      what: `${name}: photos`,
      took: `${times.photo.length} taken, p95 ${ms(at(times.photo, 0.95))}`,
      beside: '0.2 MB each',
      goal: goal(at(times.photo, 0.95) <= 3000, 'p95 ≤ 3 s'),
    },
    {
      what: `${name}: memory`,
      took: `${growth >= 0 ? '+' : ''}${growth.toFixed(2)} MiB/min after warming up`,
      beside: `${first?.rss.toFixed(0)} → ${last?.rss.toFixed(0)} MiB`,
      goal:
        minutes >= MINUTES_TO_JUDGE ? goal(growth <= 2, '≤ 2 MiB/min') : `too short to judge (${MINUTES_TO_JUDGE} min)`,
    },
    {
      what: `${name}: open files`,
      took: `${Math.min(...files)} to ${Math.max(...files)}`,
      beside: `${first?.files} → ${last?.files}`,
      goal: goal((last?.files ?? 0) <= (first?.files ?? 0) + 16, 'flat'),
    },
    { what: `${name}: WAL`, took: `at most ${wal.toFixed(1)} MiB`, beside: '', goal: goal(wal <= 64, '≤ 64 MiB') },
  ]
}

/** What failed calls were answered with; 0 is no answer. */
function saying(failed: number[]): string {
  const kinds = [...new Set(failed)].map((status) => `${status}: ${failed.filter((one) => one === status).length}`)
  return kinds.length > 0 ? ` (${kinds.join(', ')})` : ''
}

/** The slope of a straight line through points, by least squares. */
function slope(points: [x: number, y: number][]): number {
  const mean = (of: (point: [number, number]) => number) =>
    points.reduce((sum, one) => sum + of(one), 0) / points.length
  const [x, y] = [mean((one) => one[0]), mean((one) => one[1])]
  const spread = points.reduce((sum, one) => sum + (one[0] - x) ** 2, 0)
  return points.reduce((sum, one) => sum + (one[0] - x) * (one[1] - y), 0) / spread
}
