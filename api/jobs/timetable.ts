import { releaseDue } from '#db/case-publication.ts'
import { queueDigest } from '#db/digest.ts'
import { publishFigures } from '#db/figures/publish.ts'
import { queueNews } from '#db/follow.ts'
import { escalate, recomputeDeadlines } from '#db/sweep.ts'
import { closeTied } from '#db/tie.ts'
import { rulesOf } from '#domain/case/rule.ts'
import { dayOf } from '#domain/clock.ts'
import { digestDue } from '#domain/digest.ts'
import type { Env } from '../env.ts'
import { drainOutbox } from './outbox.ts'
import { purge } from './purge.ts'

type Job = { name: string; when: 'woken' | 'nightly'; run(env: Env): Promise<unknown> }

type Publishing = Record<'replay' | 'night' | 'tables' | 'duty' | 'log' | 'check', () => Promise<unknown>>

/**
 * Everything that runs by itself. Each job may run again at any time and then finds nothing left to do.
 * `publisher`: null where another machine makes the pages.
 */
export function timetable(publisher: Publishing | null): readonly Job[] {
  return [
    { name: 'escalation', when: 'woken', run: (env) => escalate(env.db, env.now(), rulesOf(env.bureau)) },
    { name: 'digest', when: 'woken', run: digest },
    { name: 'release', when: 'woken', run: (env) => releaseDue(env.db, env.bureau, env.now(), rulesOf(env.bureau)) },
    { name: 'follows', when: 'woken', run: (env) => queueNews(env.db, env.now()) },
    { name: 'outbox', when: 'woken', run: drainOutbox },
    ...(publisher ? [figures(publisher), ...publishing(publisher)] : []),
    { name: 'sweep', when: 'nightly', run: (env) => recomputeDeadlines(env.db, env.now(), rulesOf(env.bureau)) },
    { name: 'ties', when: 'nightly', run: (env) => closeTied(env.db, env.now(), rulesOf(env.bureau)) },
    { name: 'purge', when: 'nightly', run: purge },
  ]
}

/** Before pages are made: what it publishes is on them the same night. Where another machine makes the pages, that one does this too. */
function figures(publisher: Publishing): Job {
  return {
    name: 'figures',
    when: 'nightly',
    async run(env) {
      if ((await publishFigures(env.db, env.now(), env.bureau, breathe)).length > 0) await publisher.replay()
    },
  }
}

/** Whoever waits for this process has their turn. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

/** The week in numbers, to whoever wants it, once. */
async function digest(env: Env): Promise<void> {
  const due = digestDue(env.now())
  if (due) await queueDigest(env.db, due.week, env.now())
}

function publishing(publisher: Publishing): readonly Job[] {
  return [
    // What an approval could not bring to its pages, for a full disk say, is tried again.
    { name: 'replay', when: 'woken', run: () => publisher.replay() },
    // What was withdrawn is gone from the tables too, without waiting for the night.
    { name: 'tables', when: 'woken', run: () => publisher.tables() },
    // A change of the roster, or somebody suspended, may open a gap or close it.
    { name: 'duty', when: 'woken', run: () => publisher.duty() },
    { name: 'log', when: 'woken', run: () => publisher.log() },
    { name: 'publish', when: 'nightly', run: () => publisher.night() },
    { name: 'log-check', when: 'nightly', run: () => publisher.check() },
  ]
}

/** Runs jobs one after the other; one that fails is named in the log by its kind alone, and the others run. */
export async function runJobs(env: Env, jobs: readonly Job[]): Promise<void> {
  for (const job of jobs) await job.run(env).catch((error) => env.log(faultLine(env, job.name, error)))
}

/** Nightly jobs run ten minutes into the day in Asia/Shanghai, when yesterday is surely over. */
const NIGHT_STARTS_MS = 10 * 60 * 1000
/** A woken job also runs this often unasked: what a dead worker leased becomes due by time alone. */
const ROUND_MS = 5_000

/**
 * Runs the timetable until stopped; jobs never overlap. A night that was slept through is made up for at once.
 * @returns `wake` for the outbox, `stop` that waits for the job under way
 */
export function startTimetable(env: Env, jobs: readonly Job[]): { wake(): void; stop(): Promise<void> } {
  let night = ''
  let stopped = false
  let timer: ReturnType<typeof setTimeout>
  let under: Promise<void> | null = null
  let again = false

  const round = async () => {
    const tonight = dayOf(new Date(env.now().getTime() - NIGHT_STARTS_MS))
    for (const job of jobs) {
      if (stopped) return
      if (job.when === 'nightly' && tonight === night) continue
      await runJobs(env, [job])
    }
    night = tonight
  }
  const go = () => {
    clearTimeout(timer)
    if (stopped) return
    if (under) {
      again = true
      return
    }
    under = round().finally(() => {
      under = null
      timer = setTimeout(go, again ? 0 : ROUND_MS)
      again = false
    })
  }
  timer = setTimeout(go, 0)
  return {
    wake: () => void setTimeout(go, 0),
    async stop() {
      stopped = true
      clearTimeout(timer)
      await under
      clearTimeout(timer)
    },
  }
}

function faultLine(env: Env, job: string, error: unknown): Parameters<Env['log']>[0] {
  const fault = error instanceof Error ? error.name : 'Error'
  const minute = env.now().toISOString().slice(0, 16)
  return { minute, route: `job:${job}`, method: 'RUN', status: 500, ms: '<10', request: '-', fault }
}
