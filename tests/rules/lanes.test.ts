import { matchesGlob } from 'node:path'
import { expect, test } from 'vitest'
import config, { SERVED } from '../../vitest.config.ts'
import { houseFiles, type SourceFile } from './tree.ts'

const HOUSE = ['tests/{domain,db,api,site,rules,stories,contract}/**/*.test.ts']
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

test('every test file is in one lane, and every name in `SERVED` is a file', () => {
  const lanes = (config.test?.projects ?? []).map(
    (lane) => (lane as { test: { include: string[]; exclude?: string[] } }).test,
  )
  const lanesOf = (path: string) => lanes.filter((lane) => isIn(path, lane.include) && !isIn(path, lane.exclude ?? []))
  const long = ['tests/browser/lighthouse.browser.test.ts']
  expect(
    tests.filter(({ path }) => lanesOf(path).length !== 1 && !long.includes(path)).map(({ path }) => path),
  ).toEqual([])
  expect(SERVED.filter((glob) => !tests.some(({ path }) => matchesGlob(path, glob)))).toEqual([])
})

test('the check of lanes can fail', () => {
  const text = `import { startServer } from '${'../'}server.ts'`
  expect(slow([{ path: 'tests/api/new.test.ts', text }])).toEqual(['tests/api/new.test.ts'])
  expect(slow([{ path: 'tests/faults/new.test.ts', text }])).toEqual([])
})
