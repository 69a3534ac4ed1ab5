import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pressForEdge } from '#api/senders/edge-press.ts'
import { loadSite } from '#api/senders/site.ts'
import { seedStaff } from '#db/account.ts'
import { PEOPLE } from '#db/cast/people.ts'
import { insertPublication } from '#db/publication.ts'
import { openLog } from '#domain/log/client.ts'
import { leafHash } from '#domain/log/hash.ts'
import { readVkey } from '#domain/log/note.ts'
import { verifyInclusion } from '#domain/log/proof.ts'
import { bureau } from '../fixtures/bureau.ts'
import { World } from '../fixtures/world.ts'
import { plainSite, quickFolder } from '../tree.ts'
import { type Edge, openEdge } from './edge.ts'

const folder = quickFolder('edge-log')
const built = plainSite(join(folder, 'built'))
const world = new World(9, 1)
let edge: Edge
beforeAll(async () => {
  edge = await openEdge({}, ({ db }) => seedStaff(db, PEOPLE))
})
afterAll(async () => {
  await edge?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** So many more publications, brought to the bucket by a build machine. */
async function publish(count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const { record, year } = world.next('2026-01-05')
    await edge.db.write(insertPublication(record, year))
  }
  await pressForEdge({
    db: edge.db,
    folder: join(folder, 'machine'),
    buckets: { site: edge.bound.SITE, files: edge.bound.FILES },
    built: { ...built, ...(await loadSite(built.folder)) },
    about: { bureau, demo: true, origin: edge.origin, turnstileSiteKey: null },
    figures: async () => ({ week: '2026-W01', weekEndsOn: '2026-01-04', open: '7', answered: '9', overdue: '0' }),
    now: () => new Date(),
    step: () => {},
    report: (error) => {
      throw error
    },
  })
}

const get = (path: string) => fetch(new URL(`/log/${path}`, edge.url))
async function open() {
  const vkey = readVkey((await (await get('vkey')).text()).trim())
  const read = async (path: string) => {
    const answer = await get(path)
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null
  }
  return openLog({ fetch: read, verifiers: [vkey], origin: 'localhost:8787/log' })
}

test('what a build machine has signed is proved leaf by leaf from the bucket, and grows consistently', async () => {
  await publish(260)
  const log = await open()
  expect(log.checkpoint.size).toBeGreaterThanOrEqual(260)
  let last = -1
  for await (const { index, entry } of log.entries()) {
    last = index
    if (index % 20 !== 0) continue
    const { size, root } = log.checkpoint
    expect(verifyInclusion(leafHash(entry), index, size, await log.prove(index), root)).toBe(true)
  }
  expect(last).toBe(log.checkpoint.size - 1)

  await publish(1)
  const grown = await open()
  expect(grown.checkpoint.size).toBe(log.checkpoint.size + 1)
  expect(await grown.consistentWith(log.checkpoint)).toBe(true)
  expect(await (await get(`checkpoints/${log.checkpoint.size}`)).text()).toBe(log.note)
}, 240_000)

test('it comes with the headers of the format: the checkpoint afresh, tiles for ever, what is not there never kept', async () => {
  const seen = async (path: string) => {
    const { status, headers } = await get(path)
    const of = (name: string) => headers.get(name)
    return [status, of('content-type'), of('cache-control'), of('access-control-allow-origin')]
  }
  const forEver = 'public, max-age=31536000, immutable'
  expect(await seen('checkpoint')).toEqual([200, 'text/plain; charset=utf-8', 'no-cache', '*'])
  expect(await seen('tile/0/000')).toEqual([200, 'application/octet-stream', forEver, '*'])
  expect(await seen('tile/entries/000')).toEqual([200, 'application/octet-stream', forEver, '*'])
  expect(await seen('tile/0/000.p/9')).toMatchObject([404, expect.anything(), 'no-store', '*'])
})
