import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Engine } from '#db/engine.ts'
import { keepLine } from '#db/log/cosign.ts'
import { checkpointPath, isLogPath, publishLog } from '#db/log/files.ts'
import { appendPublications } from '#db/log/publications.ts'
import type { SigningKey } from '#db/log/seed.ts'
import { LogRefused } from '#db/log/signer.ts'
import { appendTips } from '#db/log/tips.ts'
import type { LogFault, LogStanding } from '#domain/log/standing.ts'
import { folderFiles, readIfThere, type Step } from './files.ts'
import { logSigner, openLogKeys } from './log-signer.ts'
import { oneAtATime } from './one-at-a-time.ts'

/** What keeping a log needs of its process. */
export type LogKeeping = {
  db: Engine
  /** Holds `log/` and `keys/`. */
  dataDir: string
  /** The public origin: what a new log is called by. */
  origin: string
  demo: boolean
  now(): Date
  random(length: number): Uint8Array
  step: Step
  /** Checkpoints that readers get from elsewhere than `log/`. */
  published?(): Promise<string[]>
  /** Told once of everything new that keeps the log from going on. */
  report(error: unknown): void
}

/** The log of a data folder. Whatever happens to it, the site goes on: nothing but `cosign` throws. */
export type KeptLog = {
  /** What was published since becomes leaves, and all of it files. @returns whether the files are what the database says */
  bring(): Promise<boolean>
  /** The same for a batch of tips, when one is due. */
  batch(): Promise<boolean>
  /**
   * Keeps and serves a signature line of somebody else under a checkpoint (a witness's, say; nobody is asked for one yet).
   * @returns whether there is such a checkpoint
   * @throws MalformedLog when it is no such line
   */
  cosign(size: number, line: string): Promise<boolean>
  standing(): LogStanding
  /** A file below `/log/`; null when there is none. */
  read(path: string): Promise<Uint8Array | null>
  /** Signs promises; null when it is not there. */
  promiseKey: SigningKey | null
}

/** The keys are made with the first start, and never once the log has a leaf. */
export async function openLog(of: LogKeeping): Promise<KeptLog> {
  const { db, dataDir, now, random, demo, step } = of
  const folder = join(dataDir, 'log')
  const staging = join(dataDir, 'log-staging')
  await rm(staging, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const isNew = !(await db.query('SELECT 1 FROM log_state')).rows[0]
  const keys = await openLogKeys(join(dataDir, 'keys'), isNew)
  const files = folderFiles(folder, { staging, name: 'log', step })
  const signer = logSigner(keys, {
    origin: logOrigin(of.origin),
    published: async () => {
      const here = await files.read('checkpoint')
      return [...(here ? [new TextDecoder().decode(here)] : []), ...((await of.published?.()) ?? [])]
    },
  })
  let why: LogFault | null = null
  const exclusively = oneAtATime()

  /** What was appended is published even where nothing can be appended from here. */
  async function keep(append: () => Promise<number | null>): Promise<boolean> {
    let failed: unknown
    let isBrought = false
    try {
      const appended = await append().catch((error: unknown) => {
        failed = error
      })
      if (appended === null) return true
      step('log:appended')
      await publishLog(db, files, signer)
      isBrought = true
    } catch (error) {
      failed ??= error
    }
    const before = why
    why = failed === undefined ? null : failed instanceof LogRefused ? failed.why : 'fault'
    if (why && why !== before) of.report(failed)
    return isBrought
  }

  return {
    bring: () => exclusively(() => keep(() => appendPublications(db, signer, now()))),
    batch: () => exclusively(() => keep(() => appendTips(db, signer, { now: now(), random, demo }))),
    cosign: (size, line) =>
      exclusively(async () => {
        const note = await keepLine(db, size, line)
        if (note === null) return false
        await files.swap([{ path: checkpointPath(size), bytes: new TextEncoder().encode(note) }])
        return keep(async () => 0)
      }),
    standing: () => (why ? { ok: false, why } : { ok: true }),
    read: async (path) => (isLogPath(path) ? readIfThere(join(folder, path)) : null),
    promiseKey: keys.promise,
  }
}

/** The first line of checkpoints: where the log is served, without its scheme. */
export function logOrigin(origin: string): string {
  return `${origin.replace(/^https?:\/\//, '')}/log`
}
