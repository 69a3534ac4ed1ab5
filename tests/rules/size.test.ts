import { expect, test } from 'vitest'
import { houseFiles, type SourceFile } from './tree.ts'

const CEILING = 250
const COUNTED = /\.(ts|tsx|mts|mjs|js|astro|css)$/

/** Files above the ceiling, as `path: n lines`. */
function oversized(files: SourceFile[]): string[] {
  return files
    .filter((file) => COUNTED.test(file.path))
    .map((file) => ({ path: file.path, lines: file.text.replace(/\n$/, '').split('\n').length }))
    .filter((file) => file.lines > CEILING)
    .map((file) => `${file.path}: ${file.lines} lines`)
}

test('no file is longer than 250 lines', () => {
  expect(oversized(houseFiles())).toEqual([])
})

test('the size check sees 251 lines and lets 250 pass', () => {
  const lines = (count: number) => `${'x\n'.repeat(count)}`
  expect(oversized([{ path: 'domain/long.ts', text: lines(251) }])).toEqual(['domain/long.ts: 251 lines'])
  expect(oversized([{ path: 'domain/right.ts', text: lines(250) }])).toEqual([])
})
