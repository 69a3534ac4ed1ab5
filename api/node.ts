import { join } from 'node:path'
import { firstInvitation } from '#db/account.ts'
import { migrateDb } from '#db/migrate.ts'
import { type Db, openDb } from '#db/open.ts'
import { publish } from '#db/publish.ts'
import { seedDemo } from '#db/seed.ts'
import { hasAdministrator } from '#db/staff.ts'
import { createAccounts } from './accounts.ts'
import { createApp } from './app.ts'
import type { Env } from './env.ts'
import { memoryLimits } from './guards/limit.ts'
import { startTimetable, timetable } from './jobs/timetable.ts'
import { bootAnswers } from './senders/boot.ts'
import { readBureau } from './senders/bureau.ts'
import { type Config, readConfig } from './senders/config.ts'
import { type DataDir, openDataDir } from './senders/data-dir.ts'
import { folderFiles } from './senders/files.ts'
import { folderSender } from './senders/folder.ts'
import { type Answer, listen } from './senders/listen.ts'
import { cleanPhoto } from './senders/photo-node.ts'
import { StartRefused } from './senders/refuse.ts'
import { buildSite, builtSite, carryAssets, loadSite } from './senders/site.ts'
import { smtpSender } from './senders/smtp.ts'
import { staticFiles } from './senders/static.ts'
import { folderStore } from './senders/store-node.ts'

// What fails may carry what people wrote (a database error quotes its parameters): only names and places are printed.
const die = (error: unknown): never => {
  if (error instanceof StartRefused) console.error(`jingtu: ${error.message}`)
  else console.error(`jingtu: ${nameOf(error)}\n${framesOf(error)}`)
  process.exit(1)
}
process.on('uncaughtException', die)
process.on('unhandledRejection', die)

const PROGRAMS: Record<string, (config: Config) => Promise<void>> = { serve, build, migrate, seed, publish: publishNow }
const program = PROGRAMS[process.argv[2] ?? 'serve']
if (!program) die(new StartRefused(`没有这个命令：${process.argv[2]}`, `no such program: ${process.argv[2]}`))
else
  await Promise.resolve()
    .then(() => program(readConfig(process.env)))
    .catch(die)

/** `npm start`: everything in one process, from an empty folder to `ready`. */
async function serve(config: Config): Promise<void> {
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
  const site = await loadSite(await building.then((folder) => carried(folder, data)))

  let wake = () => {}
  let replay = async () => {}
  const env: Env = {
    ...hostEnv(config, data, db, store, origin),
    ...site,
    wake: () => wake(),
    replay: () => replay(),
    serve: staticFiles(join(data.path, 'site')),
    unready: async () => {
      const state = await db.ready()
      return [...missing, ...(state.ok ? [] : [state.why])]
    },
  }
  const app = createApp(env)
  const publishSite = () => publish(db, env.render, aboutPages(env), folderFiles(join(data.path, 'site')), env.now())
  await publishSite()
  answer = (request, bindings) => app.fetch(request, bindings)

  if (!data.demo && !(await hasAdministrator(db))) {
    const link = await firstInvitation(db, { origin, random: env.random }, env.now())
    console.log(`首位管理员的一次性邀请链接 / one-time invitation of the first administrator:\n${link}`)
  }
  const state = await db.ready()
  if (!state.ok) throw new Error(state.why)
  missing.clear()
  console.log(`ready http://localhost:${server.port}`)

  const jobs = startTimetable(env, timetable(publishSite))
  wake = jobs.wake
  stop = async () => {
    await server.close()
    await jobs.stop()
    db.close()
    data.lock.release()
    // The renderer holds a message channel open; nothing else is left.
    process.exit(0)
  }
}

/** `npm run build`: the site into `dist`, for those who want it built before the first start. */
async function build(): Promise<void> {
  console.log(`built ${await buildSite()}`)
  process.exit(0)
}

/** `npm run migrate`: brings the database of a stopped instance to this version. */
async function migrate(config: Config): Promise<void> {
  const data = await openDataDir(config.dataDir, config.demo)
  const db = await openDb(config.databaseUrl)
  await migrateDb(db)
  finish(db, data, 'migrated')
}

/** `npm run seed`: a demo bureau in an empty data folder. */
async function seed(config: Config): Promise<void> {
  const data = await openDataDir(config.dataDir, config.demo)
  if (!data.demo) throw new StartRefused('正式实例不能写入演示数据', 'a real instance takes no demo data')
  const { db, seeded } = await openMemory(config, data)
  finish(db, data, seeded > 0 ? `seeded ${seeded} cases` : 'the demo bureau is there already')
}

/** `npm run publish`: renders the published pages of a stopped instance. */
async function publishNow(config: Config): Promise<void> {
  const data = await openDataDir(config.dataDir, config.demo).catch((error: unknown) => {
    if (!(error instanceof StartRefused)) throw error
    console.log(
      `${error.message}\n运行中的服务在启动时和每晚 00:10 自行发布 / a running server publishes at start and every night`,
    )
    process.exit(0)
  })
  const { db, store } = await openMemory(config, data)
  const site = await loadSite(await builtSite(data.path).then((folder) => carried(folder, data)))
  const origin = config.origin ?? `http://localhost:${config.port}`
  const about = aboutPages({ ...hostEnv(config, data, db, store, origin) })
  const changed = await publish(db, site.render, about, folderFiles(join(data.path, 'site')), new Date())
  finish(db, data, changed.length > 0 ? `published ${changed.join(' ')}` : 'published: nothing changed')
}

async function openMemory(config: Config, data: DataDir) {
  const db = await openDb(config.databaseUrl)
  await migrateDb(db)
  const store = folderStore(join(data.path, 'photos'))
  const seeded = data.demo ? await seedDemo({ db, store, secrets: data.secrets, bureau: readBureau() }, new Date()) : 0
  return { db, store, seeded }
}

function hostEnv(config: Config, data: DataDir, db: Db, store: Env['store'], origin: string) {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const now = () => new Date()
  const { demo, secrets } = data
  const demoMail = demo ? folderSender(join(data.path, 'outbox'), 'jingtu@demo.invalid') : null
  return {
    bureau: readBureau(),
    demo,
    origin,
    db,
    secrets,
    now,
    random,
    cleanPhoto,
    store,
    limits: memoryLimits(random),
    intakeLimit: config.intakeLimit,
    turnstile: config.turnstile,
    accounts: createAccounts({ db, secret: secrets.session, origin, now, demo }),
    sendMail: config.mail ? smtpSender(config.mail.url, config.mail.from) : demoMail,
    log: (line: unknown) => void process.stderr.write(`${JSON.stringify(line)}\n`),
  }
}

async function carried(folder: string, data: DataDir): Promise<string> {
  await carryAssets(folder, join(data.path, 'site'))
  return folder
}

function aboutPages(env: Pick<Env, 'bureau' | 'demo' | 'origin' | 'turnstile'>) {
  const { bureau, demo, origin, turnstile } = env
  return { bureau, demo, origin, turnstileSiteKey: turnstile?.siteKey ?? null }
}

function finish(db: Db, data: DataDir, said: string): never {
  db.close()
  data.lock.release()
  console.log(said)
  process.exit(0)
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'error'
}

function framesOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}
