import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDataDir, type Running, startServer } from '../server.ts'
import { differences, treeOf } from '../tree.ts'

const ROOT = join(import.meta.dirname, '../..')
const dataDir = freshDataDir()
let server: Running
beforeAll(async () => {
  server = await startServer({ dataDir })
}, 120_000)
afterAll(async () => {
  await server.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

function publish(...options: string[]) {
  const program = [join(ROOT, 'api/node.ts'), 'publish', ...options]
  const env = { ...process.env, DATA_DIR: dataDir, PORT: new URL(server.url).port }
  return spawnSync(process.execPath, program, { cwd: ROOT, env, encoding: 'utf8', timeout: 120_000 })
}
const site = () => readlinkSync(join(dataDir, 'site'))

test('publish asks the server that runs; once it is gone, publish does it itself, with the same bytes', async () => {
  // The figures of the demo's months are counted once the server runs.
  const figures = async () => (await fetch(`${server.url}/figures/2025/`)).status
  await expect.poll(figures, { timeout: 90_000 }).toBe(200)
  publish()
  const first = treeOf(join(dataDir, 'site'))
  expect(first.size).toBeGreaterThan(500)
  expect(publish().stdout).toBe('the server published: nothing changed\n')

  // Everything anew, in another folder, while the server serves; the one before is gone.
  const before = site()
  expect(publish('--full').stdout).toBe('the server published everything anew\n')
  expect(site()).not.toBe(before)
  expect(readdirSync(join(dataDir, 'sites'))).toEqual([site().slice('sites/'.length)])
  expect(differences(first, treeOf(join(dataDir, 'site')))).toEqual([])
  expect((await fetch(`${server.url}/enterprises/`)).status).toBe(200)

  await server.stop()
  expect(publish().stdout).toBe('published: nothing changed\n')
  expect(publish('--full').stdout).toBe('published everything anew\n')
  expect(differences(first, treeOf(join(dataDir, 'site')))).toEqual([])
}, 240_000)

test('the record holds the exact bytes of everything published, in order', () => {
  const lines = readFileSync(join(dataDir, 'record/order.jsonl'), 'utf8').trimEnd().split('\n')
  const order = lines.map((line) => JSON.parse(line))
  expect(order.map((one) => one.position)).toEqual(order.map((_, at) => at + 1))
  for (const { kind, id, version } of order) {
    const text = readFileSync(join(dataDir, 'record', kind, id, `v${version}.json`), 'utf8')
    expect(JSON.parse(text)).toMatchObject({ kind, id, version })
  }
})
