import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
/** Settings of the machine that must not reach a server under test. */
const CLEAN = {
  DATABASE_URL: '',
  DATABASE_AUTH_TOKEN: '',
  SMTP_URL: '',
  TURNSTILE_SITE_KEY: '',
  TURNSTILE_SECRET: '',
  TRUSTED_PROXY: '',
  TILES_URL: '',
  TILES_ATTRIBUTION: '',
  TILES_CRS: '',
}
/** Compiled modules are kept between starts: a kill test starts the server a hundred times. */
const CACHE = { NODE_COMPILE_CACHE: join(ROOT, 'tests/.artifacts/compiled') }

export type Running = {
  url: string
  dataDir: string
  child: ChildProcess
  /** Everything it has printed, both streams. */
  output(): string
  /** As an administrator stops it; resolves when it is gone, with its folder when that was made for it. */
  stop(): Promise<void>
  /** kill −9: no goodbye. */
  kill(): Promise<void>
}

/** A folder of its own for one instance. */
export function freshDataDir(): string {
  return mkdtempSync(join(tmpdir(), 'jingtu-server-'))
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/**
 * The real server in a process of its own, on a free port; resolves when it prints `ready`.
 * @throws when it ends first or is not ready within a minute, with what it printed
 */
export async function startServer(
  options: { dataDir?: string; env?: Record<string, string>; entry?: string } = {},
): Promise<Running> {
  const dataDir = options.dataDir ?? freshDataDir()
  const port = await freePort()
  const child = spawn(process.execPath, [options.entry ?? join(ROOT, 'api/node.ts')], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...CLEAN,
      ...CACHE,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal)
    await gone
  }
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`the server ${why}:\n${printed}`))
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      fail('was not ready within a minute')
    }, 60_000)
    const read = (chunk: Buffer) => {
      printed += chunk.toString()
      if (/^ready http:\/\//m.test(printed)) {
        clearTimeout(late)
        resolve()
      }
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => {
      clearTimeout(late)
      fail(`ended with ${code}`)
    })
  })
  return {
    url: `http://localhost:${port}`,
    dataDir,
    child,
    output: () => printed,
    async stop() {
      await end('SIGTERM')
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
    kill: () => end('SIGKILL'),
  }
}
