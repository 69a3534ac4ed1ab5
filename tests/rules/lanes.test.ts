import { matchesGlob } from 'node:path'
import { expect, test } from 'vitest'
import { HOUSE, SERVED } from '../lanes.ts'
import { houseFiles, type SourceFile } from './tree.ts'

/** What starts a program of ours: the server, backup and restore, or Node with anything else. */
const STARTS = /from '(?:\.\.\/)+(?:server|fixtures\/programs)\.ts'|\bprocess\.execPath\b/

/** What leaves the modules or the settings of its process other than it found them. */
const ALTERS = /\bvi\.(?:mock|doMock|resetModules|stubEnv|stubGlobal|useFakeTimers)\(|\bprocess\.env\.\w+ = /

/** Tests of the fast lane that have to be out of it. */
function astray(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => isIn(file.path, HOUSE) && !isIn(file.path, SERVED))
    .filter((file) => STARTS.test(file.text) || ALTERS.test(file.text))
    .map((file) => file.path)
}

function isIn(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => matchesGlob(path, glob))
}

const tests = houseFiles().filter((file) => /\.test\.ts$/.test(file.path))

test('what starts programs, or alters the modules that others share, is in the lane `served`, out of the house', () => {
  expect(astray(tests)).toEqual([])
})

test('every test file is in a lane, and every name in `SERVED` is a file of the house', () => {
  const others = ['tests/{faults,edge,browser}/**/*.test.ts']
  expect(tests.filter(({ path }) => !isIn(path, HOUSE) && !isIn(path, others)).map(({ path }) => path)).toEqual([])
  expect(SERVED.filter((glob) => !tests.some(({ path }) => matchesGlob(path, glob) && isIn(path, HOUSE)))).toEqual([])
})

test('the check of lanes can fail', () => {
  const text = `import { startServer } from '${'../'}server.ts'`
  expect(astray([{ path: 'tests/api/new.test.ts', text }])).toEqual(['tests/api/new.test.ts'])
  expect(astray([{ path: 'tests/faults/new.test.ts', text }])).toEqual([])
  const mocks = `vi.${'mock'}('#db/case.ts')`
  expect(astray([{ path: 'tests/api/new.test.ts', text: mocks }])).toEqual(['tests/api/new.test.ts'])
})
