import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { COMPARISONS, checkLog } from '#db/log/check.ts'
import { readLogState } from '#db/log.ts'
import { openNote, readVkey } from '#domain/log/note.ts'
import { keptLog, ORIGIN, publishFrom } from '../../fixtures/kept-log.ts'
import { expectedLog, logFilesIn } from '../../fixtures/log-folder.ts'
import { World } from '../../fixtures/world.ts'
import { openApp } from '../../setup.ts'
import { quickFolder } from '../../tree.ts'

const folder = quickFolder('cosign')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What a witness sends back: nobody here knows its key. */
const line = (name: string, fill: number) => `— ${name} ${Buffer.alloc(76, fill).toString('base64')}`

async function opened(name: string) {
  const { db } = await openApp()
  const world = new World(3, 1)
  const dataDir = join(folder, name)
  const log = await keptLog(db, dataDir)
  const grow = async (count: number) => {
    await publishFrom(db, world, count)
    await log.bring()
  }
  await grow(3)
  const text = async (path: string) => new TextDecoder().decode((await log.read(path)) ?? undefined)
  return { db, log, grow, text, dataDir }
}

test('lines of others are served under a checkpoint after ours, also when it is no longer the newest, and stay', async () => {
  const { db, log, grow, text, dataDir } = await opened('kept')
  const own = await text('checkpoint')
  const [paper, school] = [line('paper.example/witness', 1), line('school.example/witness', 2)]
  expect(await log.cosign(3, paper)).toBe(true)
  expect(await log.cosign(3, paper)).toBe(true)
  expect(await text('checkpoint')).toBe(`${own}${paper}\n`)
  expect(await text('checkpoints/3')).toBe(`${own}${paper}\n`)

  await grow(2)
  expect(await log.cosign(3, school)).toBe(true)
  expect(await text('checkpoints/3')).toBe(`${own}${paper}\n${school}\n`)
  expect((await text('checkpoint')).split('\n')[1]).toBe('5')
  expect(await text('checkpoint')).not.toContain('witness')
  await grow(1)
  expect([log.said, log.standing()]).toEqual([[], { ok: true }])
  expect(logFilesIn(join(dataDir, 'log'))).toEqual(await expectedLog(db))

  const verifiers = [readVkey((await readLogState(db))?.vkey ?? '')]
  const names = openNote(await text('checkpoints/3'), verifiers).signatures.map((one) => one.name)
  expect(names).toEqual([`${ORIGIN.slice('https://'.length)}/log`, 'paper.example/witness', 'school.example/witness'])
  const places = {
    log: log.read,
    logPaths: none,
    record: nothing,
    site: nothing,
    making: nothing,
    fixed: async () => [],
  }
  const { state, tree, files } = COMPARISONS
  const some = { state, tree, files } as typeof COMPARISONS
  expect(await checkLog(db, places, { verifiers, today: '2026-09-14' }, some)).toEqual([])
})

const nothing = async () => null
async function* none() {}

test('what is no signature line, one in the name of the log, and a seventeenth are refused; of a size never signed nothing is kept', async () => {
  const { log, text } = await opened('refused')
  const own = await text('checkpoint')
  const bad = ['', 'no line', '— a.example !!!!', '— a.example AAAA', `${line('a.example', 1)}\n`, '— a b c']
  for (const one of [...bad, line(own.split('\n')[0] ?? '', 1)])
    await expect(log.cosign(3, one), one).rejects.toThrow(Error)
  expect(await log.cosign(2, line('a.example', 1))).toBe(false)
  expect(await text('checkpoint')).toBe(own)
  for (let n = 1; n < 16; n++) expect(await log.cosign(3, line('a.example', n))).toBe(true)
  await expect(log.cosign(3, line('a.example', 99))).rejects.toThrow('16')
})
