import { mkdtempSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { burnBoxes } from '#api/senders/photo-node.ts'
import { folderStore } from '#api/senders/store-node.ts'
import type { Db } from '#db/engine.ts'
import { migrateDb } from '#db/migrate.ts'
import { openDb } from '#db/open.ts'
import { findTitles } from '#db/register.ts'
import { seedDemo } from '#db/seed.ts'
import { closeTied, listTies } from '#db/tie.ts'
import { CASE_STATES } from '#domain/case/state.ts'
import type { PublicRecord } from '#domain/record.ts'
import { bureau } from '../fixtures/bureau.ts'

const root = mkdtempSync(join(tmpdir(), 'jingtu-seed-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const NOW = new Date('2026-11-24T14:30:00+08:00')
const secrets = { receipt: new Uint8Array(32).fill(1), pepper: new Uint8Array(32).fill(2) }

let next = 0
async function empty() {
  const folder = join(root, String(next++))
  const store = folderStore(join(folder, 'photos'))
  const db = await openDb(`file:${join(folder, 'jingtu.db')}`)
  await migrateDb(db)
  return { db, store, folder, seed: (now = NOW) => seedDemo({ db, store, burnBoxes, bureau, secrets }, now) }
}

const all = async (db: Db, sql: string) => (await db.query(sql)).rows.map((row) => Object.values(row))

/** Cases and filings of the cast. */
const ALL = 40 + 51

test('the demo bureau has 40 cases in all states, a year of history, late ones, emergencies and strangers', async () => {
  const { db, seed, folder } = await empty()
  expect(await seed()).toBe(ALL)
  const states = (await all(db, 'SELECT DISTINCT state FROM cases')).flat()
  expect(CASE_STATES.filter((state) => !states.includes(state))).toEqual([])
  expect((await all(db, 'SELECT min(received_on) FROM cases')).flat()[0]).toMatch(/^2025-12/)
  expect((await all(db, "SELECT max(at) <= '2026-11-24T14:30:00+08:00' FROM events")).flat()).toEqual([1])
  const count = async (where: string) => Number((await all(db, `SELECT count(*) FROM cases WHERE ${where}`)).flat()[0])
  expect(await count("length(due_by) = 10 AND due_by < '2026-11-24'")).toBeGreaterThan(2)
  expect(await count('emergency_at IS NOT NULL')).toBeGreaterThan(3)
  expect(await count('out_of_district IS NOT NULL')).toBe(2)
  expect((await all(db, 'SELECT count(*) FROM tips')).flat()[0]).toBeGreaterThan(40)
  const stored = await all(
    db,
    'SELECT key FROM attachments WHERE tip_id IS NOT NULL UNION SELECT key FROM files UNION SELECT key FROM redactions',
  )
  expect((await readdir(join(folder, 'photos'))).sort()).toEqual(stored.flat().sort())
  expect((await all(db, "SELECT count(*) FROM outbox WHERE state <> 'sent'")).flat()).toEqual([0])
  db.close()
})

test('rows of the handling table show what one can: a plot with its project, and pictures two people covered and approved', async () => {
  const { db, seed, store } = await empty()
  await seed()
  const rows = (await all(db, "SELECT record FROM publications WHERE kind = 'case'")).map(
    ([record]) => JSON.parse(String(record)) as PublicRecord<'case'>,
  )
  const about = rows.filter(({ data }) => data?.project)
  expect(about).toHaveLength(1)
  for (const { data } of about)
    for (const [kind, named] of [
      ['remediation_notice', data?.project],
      ['plot', data?.plot],
    ] as const)
      expect((await findTitles(db, kind, [named?.id ?? ''])).get(named?.id ?? '')).toBe(named?.name)

  const shown = rows.filter(({ files }) => files.length > 0)
  expect(shown).toHaveLength(2)
  for (const { id, data, files } of shown) {
    expect(data?.photos?.map(({ file }) => file)).toEqual(files.map(({ name }) => name))
    const keys = await all(db, `SELECT key FROM public_photos WHERE number = '${id}'`)
    const [bytes] = await Promise.all(keys.flat().map((key) => store.get(String(key))))
    expect(bytes?.length).toBe(files[0]?.size)
  }
  const decided = await all(db, 'SELECT state, drawn_by <> decided_by FROM redactions')
  expect(decided).toEqual([
    ['approved', 1],
    ['approved', 1],
  ])
  db.close()
})

test('a handler declared a standing tie to an enterprise of the register, which no case of the cast is about', async () => {
  const { db, seed } = await empty()
  await seed()
  const ties = await listTies(db)
  expect(ties).toMatchObject([{ person: 'demo-wu', declaredBy: 'demo-wu', withdrawn: null }])
  for (const { party, partyName } of ties)
    expect((await findTitles(db, 'enterprise', [party])).get(party)).toBe(partyName)
  expect(await closeTied(db, NOW)).toBe(0)
  db.close()
})

test('a recheck stands still for a hearing that goes on', async () => {
  const { db, seed } = await empty()
  await seed()
  const [[hearings]] = (await all(db, "SELECT hearings FROM cases WHERE hearings <> '[]'")) as [[string]]
  expect(JSON.parse(hearings)).toMatchObject([{ endedOn: null }])
  db.close()
})

test('every case of the cast went only through moves the table allows, one event per version', async () => {
  const { db, seed } = await empty()
  await seed()
  const torn = await all(
    db,
    `SELECT c.id FROM cases c WHERE c.version <> (SELECT count(*) FROM events e WHERE e.subject = 'case:' || c.id)
       OR c.version <> (SELECT max(seq) FROM events e WHERE e.subject = 'case:' || c.id)`,
  )
  expect(torn).toEqual([])
  const backwards = await all(
    db,
    `SELECT e.subject FROM events e JOIN events f ON f.subject = e.subject AND f.seq = e.seq + 1 AND f.at < e.at`,
  )
  expect(backwards).toEqual([])
  db.close()
})

test('the same moment gives the same rows; a second time writes nothing', async () => {
  const [one, other] = [await empty(), await empty()]
  await one.seed()
  await other.seed()
  const rows = 'SELECT reference, state, due_by, version FROM cases ORDER BY n'
  expect(await all(one.db, rows)).toEqual(await all(other.db, rows))
  expect(await one.seed()).toBe(0)
  expect((await all(one.db, 'SELECT count(*) FROM cases')).flat()).toEqual([40])
  one.db.close()
  other.db.close()
})

test('a seed cut short leaves nothing, and the next one does it all', async () => {
  const { db, seed } = await empty()
  const write = db.write
  db.write = async (statements) => {
    if (statements.length < 100) return write(statements)
    return write([...statements.slice(0, -300), 'INSERT INTO guards(ok) VALUES (NULL)'])
  }
  await expect(seed()).rejects.toThrow()
  expect((await all(db, 'SELECT count(*) FROM cases')).flat()).toEqual([0])
  expect((await all(db, 'SELECT count(*) FROM publications')).flat()).toEqual([0])
  db.write = write
  expect(await seed()).toBe(ALL)
  db.close()
})

test.each(['2026-02-17T00:05:00+08:00', '2027-01-01T03:00:00+08:00', '2028-02-29T23:59:00+08:00'])(
  'the demo can begin at any moment, also %s',
  async (moment) => {
    const { db, seed } = await empty()
    expect(await seed(new Date(moment))).toBe(ALL)
    db.close()
  },
)
