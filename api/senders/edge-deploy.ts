import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isLogPath } from '#db/log/files.ts'
import { typeOf } from '../published.ts'
import { each, type Step } from './files.ts'
import { StartRefused } from './refuse.ts'

/** What is asked of an R2 bucket, as its binding has it. */
export type Bucket = {
  get(key: string): Promise<{ etag: string; text(): Promise<string>; arrayBuffer(): Promise<ArrayBuffer> } | null>
  put(key: string, body: Uint8Array | string, options?: PutOptions): Promise<{ etag: string } | null>
  delete(keys: string[]): Promise<void>
  list(about: { cursor?: string }): Promise<{ objects: { key: string }[]; truncated: boolean; cursor?: string }>
}
type PutOptions = {
  httpMetadata?: { contentType: string }
  customMetadata?: Record<string, string>
  /** Of the bytes; a put that arrives otherwise is refused. */
  sha256?: string
  /** null is answered when it does not hold. */
  onlyIf?: { etagMatches: string } | { etagDoesNotMatch: '*' }
}

/** A build machine: an id that stays with its folder, and a name for people. */
export type Machine = { id: string; name: string }
export type Deployed = { put: string[]; removed: string[]; same: number }

/** Names with a dot in front are nobody's pages: the Worker never serves them. */
const LOCK = '.deploying.json'
const MANIFEST = '.deployed.json'

/** `run` makes the text of every holding its own. `paths`: may lie in the bucket otherwise than the manifest says. */
type Lock = { holder: (Machine & { run: string; since: string }) | null; paths: string[] }
/** sha256 by path; null: it is there, with whatever bytes. */
type Known = Map<string, string | null>

/** Where the files of the log lie, beside its pages. */
const LOG = 'log/'
/** In the manifest, of what lies there with whatever bytes. */
const UNKNOWN = ''

/** Puts at once: R2 answers each after some ten milliseconds. */
const AT_ONCE = 16
/** R2 takes a thousand keys in one deletion. */
const KEYS = 1000

/**
 * Holds a bucket for one build machine until a deployment is through; whoever held it last finds it again after a
 * crash. Take it before looking at the database: then nobody deploys what is older than what lies there.
 * @throws StartRefused while another machine has it, unless `takeOver` says that machine is dead
 */
export async function holdBucket(
  bucket: Bucket,
  machine: Machine,
  about: { takeOver?: boolean; now: Date; step?: Step },
): Promise<{
  /**
   * Makes the bucket what the folder is, with the folder of the log below `log/`, and lets it go. `full`: whatever is said
   * to lie there already. Without a `log` what lies there of it stays as it is.
   */
  deploy(folder: string, about?: { full?: boolean; log?: string | null }): Promise<Deployed>
}> {
  const step = about.step ?? (() => {})
  const readLock = async () => {
    const found = await patiently(() => bucket.get(LOCK))
    const lock: Lock = found ? JSON.parse(await found.text()) : { holder: null, paths: [] }
    if (lock.holder && lock.holder.id !== machine.id && !about.takeOver) throw taken(lock.holder)
    return { lock, etag: found?.etag ?? null }
  }
  const { lock: before, etag: free } = await readLock()
  const holder = { ...machine, run: crypto.randomUUID(), since: about.now.toISOString() }
  let etag = await write(LOCK, { holder, paths: before.paths } satisfies Lock, free)
  step('edge:held')

  /** Only the one who wrote it last can write it: the bucket compares. */
  async function write(key: string, content: object, last: string | null): Promise<string> {
    const text = `${JSON.stringify(content)}\n`
    const onlyIf = last === null ? { etagDoesNotMatch: '*' as const } : { etagMatches: last }
    const put = await patiently(() => bucket.put(key, text, { onlyIf, httpMetadata: { contentType: typeOf(key) } }))
    if (put) return put.etag
    // An attempt whose answer was lost has changed it, or somebody else has.
    const now = await patiently(() => bucket.get(key))
    if (now && (await now.text()) === text) return now.etag
    await readLock()
    throw lost()
  }

  async function deploy(
    folder: string,
    { full = false, log = null }: { full?: boolean; log?: string | null } = {},
  ): Promise<Deployed> {
    const manifest = await patiently(() => bucket.get(MANIFEST))
    const known: Known = manifest && !full ? new Map(Object.entries(JSON.parse(await manifest.text()))) : await listed()
    // What a deployment cut short may have put or not: with other bytes than are known, or where nothing was.
    const unsure = new Set(before.paths)
    const there = [...new Set([...known.keys(), ...unsure])]
    const tree = await treeOf(folder)
    const kept = new Set(log === null ? there.filter(isOfLog) : [])
    for (const path of kept) tree.set(path, (unsure.has(path) ? null : known.get(path)) ?? UNKNOWN)
    if (log !== null) for (const [path, sha256] of await treeOf(log)) tree.set(`${LOG}${path}`, sha256)
    const isOther = (path: string) => unsure.has(path) || known.get(path) !== tree.get(path)
    const put = [...tree.keys()].filter((path) => !kept.has(path) && isOther(path))
    const removed = there.filter((path) => !tree.has(path))
    const fileOf = (path: string) => (log && isOfLog(path) ? join(log, path.slice(LOG.length)) : join(folder, path))
    if (put.length + removed.length > 0 || !manifest) {
      etag = await write(LOCK, { holder, paths: [...new Set([...unsure, ...put])] } satisfies Lock, etag)
      step('edge:planned')
      for (const paths of inOrder(put, (path) => known.has(path))) {
        if ((await patiently(() => bucket.get(LOCK)))?.etag !== etag) throw lost()
        await each(paths, (path) => putFile(fileOf(path), path, tree.get(path) as string), AT_ONCE)
      }
      step('edge:put-all')
      for (let at = 0; at < removed.length; at += KEYS) {
        await patiently(() => bucket.delete(removed.slice(at, at + KEYS)))
        step('edge:removed')
      }
      await write(MANIFEST, Object.fromEntries([...tree].sort()), manifest?.etag ?? null)
      step('edge:written')
    }
    await write(LOCK, { holder: null, paths: [] } satisfies Lock, etag)
    step('edge:released')
    return { put, removed, same: tree.size - put.length }
  }

  /** Everything in the bucket, when nothing says what lies there. */
  async function listed(): Promise<Known> {
    const known: Known = new Map()
    let cursor: string | undefined
    do {
      const page = await patiently(() => bucket.list(cursor ? { cursor } : {}))
      for (const { key } of page.objects) if (!key.startsWith('.')) known.set(key, null)
      cursor = page.truncated ? page.cursor : undefined
    } while (cursor)
    return known
  }

  async function putFile(file: string, path: string, sha256: string): Promise<void> {
    const bytes = new Uint8Array(await readFile(file))
    const about = { httpMetadata: { contentType: typeOf(path) }, customMetadata: await statusOf(file), sha256 }
    step('edge:put')
    await patiently(() => bucket.put(path, bytes, about))
  }
  return { deploy }
}

function isOfLog(path: string): boolean {
  return path.startsWith(LOG) && isLogPath(path.slice(LOG.length))
}

/**
 * What was not there first, then what changes; of each the deeper first: a file before the page that links to it, a
 * version before its record, a record before its list, the front page last. So at no moment does a page that readers
 * come to link to one that is not there. The log's newest checkpoint comes when everything it speaks of is there.
 */
export function inOrder(put: readonly string[], isThere: (path: string) => boolean): string[][] {
  const groups = new Map<number, string[]>()
  for (const path of put) {
    const isPage = path.endsWith('.html')
    const place = (isThere(path) ? 1000 : 0) + (isPage ? 500 - path.split('/').length : 0)
    const rank = path === `${LOG}checkpoint` ? Number.POSITIVE_INFINITY : place
    const group = groups.get(rank)
    if (group) group.push(path)
    else groups.set(rank, [path])
  }
  return [...groups.keys()].sort((a, b) => a - b).map((rank) => groups.get(rank) as string[])
}

/** sha256 of every file below a folder, by path; names that begin with a dot are the folder's own. */
async function treeOf(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((one) => one.isFile() && !one.name.startsWith('.'))
    .map((one) => join(one.parentPath, one.name).slice(folder.length + 1))
  const hashes = await each(paths, async (path) =>
    createHash('sha256')
      .update(await readFile(join(folder, path)))
      .digest('hex'),
  )
  return new Map(paths.map((path, at) => [path, hashes[at] as string]))
}

/** R2 takes 8 KiB beside an object; a Chinese character is nine bytes of it. The page itself has the whole basis. */
const BASIS = 200

/** A tombstone says so beside the object too, and on what basis. */
async function statusOf(file: string): Promise<Record<string, string>> {
  if (!/\/gone\.(html|json)$/.test(file)) return { status: '200' }
  const { basis } = JSON.parse(await readFile(join(dirname(file), 'gone.json'), 'utf8'))
  return { status: '410', basis: encodeURIComponent([...String(basis)].slice(0, BASIS).join('')) }
}

/** A network says no now and then; each of these can be asked again without harm. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      if (attempt === 5) throw error
      await pause(100 * 2 ** attempt)
    }
  }
}

function taken({ name, since }: Machine & { since: string }): StartRefused {
  return new StartRefused(
    `构建机 ${name} 自 ${since} 起正在部署；若它已停止，请加 --take-over 再运行`,
    `the build machine ${name} has been deploying since ${since}; if it is dead, run again with --take-over`,
  )
}

function lost(): StartRefused {
  return new StartRefused('另一台构建机已接管部署，这里停止', 'another build machine has taken over; stopped here')
}
