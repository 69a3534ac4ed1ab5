import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { holdLock } from '#db/lock.ts'

const root = mkdtempSync(join(tmpdir(), 'jingtu-lock-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('one has the lock, nobody else, and the next after it is released', async () => {
  const path = join(root, 'a.db')
  const lock = await holdLock(path)
  expect(lock).not.toBeNull()
  expect(await holdLock(path)).toBeNull()
  lock?.release()
  const again = await holdLock(path)
  expect(again).not.toBeNull()
  again?.release()
})

test('a process that was killed holds nothing', async () => {
  const path = join(root, 'b.db')
  const program = `const { holdLock } = await import('#db/lock.ts')
    globalThis.lock = await holdLock(process.argv[1]); console.log(globalThis.lock !== null); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, path], {
    cwd: join(import.meta.dirname, '../..'),
  })
  expect(await new Promise((resolve) => child.stdout.once('data', (said) => resolve(String(said).trim())))).toBe('true')
  expect(await holdLock(path)).toBeNull()
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  const lock = await holdLock(path)
  expect(lock).not.toBeNull()
  lock?.release()
})
