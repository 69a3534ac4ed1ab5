import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { freshDataDir, type Running, startServer } from '../server.ts'

const ROOT = join(import.meta.dirname, '../..')
const root = mkdtempSync(join(tmpdir(), 'jingtu-node-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const running: Running[] = []
afterEach(() => Promise.all(running.splice(0).map((one) => one.kill())))
/** With a folder of this test's own: it outlives the server, which is started on it again. */
async function start(options: Parameters<typeof startServer>[0] = {}): Promise<Running> {
  const server = await startServer({ dataDir: mkdtempSync(join(root, 'data-')), ...options })
  running.push(server)
  return server
}

/** A start that must end by itself: what it said, and its code. */
function refusedStart(dataDir: string, env: Record<string, string> = {}) {
  const settings = { ...process.env, PORT: '0', DATA_DIR: dataDir, ...env }
  const { status, stderr } = spawnSync(process.execPath, ['api/node.ts'], {
    cwd: ROOT,
    env: settings,
    encoding: 'utf8',
    timeout: 60_000,
  })
  return { status, lines: stderr.trim().split('\n') }
}

test('one process, one folder: ready when it says so, demo for good, one owner, and gone when told', async () => {
  const server = await start()
  const { dataDir, url } = server
  expect(server.output()).toMatch(new RegExp(`^ready ${url}$`, 'm'))
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true })

  // Everything lies under the folder; keys are for us alone.
  expect((await readdir(dataDir)).sort()).toEqual(
    expect.arrayContaining(['jingtu.db', 'keys', 'mark.json', 'photos', 'site']),
  )
  expect((await stat(join(dataDir, 'keys'))).mode & 0o777).toBe(0o700)
  for (const key of await readdir(join(dataDir, 'keys'))) {
    const { size, mode } = await stat(join(dataDir, 'keys', key))
    // The log's mark lies beside them: a name, a size and a root.
    expect([key, key === 'log.mark' || size, mode & 0o777]).toEqual([key, key === 'log.mark' || 32, 0o600])
  }

  // A second process, and one that takes the demo for a real instance, say why in one line.
  const second = refusedStart(dataDir)
  expect(second).toMatchObject({ status: 1, lines: [expect.stringContaining('another process is using')] })
  await server.stop()
  expect(server.child.exitCode).toBe(0)
  const contradicted = refusedStart(dataDir, { DEMO: '0' })
  expect(contradicted).toMatchObject({ status: 1, lines: [expect.stringContaining('marked demo')] })

  // A key that is gone is not made anew.
  await rm(join(dataDir, 'keys', 'pepper'))
  expect(refusedStart(dataDir)).toMatchObject({ status: 1, lines: [expect.stringContaining('keys/pepper')] })
}, 120_000)

test('a real instance has no cast, and prints the first administrator’s invitation until somebody accepted it', async () => {
  const server = await start({ env: { DEMO: '0' } })
  const link = () => /\/sign-in\/#invitation=([0-9a-f]{64})$/m.exec(running.at(-1)?.output() ?? '')?.[1]
  expect(link()).toBeDefined()
  expect((await fetch(`${server.url}/api/auth/demo`)).status).toBe(404)
  expect(await (await fetch(`${server.url}/`)).text()).not.toContain('演示数据')
  const voided = link()
  await server.stop()

  const again = await start({ dataDir: server.dataDir })
  expect(link()).not.toBe(voided)
  const accept = (token: string | undefined) =>
    fetch(`${again.url}/api/auth/invitation`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: again.url },
      body: JSON.stringify({
        token,
        name: '首管理',
        email: 'first@bureau.invalid',
        password: 'correct horse battery staple',
      }),
    })
  expect((await accept(voided)).status).toBe(404)
  expect((await accept(link())).status).toBeLessThan(300)
  await again.stop()

  const third = await start({ dataDir: server.dataDir })
  expect(third.output()).not.toContain('invitation')
}, 180_000)

test('pages and assets come with their headers, unknown addresses with the page for them', async () => {
  const { url, dataDir } = await start()
  const home = await fetch(`${url}/`)
  expect(home.headers.get('cache-control')).toBe('no-cache')
  expect(home.headers.get('content-security-policy')).not.toContain('unsafe')
  expect(home.headers.get('content-type')).toBe('text/html; charset=utf-8')
  const html = await home.text()
  const etag = home.headers.get('etag') ?? ''
  expect((await fetch(`${url}/`, { headers: { 'if-none-match': etag } })).status).toBe(304)

  const asset = /\/_astro\/[^"]+\.css/.exec(html)?.[0] ?? ''
  const style = await fetch(`${url}${asset}`)
  expect(style.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(style.headers.get('x-content-type-options')).toBe('nosniff')

  const page = { accept: 'text/html' }
  expect((await fetch(`${url}/nowhere/`, { headers: page })).status).toBe(404)
  expect((await fetch(`${url}/api/nowhere`)).headers.get('content-type')).toContain('application/json')
  expect((await fetch(`${url}/report`, { redirect: 'manual' })).headers.get('location')).toBe('/report/')
  for (const path of ['/..%2fmark.json', '/%2e%2e/mark.json', '/.assets.json', '/_astro/..%2f..%2fkeys/mail'])
    expect([path, (await fetch(`${url}${path}`)).status]).toEqual([path, 404])

  // A withdrawn address answers for ever.
  await mkdir(join(dataDir, 'site/disclosures/x'), { recursive: true })
  await writeFile(join(dataDir, 'site/disclosures/x/gone.html'), '<!doctype html><p>已撤回</p>')
  const gone = await fetch(`${url}/disclosures/x/`)
  expect([gone.status, await gone.text()]).toEqual([410, '<!doctype html><p>已撤回</p>'])
}, 120_000)

test('a slow or oversized client costs itself, nobody else', async () => {
  const { url } = await start()
  const port = Number(new URL(url).port)
  const status = await new Promise<number | undefined>((resolve) => {
    request({ port, path: '/', headers: { 'x-long': 'x'.repeat(10_000) } }, (answer) =>
      resolve(answer.statusCode),
    ).end()
  })
  expect(status).toBe(431)
  const began = Date.now()
  const silent = connect(port, '127.0.0.1', () => silent.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-'))
  await new Promise((resolve) => silent.once('close', resolve).on('data', () => {}))
  expect(Date.now() - began).toBeLessThan(20_000)
}, 120_000)

test('programs end by themselves and say what they did', async () => {
  const dataDir = freshDataDir()
  const run = (program: string, env: Record<string, string> = {}) =>
    spawnSync(process.execPath, ['api/node.ts', program], {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR: dataDir, ...env },
      encoding: 'utf8',
      timeout: 60_000,
    })
  expect(run('migrate').stdout).toBe('migrated\n')
  expect(run('seed').stdout).toMatch(/^seeded \d+ cases and filings\n$/)
  expect(run('seed').stdout).toBe('the demo bureau is there already\n')
  expect(run('publish').stdout).toBe('published everything anew\n')
  expect(run('publish').stdout).toBe('published: nothing changed\n')
  expect(await readFile(join(dataDir, 'site/index.html'), 'utf8')).toContain('演示数据')
  expect(run('nonsense')).toMatchObject({ status: 1 })
}, 120_000)
