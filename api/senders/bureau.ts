import given from '#content/bureau.json' with { type: 'json' }
import { findBureau } from '#db/bureau.ts'
import type { Engine } from '#db/engine.ts'
import { Bureau } from '#domain/bureau.ts'
import { StartRefused } from './refuse.ts'

/**
 * The district the product ships with.
 * @throws StartRefused naming what in `content/bureau.json` is wrong
 */
export function shippedBureau(): Bureau {
  return checked(given, 'content/bureau.json')
}

/**
 * The district this instance is for: the one shipped, with what its administrators changed since.
 * @throws StartRefused naming what does not fit together, as after an update whose file contradicts a change
 */
export async function readBureau(db: Engine): Promise<Bureau> {
  return checked(await findBureau(db, shippedBureau()), 'content/bureau.json + bureau_changes')
}

function checked(bureau: unknown, where: string): Bureau {
  const read = Bureau.safeParse(bureau)
  if (read.success) return read.data
  const paths = read.error.issues.map((issue) => issue.path.join('.')).join(', ')
  throw new StartRefused(`${where} 有误：${paths}`, `${where} is wrong at: ${paths}`)
}
