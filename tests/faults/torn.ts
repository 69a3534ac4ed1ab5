import fs, { readFileSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/**
 * The control of the publish test: the same press, but a file takes its place in two halves, and what is new comes a
 * moment after what links to it. The harness must see both.
 */
const rename = fs.renameSync
fs.renameSync = (from, to) => {
  const path = String(to)
  if (!/[/\\]sites[/\\]/.test(path)) return rename(from, to)
  const bytes = readFileSync(from)
  const isNew = !fs.existsSync(path)
  const put = () => {
    writeFileSync(path, bytes.subarray(0, bytes.length / 2))
    setTimeout(() => writeFileSync(path, bytes), 150)
  }
  if (isNew) setTimeout(put, 150)
  else put()
}
syncBuiltinESMExports()

await import('./press.ts')
