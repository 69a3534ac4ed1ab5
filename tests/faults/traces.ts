import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export type Bytes = { name: string; bytes: Buffer }

/** Every file below a folder, whatever it is. */
export function filesUnder(folder: string): Bytes[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ name: relative(folder, path), bytes: readFileSync(path) }))
}

/** Where any of the words is to be read, as `name: word (how)`. */
export function hits(files: Bytes[], words: string[]): string[] {
  return files.flatMap(({ name, bytes }) => {
    const folded = bytes.toString('latin1').toLowerCase()
    return words.flatMap((word) =>
      Object.entries(spellings(word))
        .filter(([, spelling]) => folded.includes(spelling.toLowerCase()))
        .map(([how]) => `${name}: ${word} (${how})`)
        .slice(0, 1),
    )
  })
}

/** The ways a word may have been written down, as bytes read as Latin-1. Digests without a key count as plain. */
function spellings(word: string): Record<string, string> {
  const latin = (bytes: Buffer) => bytes.toString('latin1')
  const bytes = Buffer.from(word)
  const escaped = word.replaceAll(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return {
    plain: latin(bytes),
    utf16: latin(Buffer.from(word, 'utf16le')),
    percent: encodeURIComponent(word),
    escaped,
    // Without the ends, which depend on where it stands; only words long enough to mean something.
    base64: base64Core(bytes),
    hex: bytes.toString('hex'),
    'sha-256': createHash('sha256').update(bytes).digest('hex'),
    'sha-256 bytes': latin(createHash('sha256').update(bytes).digest()),
  }
}

function base64Core(bytes: Buffer): string {
  const text = bytes.toString('base64')
  return text.slice(0, text.length - 4)
}
