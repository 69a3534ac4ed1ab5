import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createTestHarness } from 'wrangler'

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

/** What `npm run deploy` would send, made by the same command and kept here. @throws with what wrangler printed */
export function bundleWorker(): string {
  mkdirSync(QUIET.HOME, { recursive: true })
  const args = [WRANGLER, 'deploy', '--dry-run', '--outdir', BUNDLE]
  const made = spawnSync(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...QUIET }, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`couldn't bundle the worker:\n${made.stdout}${made.stderr}`)
  return made.stdout
}

/** A key as the Worker takes it. */
export const aKey = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64')

type Bucket = {
  put(key: string, bytes: string | Uint8Array): Promise<unknown>
  list(): Promise<{ objects: unknown[] }>
}
/** What tests reach of the bindings. */
export type Bound = { SITE: Bucket; FILES: Bucket; OUTBOX: { send(message: object): Promise<unknown> } }

export type Edge = Awaited<ReturnType<typeof openEdge>>

/**
 * The Worker in its own runtime, with buckets, queue, cron and rate buckets emulated, over a database that is there.
 * A second instance shares all of it, as two isolates do.
 */
export async function openEdge(database: { url: string; token?: string }, vars: Record<string, string> = {}) {
  Object.assign(process.env, QUIET)
  const server = createTestHarness({
    root: ROOT,
    workers: [
      {
        configPath: 'wrangler.toml',
        prebuiltWorkerDir: BUNDLE,
        vars: { ORIGIN: 'http://localhost:8787', DEMO: '1', ...vars },
        secrets: {
          DATABASE_URL: database.url,
          ...(database.token && { DATABASE_AUTH_TOKEN: database.token }),
          ...Object.fromEntries(
            ['RECEIPT', 'PEPPER', 'MAIL', 'WORK', 'SESSION'].map((name) => [`KEY_${name}`, aKey()]),
          ),
        },
      },
    ],
  })
  await server.listen()
  const worker = server.getWorker()

  /** A request as a program sends it; objects go as JSON. The answer's body is read as JSON where it is. */
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const json = body !== undefined && !(body instanceof FormData) && typeof body !== 'string'
    const sent =
      body === undefined ? undefined : new Response(json ? JSON.stringify(body) : (body as FormData | string))
    const type = json ? 'application/json' : sent?.headers.get('content-type')
    const response = await worker.fetch(`http://localhost:8787${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(type && { 'content-type': type }), ...headers },
      ...(sent && { body: await sent.bytes() }),
    })
    const text = await response.text()
    const answered = response.headers.get('content-type') ?? ''
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
    const data: any = answered.includes('json') ? JSON.parse(text) : text
    return { status: response.status, body: data, headers: response.headers as unknown as Headers }
  }
  const env = (await worker.getEnv()) as Bound
  return { ask, env, worker, logs: () => server.getLogs(), close: () => server.close() }
}
