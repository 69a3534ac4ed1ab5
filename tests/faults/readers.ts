import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Where readers begin; from there they follow links. */
const DOORS = ['/', '/enterprises/', '/disclosures/', '/remediations/', '/disclosures.json', '/enterprises/feed.xml']
/** Answered by the app, which is not what is being looked at. */
const ANSWERED = /^\/(search|api|prefs|report|desk|portal|sign-in|log)\b/

export type Reading = {
  requests: number
  /** Requests that found no server: it was dead or not ready. */
  down: number
  /** Everything a reader must never see, as `address: what`. */
  bad: string[]
  stop(): Promise<void>
}

/** Readers that fetch a page and follow its links, so many requests a second, until stopped. */
export function startReaders(url: string, perSecond = 50): Reading {
  const reading: Reading = { requests: 0, down: 0, bad: [], stop }
  const waiting: string[] = []
  const under = new Set<Promise<void>>()
  let stopped = false

  const read = async (path: string) => {
    reading.requests += 1
    let status: number
    let body: Uint8Array
    try {
      const response = await fetch(`${url}${path}`, { headers: { accept: 'text/html,*/*' }, redirect: 'follow' })
      status = response.status
      body = new Uint8Array(await response.arrayBuffer())
    } catch {
      reading.down += 1
      return
    }
    if (status === 503) reading.down += 1
    else if (status !== 200 && status !== 410) reading.bad.push(`${path}: ${status}`)
    else if (!isWhole(status === 410 && path.endsWith('.csv') ? '.json' : path, body))
      reading.bad.push(`${path}: half a file`)
    else if (path.endsWith('/')) waiting.push(...sample(linksIn(new TextDecoder().decode(body)), 6))
  }
  const run = async () => {
    while (!stopped) {
      const path = waiting.pop() ?? DOORS[Math.floor(Math.random() * DOORS.length)] ?? '/'
      waiting.splice(0, waiting.length - 12)
      const mine = read(path).finally(() => under.delete(mine))
      under.add(mine)
      await pause(1000 / perSecond)
    }
  }
  const running = run()
  async function stop() {
    stopped = true
    await running
    await Promise.all(under)
  }
  return reading
}

/** What is wrong with a folder of the site as it lies there: files that are not whole, links from reachable pages that lead nowhere. */
export function wrongOnDisk(site: string): string[] {
  const paths = readdirSync(site, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name).slice(site.length))
  return wrongAmong(paths, (path) => readFileSync(join(site, path)))
}

/** The same of files wherever they lie, by path with a leading slash. */
export function wrongAmong(paths: readonly string[], read: (path: string) => Uint8Array): string[] {
  const there = new Set(paths)
  const wrong = paths.filter((path) => !isWhole(path, read(path))).map((path) => `${path}: half a file`)
  const seen = new Set(['/'])
  for (const address of seen) {
    const file = fileOf(address, there)
    if (!file) wrong.push(`${address}: linked, not there`)
    else if (file.endsWith('.html')) for (const link of linksIn(new TextDecoder().decode(read(file)))) seen.add(link)
  }
  return wrong
}

function fileOf(address: string, there: Set<string>): string | null {
  const own = address.endsWith('/') ? `${address}index.html` : address
  if (there.has(own)) return own
  const names = address
    .replace(/\.(json|csv)$/, '')
    .split('/')
    .filter(Boolean)
  for (let depth = names.length; depth > 1; depth--)
    for (const gone of ['gone.html', 'gone.json']) {
      const path = `/${names.slice(0, depth).join('/')}/${gone}`
      if (there.has(path)) return path
    }
  return null
}

/** Addresses of our own pages and files that a page links to. */
export function linksIn(html: string): string[] {
  const found = [...html.matchAll(/\s(?:href|src)="(\/[^"#?]*)/g)].map((link) => link[1] ?? '')
  return [...new Set(found)].filter((path) => !ANSWERED.test(path) && !path.startsWith('//'))
}

function isWhole(path: string, bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes).trimEnd()
  if (path.endsWith('.json')) {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }
  if (path.endsWith('.xml')) return text.endsWith('</feed>')
  // A page's script may follow its end.
  if (path.endsWith('/') || path.endsWith('.html')) return /<\/html>(<script [^>]*><\/script>)?$/.test(text)
  return bytes.length > 0
}

function sample<T>(list: T[], count: number): T[] {
  const left = [...list]
  return Array.from(
    { length: Math.min(count, left.length) },
    () => left.splice(Math.floor(Math.random() * left.length), 1)[0] as T,
  )
}
