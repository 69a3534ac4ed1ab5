import given from '#content/bureau.json' with { type: 'json' }
import { Bureau } from '#domain/bureau.ts'
import { StartRefused } from './refuse.ts'

/**
 * The district this instance is for.
 * @throws StartRefused naming what in `content/bureau.json` is wrong
 */
export function readBureau(): Bureau {
  const read = Bureau.safeParse(given)
  if (read.success) return read.data
  const paths = read.error.issues.map((issue) => issue.path.join('.')).join(', ')
  throw new StartRefused(`content/bureau.json 有误：${paths}`, `content/bureau.json is wrong at: ${paths}`)
}
