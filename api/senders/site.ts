import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { cp, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { holdLock } from '#db/lock.ts'
import type { PageLocals, Render } from '#domain/page.ts'
import type { Env } from '../env.ts'
import { readIfThere, replaceFile } from './files.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** What the pages are made of. */
const TEMPLATES = [
  'site',
  'domain',
  'content',
  'db/pages.ts',
  'db/pages',
  'db/publish.ts',
  'astro.config.mjs',
  'package-lock.json',
].filter((name) => existsSync(join(ROOT, name)))

/** sha256 over every file pages are made of, by path. Synchronous: the quickest way through many small files. */
export async function templateHash(root = ROOT): Promise<string> {
  const hash = createHash('sha256')
  for (const name of TEMPLATES) {
    const files = statSync(join(root, name)).isDirectory()
      ? readdirSync(join(root, name), { recursive: true, withFileTypes: true })
          .filter((one) => one.isFile())
          .map((one) => join(one.parentPath, one.name))
      : [join(root, name)]
    for (const file of files.sort()) hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/**
 * A folder with the built site for the templates as they are: the checkout's own `dist` where it is up to date, else
 * the one in the data folder, built when missing.
 */
export async function builtSite(dataDir: string): Promise<string> {
  const hash = await templateHash()
  const own = join(dataDir, 'build', hash.slice(0, 16))
  for (const folder of [join(ROOT, 'dist'), own]) if (await isBuilt(folder, hash)) return folder
  const built = await build(own, `${own}.${process.pid}`, hash)
  // Builds of older templates, and what a start that was killed left half done.
  for (const name of await readdir(dirname(own)))
    if (join(dirname(own), name) !== own) await rm(join(dirname(own), name), { recursive: true, force: true })
  return built
}

/** Builds the site into the checkout's `dist`, wanted or not. */
export async function buildSite(): Promise<string> {
  return build(join(ROOT, 'dist'), join(ROOT, '.astro', `dist.${process.pid}`), await templateHash())
}

/** The hash of the templates a folder was built of. */
export async function builtHash(folder: string): Promise<string> {
  return JSON.parse(await readFile(join(folder, 'build.json'), 'utf8')).hash
}

async function isBuilt(folder: string, hash: string): Promise<boolean> {
  const stamp = await readIfThere(join(folder, 'build.json'))
  return stamp !== null && JSON.parse(stamp.toString()).hash === hash
}

/** `folder` appears whole or not at all: built in `temporary`, stamped last, swapped in by a rename. */
async function build(folder: string, temporary: string, hash: string): Promise<string> {
  await mkdir(join(ROOT, '.astro'), { recursive: true })
  await mkdir(dirname(folder), { recursive: true })
  const release = await waitForLock(join(ROOT, '.astro', 'build-lock.db'))
  try {
    await rm(temporary, { recursive: true, force: true })
    const astro = join(dirname(createRequire(import.meta.url).resolve('astro/package.json')), 'bin/astro.mjs')
    await run(process.execPath, [astro, 'build', '--outDir', temporary])
    await replaceFile(join(temporary, 'build.json'), `${JSON.stringify({ hash })}\n`)
    await rm(folder, { recursive: true, force: true })
    await rename(temporary, folder)
    return folder
  } finally {
    release()
  }
}

/** Only one process builds in a checkout at a time: the build keeps scratch files there. */
async function waitForLock(path: string): Promise<() => void> {
  for (;;) {
    const lock = await holdLock(path)
    if (lock) return lock.release
    await pause(250)
  }
}

async function run(command: string, args: string[]): Promise<void> {
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  })
  // A start that is called off takes its build with it.
  const end = () => child.kill()
  process.once('exit', end)
  let said = ''
  child.stdout.on('data', (part) => (said += part))
  child.stderr.on('data', (part) => (said += part))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  process.off('exit', end)
  if (code !== 0) throw new Error(`couldn't build the site:\n${said}`)
}

/** Loads a built site: the renderer and the CSP hashes of its shell pages. */
export async function loadSite(folder: string): Promise<{ render: Render; csp: Env['csp'] }> {
  const entry = await import(pathToFileURL(join(folder, 'server/entry.mjs')).href)
  const csp = JSON.parse(await readFile(join(folder, 'csp.json'), 'utf8'))
  const render = async (path: string, locals: PageLocals) => {
    const answer: Response = await entry.render(new Request(`http://localhost${path}`), locals)
    if (answer.status >= 500) throw new Error(`couldn't render ${path}: ${answer.status}`)
    return answer.text()
  }
  return { render, csp }
}

/**
 * Puts the assets of a build into a new folder of the site. Those of the build before it stay one swap longer: a page a
 * reader opened before the change still finds its style.
 */
export async function carryAssets(build: string, folder: string, previous: string | null): Promise<void> {
  const client = join(build, 'client')
  const now = (await readdir(client, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(client.length + 1))
    .sort()
  const known = previous && (await readIfThere(join(previous, '.assets.json')))
  const old: { now: string[]; before: string[] } = known ? JSON.parse(known.toString()) : { now: [], before: [] }
  const isSame = JSON.stringify(old.now) === JSON.stringify(now)
  const before = (isSame ? old.before : old.now).filter((name) => !now.includes(name))
  for (const name of now) await cp(join(client, name), join(folder, name), { preserveTimestamps: true })
  for (const name of before)
    await cp(join(previous ?? '', name), join(folder, name), { preserveTimestamps: true }).catch(() => {})
  await replaceFile(join(folder, '.assets.json'), `${JSON.stringify({ now, before })}\n`)
}
