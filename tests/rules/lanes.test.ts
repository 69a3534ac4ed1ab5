import { matchesGlob } from 'node:path'
import { expect, test } from 'vitest'
import { HOUSE, SERVED } from '../lanes.ts'
import { houseFiles, type SourceFile } from './tree.ts'

/** What starts a program of ours: the server, backup and restore, or Node with anything else. */
const STARTS = /from '(?:\.\.\/)+(?:server|fixtures\/programs)\.ts'|\bprocess\.execPath\b/

/** Tests of the fast lane that start a program. */
function slow(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => isIn(file.path, HOUSE) && !isIn(file.path, SERVED))
    .filter((file) => STARTS.test(file.text))
    .map((file) => file.path)
}

function isIn(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => matchesGlob(path, glob))
}

const tests = houseFiles().filter((file) => /\.test\.ts$/.test(file.path))

test('what starts programs is in the lane `served`, which `npm run check` leaves out', () => {
  expect(slow(tests)).toEqual([])
})

test('every test file is in a lane, and every name in `SERVED` is a file of the house', () => {
  const others = ['tests/{faults,edge,browser}/**/*.test.ts']
  expect(tests.filter(({ path }) => !isIn(path, HOUSE) && !isIn(path, others)).map(({ path }) => path)).toEqual([])
  expect(SERVED.filter((glob) => !tests.some(({ path }) => matchesGlob(path, glob) && isIn(path, HOUSE)))).toEqual([])
})

test('the check of lanes can fail', () => {
  const text = `import { startServer } from '${'../'}server.ts'`
  expect(slow([{ path: 'tests/api/new.test.ts', text }])).toEqual(['tests/api/new.test.ts'])
  expect(slow([{ path: 'tests/faults/new.test.ts', text }])).toEqual([])
})
