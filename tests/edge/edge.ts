import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestHarness, type WorkerHandle } from 'wrangler'
import type { PhotoStore, Secrets } from '#api/env.ts'
import type { Bucket } from '#api/senders/edge-deploy.ts'
import { buildSite, builtSite } from '#api/senders/site.ts'
import { seedStaff } from '#db/account.ts'
import { PEOPLE } from '#db/cast/people.ts'
import type { Db } from '#db/engine.ts'
import { migrateDb } from '#db/migrate.ts'
import { openDb } from '#db/open.ts'
import { openRemote } from '#db/remote.ts'
import { startHrana } from '../hrana/server.ts'

const ROOT = join(import.meta.dirname, '../..')
const ARTIFACTS = join(ROOT, 'tests/.artifacts')
const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')
/** Where the Worker is bundled to, once a run. */
export const BUNDLE = join(ARTIFACTS, 'worker')

/** Wrangler says nothing to anybody and writes nothing outside the checkout. */
const QUIET = {
  HOME: join(ARTIFACTS, 'home'),
  XDG_CONFIG_HOME: join(ARTIFACTS, 'home/.config'),
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_LOG_SANITIZE: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_HIDE_BANNER: 'true',
}

/**
 * Before the first test of the lane: what `npm run deploy` would send, made by the same command.
 * @throws with what wrangler printed
 */
export async function setup(): Promise<void> {
  if ((await builtSite(join(ARTIFACTS, 'site'))) !== join(ROOT, 'dist')) await buildSite()
  mkdirSync(QUIET.HOME, { recursive: true })
  const args = [WRANGLER, 'deploy', '--dry-run', '--outdir', BUNDLE]
  const made = spawnSync(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...QUIET }, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`couldn't bundle the worker:\n${made.stdout}${made.stderr}`)
}

/** What tests reach of the bindings. */
type Bound = { SITE: Bucket; FILES: Bucket; OUTBOX: { send(message: object): Promise<unknown> } }

export type Edge = Awaited<ReturnType<typeof openEdge>>

/** What is in the database before the server starts. `store` becomes the bucket of photos and documents. */
export type Filling = (into: { db: Db; store: PhotoStore; secrets: Secrets }) => Promise<unknown>

/**
 * The Worker in its own runtime, with buckets, queue, cron and rate buckets emulated, over a libSQL server with the
 * demo's people in its database. A second Worker, `twin`, shares all of it, as another isolate would.
 */
export async function openEdge(vars: Record<string, string> = {}, fill: Filling = ({ db }) => seedStaff(db, PEOPLE)) {
  const file = join(mkdtempSync(join(tmpdir(), 'jingtu-edge-')), 'remote.db')
  const made = await openDb(`file:${file}`)
  await migrateDb(made)
  const filed = new Map<string, Uint8Array>()
  await fill({ db: made, store: shelf(filed), secrets: SECRETS })
  made.close()
  const hrana = await startHrana({ file })
  Object.assign(process.env, QUIET)
  const settings = { ORIGIN, DEMO: '1', DATABASE_URL: hrana.url, DATABASE_AUTH_TOKEN: hrana.token, ...KEYS, ...vars }
  const server = createTestHarness({
    root: ROOT,
    workers: [
      { configPath: 'wrangler.toml', prebuiltWorkerDir: BUNDLE, vars: settings },
      { config: { ...twin, vars: settings } },
    ],
  })
  const { url } = await server.listen()
  const db = openRemote(hrana)
  const bound = (await server.getWorker('jingtu').getEnv()) as Bound
  for (const [key, bytes] of filed) await bound.FILES.put(key, bytes)

  return {
    ask: asker(server.getWorker('jingtu')),
    twin: asker(server.getWorker('twin')),
    db,
    bound,
    /** Where the Worker itself listens; its `ORIGIN` is what readers see. */
    url,
    origin: ORIGIN,
    /** Lets the Worker run what this cron line stands for. */
    cron: (cron: string) => server.getWorker('jingtu').scheduled({ cron, scheduledTime: new Date() }),
    logs: () => server.getLogs().map((line) => line.message),
    async close() {
      await server.close()
      db.close()
      await hrana.stop()
      rmSync(join(file, '..'), { recursive: true, force: true })
    },
  }
}

const ORIGIN = 'http://localhost:8787'
const key = () => crypto.getRandomValues(new Uint8Array(32))
const SECRETS: Secrets = { receipt: key(), pepper: key(), mail: key(), work: key(), session: key() }
/** The keys as the Worker takes them. */
const KEYS = Object.fromEntries(
  Object.entries(SECRETS).map(([name, bytes]) => [`KEY_${name.toUpperCase()}`, Buffer.from(bytes).toString('base64')]),
)

function shelf(files: Map<string, Uint8Array>): PhotoStore {
  return {
    put: async (key, bytes) => void files.set(key, bytes),
    get: async (key) => files.get(key) ?? null,
    remove: async (key) => void files.delete(key),
  }
}

/** Another Worker of the same bundle; what it counts in is the first one's. */
const twin = {
  name: 'twin',
  main: join(BUNDLE, 'worker.js'),
  no_bundle: true,
  compatibility_date: '2026-10-01',
  compatibility_flags: ['nodejs_compat'],
  assets: { directory: join(ROOT, 'dist/client'), binding: 'ASSETS', run_worker_first: true },
  r2_buckets: [
    { binding: 'SITE', bucket_name: 'jingtu-site' },
    { binding: 'FILES', bucket_name: 'jingtu-files' },
  ],
  queues: { producers: [{ binding: 'OUTBOX', queue: 'jingtu-outbox' }] },
  durable_objects: { bindings: [{ name: 'LIMITS', class_name: 'Limits', script_name: 'jingtu' }] },
}

/** Requests as a program sends them; objects go as JSON. The answer's body is read as JSON where it is. */
function asker(worker: WorkerHandle) {
  return async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const json = body !== undefined && !(body instanceof FormData) && typeof body !== 'string'
    const sent = body === undefined ? null : new Response(json ? JSON.stringify(body) : (body as FormData | string))
    const type = json ? 'application/json' : sent?.headers.get('content-type')
    const response = await worker.fetch(`${ORIGIN}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(type && { 'content-type': type }), ...headers },
      ...(sent && { body: await sent.bytes() }),
    })
    const text = await response.text()
    const isJson = (response.headers.get('content-type') ?? '').includes('json')
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
    const data: any = isJson && text !== '' ? JSON.parse(text) : text
    return { status: response.status, body: data, headers: response.headers as unknown as Headers }
  }
}

/** The cookies of an answer, as a browser sends them back. */
export function cookieOf(headers: Headers): { cookie: string; origin: string } {
  const cookies = headers.getSetCookie().map((one) => one.split(';')[0])
  return { cookie: cookies.join('; '), origin: ORIGIN }
}
