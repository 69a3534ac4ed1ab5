import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { folderFiles } from '#api/senders/files.ts'
import { recordStore } from '#api/senders/record-store.ts'
import { quickFolder } from '../tree.ts'

const root = quickFolder('files')
afterAll(() => rmSync(root, { recursive: true, force: true }))
const bytes = (text: string) => new TextEncoder().encode(text)
const textOf = (path: string) => readFileSync(join(root, path), 'utf8')

test('what is new comes first, then what changes, then what goes; what is so already is left alone', async () => {
  const steps: string[] = []
  const files = folderFiles(join(root, 'a'), { staging: join(root, 'staging'), step: (name) => void steps.push(name) })
  await files.swap([
    { path: 'index.html', bytes: bytes('home 1') },
    { path: 'old/v/1/index.html', bytes: bytes('old') },
    { path: 'same.json', bytes: bytes('{}') },
  ])
  steps.length = 0
  const changed = await files.swap([
    { path: 'old/v/1/index.html', bytes: null },
    { path: 'never/there.html', bytes: null },
    { path: 'index.html', bytes: bytes('home 2') },
    { path: 'same.json', bytes: bytes('{}') },
    { path: 'new/index.html', bytes: bytes('new') },
  ])
  expect(changed).toEqual(['new/index.html', 'index.html', 'old/v/1/index.html'])
  expect(steps).toEqual(['site:staged', 'site:create', 'site:replace', 'site:remove', 'site:swapped'])
  expect(textOf('a/index.html')).toBe('home 2')
  // A folder with nothing in it goes with its last file; nothing half done is left anywhere.
  expect(existsSync(join(root, 'a/old'))).toBe(false)
  expect(readdirSync(join(root, 'staging'))).toEqual([])
  expect(await files.swap([{ path: 'index.html', bytes: bytes('home 2') }])).toEqual([])
})

test('a failure before the swap changes nothing', async () => {
  const files = folderFiles(join(root, 'b'), { staging: join(root, 'staging'), copies: join(root, 'record') })
  await files.swap([{ path: 'index.html', bytes: bytes('1') }])
  const failing = files.swap([
    { path: 'index.html', bytes: bytes('2') },
    { path: 'v/1/report.pdf', copyOf: 'gone/report.pdf' },
  ])
  await expect(failing).rejects.toThrow('not in the record')
  expect(textOf('b/index.html')).toBe('1')
})

test('a file of the record has its bytes at its public path, without a second copy', async () => {
  mkdirSync(join(root, 'record/a/v1'), { recursive: true })
  writeFileSync(join(root, 'record/a/v1/report.pdf'), 'pdf')
  const files = folderFiles(join(root, 'c'), { staging: join(root, 'staging'), copies: join(root, 'record') })
  const change = { path: 'a/v/1/report.pdf', copyOf: 'a/v1/report.pdf' }
  expect(await files.swap([change])).toEqual(['a/v/1/report.pdf'])
  expect(textOf('c/a/v/1/report.pdf')).toBe('pdf')
  expect(await files.swap([change])).toEqual([])
})

test.each([
  ['', null],
  ['{"position":1}\n', '{"position":1}'],
  ['{"position":1}\n{"position":2}\n', '{"position":2}'],
  ['{"position":1}\n{"pos', '{"position":1}'],
  ['{"pos', null],
  [`${'x'.repeat(70_000)}\n${'y'.repeat(300_000)}\n{"torn`, 'y'.repeat(300_000)],
])('the last whole line counts, and what a dying process left after it goes (%#)', async (text, last) => {
  const store = recordStore(join(root, 'd'), join(root, 'staging'))
  mkdirSync(join(root, 'd'), { recursive: true })
  writeFileSync(join(root, 'd/order.jsonl'), text)
  expect(await store.lastLine('order.jsonl')).toBe(last)
  await store.append('order.jsonl', 'next\n')
  const lines = textOf('d/order.jsonl').split('\n')
  expect(lines.at(-1)).toBe('')
  expect(lines.at(-2)).toBe('next')
  expect(lines.at(-3) ?? null).toBe(last)
  appendFileSync(join(root, 'd/order.jsonl'), '')
})
