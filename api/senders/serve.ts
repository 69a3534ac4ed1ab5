import { join } from 'node:path'
import { firstInvitation } from '#db/account.ts'
import { countHomeFigures } from '#db/figures.ts'
import { needsHost } from '#db/grant.ts'
import { LogRefused } from '#db/log/signer.ts'
import { createAccounts } from '../accounts.ts'
import { createApp } from '../app.ts'
import { openCaseFeed } from '../case-feed.ts'
import type { Env } from '../env.ts'
import { memoryLimits } from '../guards/limit.ts'
import { startTimetable, timetable } from '../jobs/timetable.ts'
import { bootAnswers } from './boot.ts'
import { readBureau } from './bureau.ts'
import type { Config } from './config.ts'
import { openDataDir } from './data-dir.ts'
import { faultAt } from './fault.ts'
import { filedBytes } from './filed.ts'
import { folderSender } from './folder.ts'
import { type Answer, listen } from './listen.ts'
import { openLog } from './log.ts'
import { checkInstance, checkNightly } from './log-check.ts'
import { promisesBy } from './log-promise.ts'
import { textOfPdf } from './pdf-node.ts'
import { burnBoxes, cleanPhoto } from './photo-node.ts'
import { openMemory } from './programs.ts'
import { openPublishDoor } from './publish-door.ts'
import { openPublisher } from './publisher.ts'
import { builtHash, builtSite, loadSite } from './site.ts'
import { smtpSender } from './smtp.ts'
import { staticFiles } from './static.ts'
import { tileSource } from './tiles.ts'

/** `npm start`: everything in one process, from an empty folder to `ready`. */
export async function serve(config: Config): Promise<void> {
  let stop = async () => process.exit(0)
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => stop())
  const data = await openDataDir(config.dataDir, config.demo)
  const missing = new Set(['database', 'site'])
  let answer: Answer = bootAnswers(() => [...missing])
  const server = await listen(config, (request, bindings) => answer(request, bindings))
  const origin = config.origin ?? `http://localhost:${server.port}`

  const building = builtSite(data.path)
  building.catch(() => {})
  const { db, store } = await openMemory(config, data)
  missing.delete('database')
  const folder = await building
  const site = await loadSite(folder)

  const { demo, secrets } = data
  const now = () => new Date()
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const step = faultAt(process.env.FAULT_AT)
  const demoMail = demo ? folderSender(join(data.path, 'outbox'), 'jingtu@demo.invalid') : null
  const log = await openLog({
    db,
    dataDir: data.path,
    origin,
    demo,
    now,
    random,
    step,
    report: (error) => logFault('log')(error),
  })
  const about = { bureau: await readBureau(db), demo, origin, turnstileSiteKey: config.turnstile?.siteKey ?? null }
  const built = { folder, hash: await builtHash(folder), render: site.render }
  const checked = { db, dataDir: data.path, about, now, built }
  const publisher = openPublisher({
    db,
    dataDir: data.path,
    built,
    about,
    filed: filedBytes(db, store),
    figures: (at) => countHomeFigures(db, at),
    now,
    step,
    log: log.bring,
  })
  let wake = () => {}
  const caseFeed = openCaseFeed(db)
  const env: Env = {
    ...site,
    bureau: about.bureau,
    demo,
    origin,
    db,
    secrets,
    now,
    random,
    cleanPhoto,
    burnBoxes,
    textOfPdf,
    store,
    limits: memoryLimits(random),
    intakeLimit: config.intakeLimit,
    turnstile: config.turnstile,
    webhookSecret: config.webhookSecret,
    tiles: config.tiles && tileSource(config.tiles),
    accounts: createAccounts({ db, secret: secrets.session, origin, now, demo }),
    sendMail: config.mail ? smtpSender(config.mail.url, config.mail.from) : demoMail,
    log: (line) => void process.stderr.write(`${JSON.stringify(line)}\n`),
    caseFeed,
    wake: () => wake(),
    replay: () =>
      new Promise((shown) =>
        publisher
          .replay(shown)
          .catch(logFault('replay'))
          .then(() => shown()),
      ),
    async renewBureau() {
      env.bureau = about.bureau = await readBureau(db)
      // Every page names the bureau, and there may be many: whoever confirmed does not wait for them.
      void publisher.renew({ ...about }).catch(logFault('renew'))
    },
    logFiles: log.read,
    logStanding: async () => log.standing(),
    ...promisesBy(log.promiseKey && Promise.resolve(log.promiseKey)),
    serve: staticFiles(join(data.path, 'site')),
    unready: async () => {
      const state = await db.ready()
      return [...missing, ...(state.ok ? [] : [state.why])]
    },
  }
  function logFault(route: string) {
    return (error: unknown) =>
      env.log({
        minute: now().toISOString().slice(0, 16),
        route: `job:${route}`,
        method: 'RUN',
        status: 500,
        ms: '<10',
        request: '-',
        fault:
          error instanceof LogRefused ? `${error.name}: ${error.why}` : error instanceof Error ? error.name : 'Error',
      })
  }
  const app = createApp(env)
  await publisher.bring()
  answer = (request, bindings) => app.fetch(request, bindings)

  if (!demo && (await needsHost(db))) {
    const link = await firstInvitation(db, { origin, random }, now())
    console.log(`首位管理员的一次性邀请链接 / one-time invitation of the first administrator:\n${link}`)
  }
  const state = await db.ready()
  if (!state.ok) throw new Error(state.why)
  const check = async () => {
    await publisher.replay()
    await publisher.duty()
    return checkInstance(checked)
  }
  // Minutes long where there is much; mails and pages do not wait for it.
  const startCheck = async () => void checkNightly(checked).catch(logFault('log-check'))
  const door = await openPublishDoor(data.path, { publisher, check })
  missing.clear()
  console.log(`ready http://localhost:${server.port}`)

  const jobs = startTimetable(env, timetable({ ...publisher, log: log.batch, check: startCheck }))
  wake = jobs.wake
  stop = async () => {
    caseFeed.close()
    await server.close()
    door.close()
    await jobs.stop()
    db.close()
    data.lock.release()
    // The renderer holds a message channel open; nothing else is left.
    process.exit(0)
  }
}
