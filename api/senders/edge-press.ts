import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Engine } from '#db/engine.ts'
import { type Bucket, type Deployed, holdBucket, type Machine } from './edge-deploy.ts'
import { filedBytes } from './filed.ts'
import { readIfThere, replaceFile } from './files.ts'
import { openLog } from './log.ts'
import { checkNightly } from './log-check.ts'
import { openPublisher } from './publisher.ts'
import type { Publishing } from './publishing.ts'
import { readObject } from './store-r2.ts'

/** What a build machine publishes for the edge with. */
export type EdgePress = {
  db: Engine
  /** Its working folder, this process's alone; made anew from the database when it is lost. */
  folder: string
  /** Published files, and what was filed. */
  buckets: { site: Bucket; files: Pick<Bucket, 'get'> }
  /** Another build machine that holds the bucket is dead. */
  takeOver?: boolean
  /** Put everything again, whatever is said to lie in the bucket already. */
  full?: boolean
  /** Told what keeps the log from going on; the pages do. */
  report(error: unknown): void
} & Pick<Publishing, 'built' | 'about' | 'figures' | 'now' | 'step'>

/**
 * Brings the working folder to what the database has sequenced, and the bucket to what the folder is. The bucket is
 * held first: so no machine puts what it read from the database before another one deployed.
 * Cut short anywhere, running it again gives the same bytes.
 * @throws StartRefused while another build machine holds the bucket
 */
export async function pressForEdge(of: EdgePress): Promise<Deployed> {
  const { db, folder, buckets, built, about, figures, now, step } = of
  const machine = await machineOf(folder)
  const held = await holdBucket(buckets.site, machine, { takeOver: of.takeOver ?? false, now: now(), step })
  const filed = filedBytes(db, { get: (key) => readObject(buckets.files, key) })
  const log = await openLog({
    db,
    dataDir: folder,
    origin: about.origin,
    demo: about.demo,
    now,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    step,
    published: async () => {
      const note = await readObject(buckets.site, 'log/checkpoint')
      return note ? [new TextDecoder().decode(note)] : []
    },
    report: of.report,
  })
  const publisher = openPublisher({ db, dataDir: folder, built, about, filed, figures, now, step, log: log.bring })
  await publisher.bring()
  await publisher.tables()
  await publisher.duty()
  await log.batch()
  // A log that stands still stays in the bucket as it is.
  const isBrought = await log.bring()
  const brought = isBrought ? join(folder, 'log') : null
  const deployed = await held.deploy(join(folder, 'site'), { full: of.full ?? false, log: brought })
  // Nobody waits for it.
  await checkNightly({ db, dataDir: folder, about, now, built })
  return deployed
}

/** Who a build machine is: the same as long as it keeps its folder. */
async function machineOf(folder: string): Promise<Machine> {
  const path = join(folder, 'machine')
  const known = (await readIfThere(path))?.toString().trim()
  const id = known ?? randomBytes(16).toString('hex')
  if (!known) await replaceFile(path, `${id}\n`)
  return { id, name: hostname() }
}
