import { DurableObject, waitUntil } from 'cloudflare:workers'
import { createApp } from './app.ts'
import type { Env, RateKind } from './env.ts'
import { memoryLimits, spanOf } from './guards/limit.ts'
import { drainOutbox } from './jobs/outbox.ts'
import { runJobs, timetable } from './jobs/timetable.ts'
import { bootAnswers } from './senders/boot.ts'
import { edgeEnv } from './senders/edge.ts'
import type { Bindings } from './senders/edge-bindings.ts'
import { StartRefused } from './senders/refuse.ts'

/** 00:10 in Asia/Shanghai, as `wrangler.toml` has it in UTC; every other call is a round of what is woken. */
const NIGHT = '10 16 * * *'

/** One per isolate: requests share what keeps nothing of any of them. */
let opened: { env: Env; app: ReturnType<typeof createApp>; bureauAt: number } | undefined
function open(bindings: Bindings) {
  if (!opened) {
    const env = edgeEnv(bindings)
    opened = { env, app: createApp(env), bureauAt: Number.NEGATIVE_INFINITY }
  }
  return opened
}

/** How long an isolate goes by the bureau it has read: a change is confirmed in another. */
const BUREAU_MS = 10_000

/**
 * The bureau in force, read anew when what is known is older than that. Each request reads for itself: one must not wait
 * for what another began. A database that does not answer leaves what was known.
 */
async function freshen(opened: ReturnType<typeof open>): Promise<void> {
  if (Date.now() - opened.bureauAt < BUREAU_MS) return
  await opened.env.renewBureau().catch(() => {})
  opened.bureauAt = Date.now()
}

/** Answers of a Worker whose variables or secrets are wrong; the log names them. */
function refuse(error: unknown, request: Request): Response | Promise<Response> {
  if (!(error instanceof StartRefused)) throw error
  console.error(`jingtu: ${error.message}`)
  return bootAnswers(() => ['configuration'])(request, { address: '' })
}

/** The same app at the edge: requests, the queue that wakes the outbox, and the timetable by cron. */
export default {
  async fetch(request: Request, bindings: Bindings) {
    try {
      const here = open(bindings)
      const isPage = request.method === 'GET' && !new URL(request.url).pathname.startsWith('/api/')
      // Published pages come whether the database answers or not; they wait for it once at most.
      if (isPage && here.bureauAt > 0) waitUntil(freshen(here))
      else await freshen(here)
      return await here.app.fetch(request, { address: request.headers.get('cf-connecting-ip') ?? '' })
    } catch (error) {
      return refuse(error, request)
    }
  },
  async queue(_batch: unknown, bindings: Bindings) {
    const here = open(bindings)
    await freshen(here)
    await drainOutbox(here.env)
  },
  async scheduled(event: { cron: string }, bindings: Bindings) {
    const when = event.cron === NIGHT ? 'nightly' : 'woken'
    const jobs = timetable(null).filter((job) => job.when === when)
    const here = open(bindings)
    await freshen(here)
    await runJobs(here.env, jobs)
  },
}

/** While something is counted the object is called this often, so that the host does not put it out of memory. */
const AWAKE_MS = 8_000

/** The one place in which all isolates count. Counts and their key are in memory alone: nothing is stored. */
export class Limits extends DurableObject {
  #limits = memoryLimits((length) => crypto.getRandomValues(new Uint8Array(length)))
  /** When nothing of what was counted is kept any more. */
  #until = 0

  async isOver(kind: RateKind, household: string, limit: number, now: Date): Promise<boolean> {
    return this.#limits.isOver(kind, household, limit, now)
  }

  async count(kind: RateKind, household: string, now: Date): Promise<void> {
    await this.#limits.count(kind, household, now)
    this.#until = Math.max(this.#until, Date.now() + 2 * spanOf(kind))
    await this.alarm()
  }

  /** Stores no more than when to be called next, for as long as there is something to remember. */
  async alarm(): Promise<void> {
    const at = Date.now()
    if (at < this.#until) await this.ctx.storage.setAlarm(at + AWAKE_MS)
  }
}
