import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { openLogKeys, rotateLogKey } from '#api/senders/log-signer.ts'
import { openNote, readVkey } from '#domain/log/note.ts'
import { logFilesIn } from '../fixtures/log-folder.ts'
import { type Running, startServer } from '../server.ts'

const ROOT = join(import.meta.dirname, '../..')
const root = mkdtempSync(join(tmpdir(), 'jingtu-log-key-'))
const running: Running[] = []
afterEach(() => Promise.all(running.splice(0).map((one) => one.kill())))
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function start(dataDir: string, env: Record<string, string> = {}): Promise<Running> {
  const server = await startServer({ dataDir, env: { ORIGIN: 'http://jingtu.example', ...env } })
  running.push(server)
  return server
}

/** `npm run log:key` on a stopped instance. */
function logKey(dataDir: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['api/node.ts', 'log:key', ...args], {
    cwd: ROOT,
    env: { ...process.env, ORIGIN: 'http://jingtu.example', DATA_DIR: dataDir },
    encoding: 'utf8',
  })
  return { status, lines: (stdout || stderr).trim().split('\n') }
}

const fileIn = (dataDir: string, path: string) => readFileSync(join(dataDir, path), 'utf8')

/** Waits for what a job does by itself. */
async function until(is: () => boolean): Promise<void> {
  for (let waited = 0; !is(); waited += 50) {
    if (waited > 60_000) throw new Error('it never came to be')
    await new Promise((done) => setTimeout(done, 50))
  }
}

test('the first start makes a log of everything published and every tip; a kill changes no byte, and a new key is announced', async () => {
  const dataDir = mkdtempSync(join(root, 'data-'))
  expect(logKey(dataDir)).toMatchObject({ status: 1, lines: [expect.stringContaining('no key yet')] })
  const first = await start(dataDir)
  const leaves = () => Number(fileIn(dataDir, 'log/checkpoint').split('\n')[1])
  const published = leaves()
  // The cast's tips and what became of them follow in a batch.
  await until(() => leaves() > published + 40)
  await first.kill()
  for (const name of ['log', 'promise', 'log.mark'])
    expect(statSync(join(dataDir, 'keys', name)).mode & 0o777).toBe(0o600)
  const before = logFilesIn(join(dataDir, 'log'))
  const again = await start(dataDir, { ORIGIN: 'https://moved.example' })
  await again.stop()
  expect(logFilesIn(join(dataDir, 'log'))).toEqual(before)

  const shown = logKey(dataDir)
  expect(shown).toEqual({ status: 0, lines: [fileIn(dataDir, 'log/vkey').trim()] })
  expect(readVkey(shown.lines[0] ?? '').name).toBe('jingtu.example/log')
  openNote(fileIn(dataDir, 'log/checkpoint'), [readVkey(shown.lines[0] ?? '')])

  const rotated = logKey(dataDir, '--rotate')
  expect(rotated).toMatchObject({ status: 0, lines: [expect.stringContaining('jingtu.example/log+'), shown.lines[0]] })
  // One at a time: the last one is not announced yet.
  expect(logKey(dataDir, '--rotate')).toMatchObject({ status: 1, lines: [expect.stringContaining('start it once')] })
  const third = await start(dataDir)
  expect(logKey(dataDir)).toMatchObject({ status: 1, lines: [expect.stringContaining('another process is using')] })
  await third.stop()
  const note = fileIn(dataDir, 'log/checkpoint')
  expect(openNote(note, rotated.lines.map(readVkey)).signatures.filter((one) => one.isOurs).length).toBe(2)
  expect(fileIn(dataDir, 'log/vkey').trim()).toBe(rotated.lines[0])
}, 180_000)

test('a start over a database that is older than what is public serves the site, and its log stands still', async () => {
  const dataDir = mkdtempSync(join(root, 'older-'))
  await (await start(dataDir)).stop()
  const mark = join(dataDir, 'keys/log.mark')
  const [origin, size, rootHash] = fileIn(dataDir, 'keys/log.mark').split('\n')
  writeFileSync(mark, `${origin}\n${Number(size) + 1}\n${rootHash}\n`)
  const before = logFilesIn(join(dataDir, 'log'))
  const server = await start(dataDir)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  expect((await fetch(`${server.url}/`)).status).toBe(200)
  expect(server.output()).toMatch(/"route":"job:log".*"fault":"LogRefused: database-older"/)
  await server.stop()
  expect(logFilesIn(join(dataDir, 'log'))).toEqual(before)
}, 120_000)

test('a rotation cut short anywhere is finished by the next, with the same key', async () => {
  const keys = async (folder: string) => {
    const { now, before } = await openLogKeys(folder, false)
    return [now, before].map((key) => key && Buffer.from(key.publicKey).toString('hex'))
  }
  const whole = mkdtempSync(join(root, 'keys-'))
  await openLogKeys(whole, true)
  const old = (await keys(whole))[0]
  const seed = readFileSync(join(whole, 'log'))
  await rotateLogKey(whole)
  const next = readFileSync(join(whole, 'log'))
  const rotated = await keys(whole)
  expect(rotated[1]).toBe(old)
  expect(rotated[0]).not.toBe(old)
  // What lies there after each step of it.
  const steps = [
    { 'log.next': next, log: seed },
    { 'log.next': next, log: seed, 'log.old': seed },
    { 'log.next': next, log: next, 'log.old': seed },
  ]
  for (const files of steps) {
    const folder = mkdtempSync(join(root, 'keys-'))
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
    await rotateLogKey(folder)
    expect(await keys(folder)).toEqual(rotated)
  }
})
