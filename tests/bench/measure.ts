import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** What a command took: seconds by the clock and of all its processes, MiB of its largest one at its largest. */
export type Taken = { wall: number; cpu: number; peak: number; printed: string }

/** How often processes are asked for their peak; the kernel keeps it, so only the last moment of each is missed. */
const ASK_MS = 50
/** Of times in /proc on Linux. */
const TICKS = 100

/** Runs a command to its end. Linux only: it reads /proc. @throws when the command fails, with what it said */
export async function measure(command: string, args: string[], env: Record<string, string> = {}): Promise<Taken> {
  const [before, began] = [ticksOfChildren(), performance.now()]
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let [printed, complaints] = ['', '']
  child.stdout.on('data', (part) => (printed += part))
  child.stderr.on('data', (part) => (complaints += part))
  let peak = 0
  const asking = setInterval(() => {
    for (const pid of familyOf(child.pid ?? 0)) peak = Math.max(peak, peakOf(pid))
  }, ASK_MS)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).finally(() => clearInterval(asking))
  const wall = (performance.now() - began) / 1000
  if (code !== 0) throw new Error(`${command} ${args.join(' ').slice(0, 200)} ended with ${code}: ${complaints}`)
  return { wall, cpu: (ticksOfChildren() - before) / TICKS, peak, printed }
}

/** Peak memory of a process so far in MiB; 0 when it is gone. */
export function peakOf(pid: number): number {
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024
}

/** Memory of a process now in MiB; 0 when it is gone. */
export function memoryOf(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024
}

/** User and system time of a process so far, in milliseconds. */
export function cpuOf(pid: number): number {
  const [user, system] = fields(read(`/proc/${pid}/stat`)).slice(11, 13)
  return ((Number(user) + Number(system)) * 1000) / TICKS
}

/** How many files and sockets a process has open. */
export function openFilesOf(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length
}

/** User and system time of all processes this one has started and seen end, with theirs. */
function ticksOfChildren(): number {
  const [user, system] = fields(read('/proc/self/stat')).slice(13, 15)
  return Number(user) + Number(system)
}

/** A process and everything below it. */
function familyOf(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc'))
    if (/^\d+$/.test(name)) parents.set(Number(name), Number(fields(read(`/proc/${name}/stat`))[1]))
  const found = [pid]
  for (const one of found) for (const [child, parent] of parents) if (parent === one) found.push(child)
  return found
}

/** Fields of a stat line behind the name, which may hold anything. */
function fields(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
