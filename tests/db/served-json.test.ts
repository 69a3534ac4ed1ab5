import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { burnBoxes } from '#api/senders/photo-node.ts'
import { folderStore } from '#api/senders/store-node.ts'
import { archiveOf } from '#db/archive.ts'
import type { Db } from '#db/engine.ts'
import { publishFigures } from '#db/figures/publish.ts'
import { migrateDb } from '#db/migrate.ts'
import { openDb } from '#db/open.ts'
import { recordFiles } from '#db/pages/files.ts'
import { listPublications, type Publication } from '#db/publication.ts'
import { seedDemo } from '#db/seed.ts'
import { RECORD_KINDS } from '#domain/record.ts'
import { recordIn } from '#domain/record-form.ts'
import { bureau } from '../fixtures/bureau.ts'

const folder = mkdtempSync(join(tmpdir(), 'jingtu-served-'))
const frame = { bureau, demo: true, origin: 'https://example.invalid', asOf: '2026-11-24' }
let db: Db
let published: Publication[]

beforeAll(async () => {
  db = await openDb(`file:${join(folder, 'jingtu.db')}`)
  await migrateDb(db)
  const secrets = { receipt: new Uint8Array(32).fill(1), pepper: new Uint8Array(32).fill(2) }
  const store = folderStore(join(folder, 'photos'))
  await seedDemo({ db, store, burnBoxes, bureau, secrets }, new Date('2026-11-24T14:30:00+08:00'))
  // One month of figures, and its year, are like all of them.
  await db.write(['DELETE FROM period_counts'])
  await publishFigures(db, new Date('2026-01-10T00:00:00+08:00'), bureau)
  published = await listPublications(db, 0, 100_000)
})
afterAll(() => {
  db?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The JSON files under an address of a record, by path. */
async function served({ record: { kind, id } }: Publication, rest: string): Promise<unknown[]> {
  const files = await recordFiles({ at: 'record', kind, id, rest }, archiveOf(db), async () => '', frame)
  return files
    .filter((file) => file.path.endsWith('.json') && !file.path.endsWith('feed.json') && file.bytes)
    .map((file) => JSON.parse(new TextDecoder().decode(file.bytes as Uint8Array)))
}

test('in the JSON served of every record and version is what was published, byte for byte', async () => {
  const newest = new Map(published.map((one) => [`${one.record.kind} ${one.record.id}`, one]))
  const seen = new Set<string>()
  let versions = 0
  for (const one of published) {
    const last = newest.get(`${one.record.kind} ${one.record.id}`)
    if (last?.record.withdrawn) continue
    const isLast = one === last
    for (const json of await served(one, isLast ? '' : `v/${one.record.version}/`)) {
      expect(recordIn(json)).toEqual(one.record)
      expect(canonicalize(recordIn(json))).toBe(one.text)
      seen.add(one.record.kind)
      if (!isLast) versions++
    }
  }
  expect([...seen].sort()).toEqual([...RECORD_KINDS].sort())
  expect(versions).toBeGreaterThan(0)
  expect(published.some((one) => one.record.files.length > 0)).toBe(true)
})
