import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findRecordLeaf, hashAtOf, proofOf, readLogState } from '#db/log.ts'
import { leafHash } from '#domain/log/hash.ts'
import { openNote, readVkey } from '#domain/log/note.ts'
import { verifyInclusion } from '#domain/log/proof.ts'
import { readProof } from '#domain/log/receipt.ts'
import { rootAt } from '#domain/log/tree.ts'
import { keptLog, publishFrom } from '../../fixtures/kept-log.ts'
import { hashesOf } from '../../fixtures/log.ts'
import { entriesOf, expectedLog, leavesOf, logFilesIn } from '../../fixtures/log-folder.ts'
import { World } from '../../fixtures/world.ts'
import { openApp } from '../../setup.ts'
import { quickFolder } from '../../tree.ts'

const folder = quickFolder('log')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('what was published before there was a log enters in order, each version naming the one before; then one by one', async () => {
  const { db } = await openApp()
  const world = new World(3, 1)
  await publishFrom(db, world, 700)
  const dataDir = join(folder, 'order')
  const log = await keptLog(db, dataDir)
  expect(await log.bring()).toBe(true)
  const leaves = await leavesOf(db)
  const { rows } = await db.query('SELECT kind, id, version, published_on, record FROM publications ORDER BY position')
  expect(leaves.length).toBe(700)
  expect(leaves.map(({ kind, id, ver, at }) => [kind, id, ver, at])).toEqual(
    rows.map((row) => [row.kind, row.id, Number(row.version), row.published_on]),
  )
  const at = new Map(leaves.map((leaf, index) => [`${leaf.kind} ${leaf.id} ${leaf.ver}`, index]))
  expect(leaves.map((leaf) => leaf.prev)).toEqual(
    leaves.map((leaf) => at.get(`${leaf.kind} ${leaf.id} ${Number(leaf.ver) - 1}`) ?? null),
  )
  expect(new Set(leaves.map((leaf) => leaf.t))).toEqual(new Set(['disclosure', 'withdraw']))
  expect(logFilesIn(join(dataDir, 'log'))).toEqual(await expectedLog(db))

  for (let n = 0; n < 90; n++) {
    await publishFrom(db, world, 1 + (n % 3 === 0 ? 1 : 0))
    await log.bring()
    if (n % 15 === 0) expect(logFilesIn(join(dataDir, 'log'))).toEqual(await expectedLog(db))
  }
  const state = await readLogState(db)
  expect(state).toMatchObject({ origin: 'jingtu.example/log', size: 820, publication: 820 })
  expect(logFilesIn(join(dataDir, 'log'))).toEqual(await expectedLog(db))
  // Partial tiles of tile 3, which is not whole yet, are all there; those of tile 2 are gone.
  const paths = [...logFilesIn(join(dataDir, 'log')).keys()]
  expect(paths.filter((path) => path.startsWith('tile/0/003.p/')).length).toBeGreaterThan(10)
  expect(paths.filter((path) => path.startsWith('tile/0/002.p/'))).toEqual([])
  expect(log.said).toEqual([])
}, 60_000)

test('bringing it again, and bringing it anew into an empty folder, gives the same bytes', async () => {
  const { db } = await openApp()
  await publishFrom(db, new World(4, 1), 300)
  const one = await keptLog(db, join(folder, 'again'))
  await one.bring()
  await publishFrom(db, new World(5, 1), 0)
  const before = logFilesIn(join(folder, 'again', 'log'))
  const changes = (await db.query('SELECT total_changes()')).rows
  await one.bring()
  expect(logFilesIn(join(folder, 'again', 'log'))).toEqual(before)
  expect((await db.query('SELECT total_changes()')).rows).toEqual(changes)
  rmSync(join(folder, 'again', 'log'), { recursive: true })
  const anew = await keptLog(db, join(folder, 'again'))
  await anew.bring()
  expect(logFilesIn(join(folder, 'again', 'log'))).toEqual(before)
  expect(before.size).toBeGreaterThan(5)
})

test('the database gives proofs that hold for every leaf it has, and none for what it has not', async () => {
  const { db } = await openApp()
  const world = new World(6, 1)
  await publishFrom(db, world, 515)
  const log = await keptLog(db, join(folder, 'proofs'))
  await log.bring()
  const state = await readLogState(db)
  const entries = await entriesOf(db)
  expect(await rootAt(515, hashAtOf(db))).toEqual(await rootAt(515, hashesOf(entries)))
  for (const index of [0, 1, 5, 255, 256, 511, 512, 513, 514]) {
    const receipt = readProof((await proofOf(db, index, { extra: Uint8Array.of(1, 2) })) ?? '')
    expect(receipt).toMatchObject({ index, checkpoint: state?.note, extra: Uint8Array.of(1, 2) })
    openNote(receipt.checkpoint, [readVkey(state?.vkey ?? '')])
    const leaf = leafHash(entries[index] as Uint8Array)
    expect(verifyInclusion(leaf, index, 515, receipt.proof, state?.root ?? leaf)).toBe(true)
  }
  expect(await proofOf(db, 515)).toBeNull()
  const { rows } = await db.query('SELECT kind, id, version FROM publications WHERE version > 1 LIMIT 1')
  const [kind, id, version] = [rows[0]?.kind, String(rows[0]?.id), Number(rows[0]?.version)]
  const newest = await findRecordLeaf(db, kind as 'plot', id, null)
  expect(newest?.version).toBeGreaterThanOrEqual(version)
  const first = await findRecordLeaf(db, kind as 'plot', id, 1)
  expect((await leavesOf(db))[first?.index ?? -1]).toMatchObject({ kind, id, ver: 1 })
  expect(await findRecordLeaf(db, 'plot', 'never', null)).toBeNull()
})

test('one publication reads a few tiles of hashes, however many leaves there are', async () => {
  const { db } = await openApp()
  const world = new World(8, 1)
  let rows = 0
  const counting = {
    ...db,
    query: async (sql: string, args?: never[]) => {
      const found = await db.query(sql, args)
      rows += found.rows.length
      return found
    },
  }
  const log = await keptLog(counting, join(folder, 'flat'))
  const cost: number[] = []
  for (const count of [300, 900]) {
    await publishFrom(db, world, count)
    await log.bring()
    await publishFrom(db, world, 1)
    rows = 0
    await log.bring()
    cost.push(rows)
  }
  // 45 and 178 leaves stand in the last tile; tiles above have one, then four.
  expect(cost[0]).toBeLessThan(46 * 6)
  expect(cost[1]).toBeLessThan(179 * 6)
})
