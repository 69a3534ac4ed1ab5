import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findLastCheck } from '#db/log/check.ts'
import { openEngine } from '#db/open.ts'
import { freshDataDir, type Running, startServer } from '../server.ts'

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

function check() {
  const env = { ...process.env, DATA_DIR: dataDir, PORT: new URL(server.url).port }
  const program = [join(ROOT, 'api/node.ts'), 'log:check']
  const { status, stdout } = spawnSync(process.execPath, program, {
    cwd: ROOT,
    env,
    encoding: 'utf8',
    timeout: 120_000,
  })
  return { status, lines: stdout.trim().split('\n') }
}

test('a record altered on disk is named by the server that runs, by the program alone, and by the check that is kept', async () => {
  // Tips of the demo and its figures get in once the server runs.
  const sound = { status: 0, lines: ['日志与数据库、档案、网页一致 / nothing found'] }
  await expect.poll(check, { timeout: 100_000, interval: 3_000 }).toEqual(sound)

  const { items } = JSON.parse(readFileSync(join(dataDir, 'site/disclosures.json'), 'utf8'))
  const page = `site${new URL(items[0].url).pathname}index.html`
  const whole = readFileSync(join(dataDir, page), 'utf8')
  writeFileSync(join(dataDir, page), whole.replace('mg/kg', 'μg/kg'))
  const found = {
    status: 1,
    lines: [`${page}：网站上的文件与日志里的摘要不一致（served.differs）`, '发现 1 处不一致 / 1 found'],
  }
  expect(check()).toEqual(found)

  await server.stop()
  expect(check()).toEqual(found)
  const db = await openEngine(`file:${join(dataDir, 'jingtu.db')}`)
  expect((await findLastCheck(db))?.findings).toEqual([{ code: 'served.differs', at: { path: page } }])
  db.close()
  writeFileSync(join(dataDir, page), whole)
  expect(check().status).toBe(0)
}, 240_000)
