import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** One file of the house: path from the root with forward slashes, and its text. */
export type SourceFile = { path: string; text: string }

export const ROOT = join(import.meta.dirname, '../..')
const SKIPPED = new Set(['node_modules', 'dist', '.git', '.astro', '.artifacts', '.data', '.wrangler', '.claude'])
const TEXT = /\.(ts|tsx|mts|mjs|js|astro|css|json|jsonc|md|toml|yml|yaml|html|sql|svg|txt|sh)$|(^|\/)(run|LICENSE)$/

/** Every text file a person wrote, in a stable order; built, installed and generated folders left out. */
export function houseFiles(root = ROOT): SourceFile[] {
  const paths = readdirSync(root, { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? walk(join(root, entry.name)) : [join(root, entry.name)]))
  return paths
    .map((path) => relative(root, path).split(sep).join('/'))
    .filter((path) => TEXT.test(path))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/** The same, code only: what TypeScript or Astro compiles. */
export function codeFiles(): SourceFile[] {
  return houseFiles().filter((file) => /\.(ts|tsx|mts|mjs|js|astro)$/.test(file.path))
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? walk(path) : [path]
  })
}
