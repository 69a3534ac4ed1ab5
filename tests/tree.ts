import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder in memory where the system has one: what is tested is what is written, not how fast the disk is. */
export function quickFolder(name: string): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), `jingtu-${name}-`))
}

/** Digest of every file below a folder by its path; names that begin with a dot are nobody's pages. */
export function treeOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  const paths = files.map((one) => join(one.parentPath, one.name).slice(folder.length + 1)).sort()
  const shown = paths.filter((path) => !path.split('/').some((name) => name.startsWith('.')))
  return new Map(
    shown.map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex'),
    ]),
  )
}

/** Paths that one tree has and the other has not, or with other bytes. */
export function differences(one: Map<string, string>, other: Map<string, string>): string[] {
  const paths = new Set([...one.keys(), ...other.keys()])
  return [...paths].filter((path) => one.get(path) !== other.get(path)).sort()
}

/**
 * A built site whose pages are what they were given, in JSON: shows every change of what a page was loaded with, and
 * costs nothing. The frame is left out, because every page has it.
 */
export function plainSite(folder: string): { folder: string; hash: string } {
  mkdirSync(join(folder, 'server'), { recursive: true })
  mkdirSync(join(folder, 'client'), { recursive: true })
  const entry = `export const render = async (request, { frame, ...locals }) =>
    new Response('<!doctype html><pre>' + JSON.stringify(locals) + '</pre></html>')`
  writeFileSync(join(folder, 'server/entry.mjs'), entry)
  writeFileSync(join(folder, 'client/style.css'), 'main{}')
  writeFileSync(join(folder, 'csp.json'), '{}')
  writeFileSync(join(folder, 'build.json'), '{"hash":"plain"}')
  return { folder, hash: 'plain' }
}
