import { sameHash } from '#domain/log/hash.ts'
import type { FileChange } from '../../files.ts'
import { everyAddress } from '../../pages.ts'
import { changesOf } from '../../replay.ts'
import type { Checking, Found } from './checking.ts'

/** A page that differs may have been between two publications; then it is as it should be in a moment. */
const LOOKS = 3
const PAUSE_MS = 50

/**
 * Every file of the site is, byte by byte, what the records, the day and this version make: the pages of records, and the
 * fixed ones with their scripts, by which readers check for themselves.
 */
export async function* compareMade(of: Checking): Found {
  const making = await of.places.making()
  if (!making) return
  for await (const address of everyAddress(making.archive))
    for (const [path, code] of await differing(of, () => madeNow(of, address)))
      yield { code, at: { path: `site/${path}` } }
  for (const [path, code] of await differing(of, of.places.fixed)) yield { code, at: { path: `site/${path}` } }
}

async function madeNow({ places }: Checking, address: string): Promise<FileChange[]> {
  const making = await places.making()
  return making ? changesOf([address], making) : []
}

async function differing({ places, breathe }: Checking, wanted: () => Promise<readonly FileChange[]>) {
  const wrong = new Map<string, 'served.missing' | 'served.differs' | 'served.not-gone'>()
  for (let look = 0; look < LOOKS; look++) {
    wrong.clear()
    for (const file of await wanted()) {
      // What was filed with a record has its digest in the record.
      if ('copyOf' in file) continue
      const there = await places.site(file.path)
      if (file.bytes === null) {
        if (there) wrong.set(file.path, 'served.not-gone')
      } else if (!there) wrong.set(file.path, 'served.missing')
      else if (!sameHash(there, file.bytes)) wrong.set(file.path, 'served.differs')
      await breathe()
    }
    if (wrong.size === 0) break
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  return wrong
}
