import { sameHash } from '#domain/log/hash.ts'
import { everyAddress } from '../../pages.ts'
import { changesOf } from '../../replay.ts'
import type { Checking, Found } from './checking.ts'

/** A page that differs may have been between two publications; then it is as it should be in a moment. */
const LOOKS = 3
const PAUSE_MS = 50

/** Every file of the site that is made from records is, byte by byte, what the records and the day make. */
export async function* compareMade(of: Checking): Found {
  const making = await of.places.making()
  if (!making) return
  for await (const address of everyAddress(making.archive))
    for (const [path, code] of await differing(of, address)) yield { code, at: { path: `site/${path}` } }
}

async function differing({ places, breathe }: Checking, address: string) {
  const wrong = new Map<string, 'served.missing' | 'served.differs' | 'served.not-gone'>()
  for (let look = 0; look < LOOKS; look++) {
    wrong.clear()
    const making = await places.making()
    for (const file of making ? await changesOf([address], making) : []) {
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
