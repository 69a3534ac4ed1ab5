import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { cleanPhoto } from '#api/senders/photo-node.ts'
import { freshDataDir, startServer } from '../server.ts'
import type { Charged } from './intake.ts'
import type { Line } from './intake-rows.ts'
import { cpuOf, memoryOf, peakOf } from './measure.ts'
import { type Call, loadFor, type Series, seriesOf } from './series.ts'

const [WIDTH, HEIGHT] = [3264, 2448]
const BYTES = 2 * 2 ** 20
const CLIENTS = [8, 32]

/**
 * Photos of 2 MB over HTTP, each clean and durable before its 201, beside what of it is nobody's to save in the same run:
 * the decoder alone, two at a time as the server has it, and the disk alone with as many bytes.
 */
export async function photoLines(seconds: number, say: (text: string) => void): Promise<Line[]> {
  const photo = await photoOf(BYTES)
  say(`photos: a JPEG of ${(photo.length / 1e6).toFixed(2)} MB, ${WIDTH} × ${HEIGHT}`)
  const disk = await diskSeries(photo, seconds)
  const before = await decoderSeries(photo, seconds)
  const lines: Line[] = [
    ['2 MB written, fsynced, renamed, one after another', disk, ofProcessor(disk.cpu)],
    [
      '2 MB JPEG through sharp alone, 2 at a time, first series',
      before,
      `1.00 by definition; ${ofProcessor(before.cpu)}`,
    ],
  ]
  const running = await startServer({ env: { DEMO: '0', INTAKE_LIMIT: '1000000' } })
  try {
    const pid = running.child.pid ?? 0
    const call = upload(photo)
    await loadFor(running.url, 2, 2, () => call)
    const served: [clients: number, series: Series, cpu: number, peak: number][] = []
    for (const clients of CLIENTS) {
      say(`photos from ${clients} clients`)
      const [used, idle] = [cpuOf(pid), memoryOf(pid)]
      const series = await loadFor(running.url, clients, seconds, () => call)
      served.push([clients, series, (cpuOf(pid) - used) / series.done, peakOf(pid) - idle])
    }
    const after = await decoderSeries(photo, seconds)
    const raw = (before.perSecond + after.perSecond) / 2
    const noise = Math.abs(before.perSecond - after.perSecond) / raw
    lines.push([
      '2 MB JPEG through sharp alone, second series',
      after,
      `± ${(noise * 100).toFixed(0)} % between the two; ${ofProcessor(after.cpu)}`,
    ])
    for (const [clients, series, cpu, peak] of served)
      lines.push([
        `photo intake over HTTP, ${clients} clients`,
        series,
        `${(series.perSecond / raw).toFixed(2)} of sharp alone; ${ofProcessor(cpu)}; at most ${peak.toFixed(0)} MiB more`,
      ])
    return lines
  } finally {
    await running.stop()
  }
}

function ofProcessor(ms: number): string {
  return `${ms.toFixed(0)} ms of processor each`
}

/** A JPEG as a camera makes it, as near to a number of bytes as its quality goes. */
export async function photoOf(bytes: number, width = WIDTH, height = HEIGHT): Promise<Uint8Array> {
  // Noise of a few pixels, as of grass and rubble: neither flat nor without any likeness between neighbours.
  const coarse = sharp(randomBytes((width >> 2) * (height >> 2) * 3), {
    raw: { width: width >> 2, height: height >> 2, channels: 3 },
  })
  const picture = await coarse.resize(width, height, { kernel: 'cubic' }).raw().toBuffer()
  let best = new Uint8Array()
  for (let [low, high] = [1, 100]; low <= high; ) {
    const quality = (low + high) >> 1
    const made = await sharp(picture, { raw: { width, height, channels: 3 } })
      .jpeg({ quality })
      .toBuffer()
    if (made.length <= bytes) best = new Uint8Array(made)
    if (made.length <= bytes) low = quality + 1
    else high = quality - 1
  }
  return best
}

export function upload(photo: Uint8Array): Call {
  const boundary = 'jingtu-bench'
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="photo"; filename="p.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), photo, Buffer.from(`\r\n--${boundary}--\r\n`)])
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  return { method: 'POST', path: '/api/attachments', headers, body, expects: 201 }
}

async function decoderSeries(photo: Uint8Array, seconds: number): Promise<Charged> {
  return repeat(2, seconds, async () => {
    await cleanPhoto(photo)
  })
}

async function diskSeries(photo: Uint8Array, seconds: number): Promise<Charged> {
  const folder = freshDataDir()
  mkdirSync(folder, { recursive: true })
  let n = 0
  const series = await repeat(1, seconds / 2, async () => {
    const path = join(folder, String(n++ % 10))
    const file = await open(`${path}.part`, 'w')
    await file.writeFile(photo)
    await file.sync()
    await file.close()
    await rename(`${path}.part`, path)
  })
  rmSync(folder, { recursive: true, force: true })
  return series
}

async function repeat(atOnce: number, seconds: number, work: () => Promise<void>): Promise<Charged> {
  const times: number[] = []
  const [began, before] = [performance.now(), process.cpuUsage()]
  const worker = async () => {
    while (performance.now() < began + seconds * 1000) {
      const start = performance.now()
      await work()
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  const { user, system } = process.cpuUsage(before)
  return { ...seriesOf(times, 0, (performance.now() - began) / 1000), cpu: (user + system) / 1000 / times.length }
}
