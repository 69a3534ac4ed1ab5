import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { codeFiles, houseFiles, ROOT, type SourceFile } from './tree.ts'

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
const scripts = Object.keys(JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts)
/** npm runs these by name, without `run`. */
const BARE = ['start', 'test']

/** `npm run x`, `npm start` and `npm test` in a text, as script names. */
function commandsIn(text: string): string[] {
  const run = [...text.matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)].map((found) => found[1] ?? '')
  const bare = BARE.filter((name) => new RegExp(`npm ${name}\\b`).test(text))
  return [...new Set([...run, ...bare])].sort()
}

/** Variables of the environment table: rows that begin with a name in backticks. */
function variablesIn(text: string): string[] {
  return [...text.matchAll(/^\| ((?:`[A-Z][A-Z_]+`(?:, )?)+) \|/gm)]
    .flatMap((row) => [...(row[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map((name) => name[1] ?? ''))
    .sort()
}

/** Variables that code reads from the environment, by name or through the checked table of settings. */
function variablesRead(files: SourceFile[]): string[] {
  const patterns = [/\benv(?:ironment)?\.([A-Z][A-Z_]+)\b/g, /^ {2}([A-Z][A-Z_]+): (?:z\.|whole\(|key,)/gm]
  const reads = files.flatMap((file) =>
    patterns.flatMap((pattern) => [...file.text.matchAll(pattern)].map((found) => found[1] ?? '')),
  )
  return [...new Set(reads)].sort()
}

/** Files and folders of the house that a text names in backticks. */
function pathsIn(text: string): string[] {
  const named = [...text.matchAll(/`((?:domain|db|api|site|content|tests|\.ci)\/[\w./-]*)`/g)].map(
    (found) => found[1] ?? '',
  )
  const images = [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map((found) => found[1] ?? '')
  return [...new Set([...named, ...images])]
}

test('every script is in the README, and every command of the README is a script', () => {
  const internal = ['setup']
  expect(commandsIn(readme)).toEqual(scripts.filter((name) => !internal.includes(name)).sort())
})

test('every variable the code reads is in the README, and the README names no other', () => {
  const files = codeFiles().filter(
    (file) => !file.path.startsWith('site/islands/') && !file.path.startsWith('tests/rules/'),
  )
  expect(variablesIn(readme)).toEqual(variablesRead(files))
})

test('every file and picture the README names is there', () => {
  const paths = pathsIn(readme)
  expect(paths.length).toBeGreaterThan(10)
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
})

test('decisions are dated and about ten lines', () => {
  const entries = readFileSync(join(ROOT, 'DECISIONS.md'), 'utf8').split(/^## /m).slice(1)
  expect(entries.length).toBeGreaterThan(5)
  for (const entry of entries) {
    expect(entry).toMatch(/^\d{4}-\d\d-\d\d · /)
    expect(entry.trim().split('\n').length, entry.split('\n')[0]).toBeLessThanOrEqual(12)
  }
})

/** Paths of one machine, keys and tokens in files, as `path:line: what`. */
function leaks(files: SourceFile[]): string[] {
  const machine = /(?:^|[\s'"`(=])\/(?:work|farm|root|home\/\w+|Users\/\w+)\/[\w.-]+/
  const secret =
    /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bgh[pousr]_[A-Za-z0-9]{30,}|\bAKIA[0-9A-Z]{16}\b|\bnpm_[A-Za-z0-9]{36}\b/
  return files.flatMap((file) =>
    file.text.split('\n').flatMap((line, index) => {
      const what = [machine.test(line) && 'a path of one machine', secret.test(line) && 'a secret'].filter(Boolean)
      return what.map((one) => `${file.path}:${index + 1}: ${one}`)
    }),
  )
}

test('no file names a path of one machine or holds a secret', () => {
  expect(leaks(houseFiles().filter((file) => file.path !== 'package-lock.json'))).toEqual([])
})

test('the documentation checks can fail', () => {
  expect(commandsIn('`npm run -s nothing`, `npm test`')).toEqual(['nothing', 'test'])
  expect(variablesIn('| `PORT`, `HOST` | x |\n| text | `NOT` |')).toEqual(['HOST', 'PORT'])
  expect(variablesRead([{ path: 'api/x.ts', text: 'process.env.SECRET_FLAG; env.db\n  SET_UP: z.string(),' }])).toEqual(
    ['SECRET_FLAG', 'SET_UP'],
  )
  expect(pathsIn('see `domain/nothing.ts` and ![a](content/screenshots/x.png)')).toEqual([
    'domain/nothing.ts',
    'content/screenshots/x.png',
  ])
  const key = ['-----BEGIN', 'PRIVATE KEY-----'].join(' ')
  expect(leaks([{ path: 'a.ts', text: `const at = '${['', 'root', 'x'].join('/')}'\n${key}` }])).toEqual([
    'a.ts:1: a path of one machine',
    'a.ts:2: a secret',
  ])
})
