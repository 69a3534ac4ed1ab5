import fs, { readFileSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/**
 * The control of the publish test: the same press, but what programs read takes its place in two halves, and what is
 * new comes a moment after what links to it. The harness must see both.
 */
const LATE_MS = 150

const rename = fs.renameSync
fs.renameSync = (from, to) => {
  const path = String(to)
  if (!/[/\\]sites[/\\]/.test(path)) return rename(from, to)
  const bytes = readFileSync(from)
  const isNew = !fs.existsSync(path)
  const put = () => {
    if (path.endsWith('.html')) return writeFileSync(path, bytes)
    writeFileSync(path, bytes.subarray(0, bytes.length / 2))
    setTimeout(() => writeFileSync(path, bytes), LATE_MS)
  }
  if (isNew) setTimeout(put, LATE_MS)
  else put()
}
syncBuiltinESMExports()

await import('./press.ts')
