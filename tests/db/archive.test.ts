import { expect, test } from 'vitest'
import { archiveOf } from '#db/archive.ts'
import type { Db } from '#db/engine.ts'
import { insertPublication } from '#db/publication.ts'
import type { Archive } from '#domain/archive.ts'
import { addDays } from '#domain/clock.ts'
import { byOverdue, filedOf, lateFilers } from '#domain/enterprise/late.ts'
import { linksOf } from '#domain/links.ts'
import { FILING_KINDS, type PublicRecord, RECORD_KINDS, RELATIONS, type RecordKind } from '#domain/record.ts'
import { type Published, World } from '../fixtures/world.ts'
import { openApp } from '../setup.ts'

/** The archive as its interface says it, over a plain list of everything published. Slow and obvious. */
function obviousArchive(all: readonly PublicRecord[]): Archive {
  const newest = (kind: RecordKind) => {
    const records = new Map<string, PublicRecord>()
    for (const record of all) if (record.kind === kind) records.set(record.id, record)
    return [...records.values()]
  }
  const versions = (kind: RecordKind, id: string) => all.filter((one) => one.kind === kind && one.id === id)
  const linked = (kind: RecordKind, relation: string, target: string) =>
    newest(kind)
      .filter((one) => linksOf(one).some((link) => link.relation === relation && link.target === target))
      .toReversed()
  const archive: { [Name in keyof Archive]: (...args: never[]) => Promise<unknown> } = {
    find: async (kind: RecordKind, id: string) => versions(kind, id).at(-1) ?? null,
    versions: async (kind: RecordKind, id: string) => versions(kind, id),
    linked: async (kind: RecordKind, relation: string, target: string, limit?: number) =>
      linked(kind, relation, target).slice(0, limit),
    countLinked: async (kind: RecordKind, relation: string, target: string) => linked(kind, relation, target).length,
    count: async (kind: RecordKind) => newest(kind).length,
    page: async (kind: RecordKind, from: number, to: number) => newest(kind).slice(from - 1, to),
    latest: async (limit: number, kind?: RecordKind) => {
      const seen = new Set<string>()
      return all
        .toReversed()
        .filter((one) => (kind ? one.kind === kind : FILING_KINDS.some((filing) => filing === one.kind)))
        .filter(({ kind, id }) => !seen.has(`${kind} ${id}`) && seen.add(`${kind} ${id}`))
        .slice(0, limit)
    },
    withdrawnBy: async (party: string, limit: number) => {
      const all = await archive.latest(Number.MAX_SAFE_INTEGER as never)
      return (all as PublicRecord[]).filter((one) => one.withdrawn && one.party?.code === party).slice(0, limit)
    },
    ordinal: async (kind: RecordKind, id: string) => newest(kind).findIndex((one) => one.id === id) + 1 || null,
    late: async (asOf: string, limit: number) => {
      const filers = newest('enterprise').flatMap((enterprise) => {
        const filed = linked('soil_self_monitoring', 'party', enterprise.id)
          .toReversed()
          .flatMap((one) => filedOf(one as never, versions(one.kind, one.id)[0] ?? one) ?? [])
        return lateFilers(enterprise as PublicRecord<'enterprise'>, filed, asOf)
      })
      return { total: filers.length, items: filers.sort(byOverdue).slice(0, limit) }
    },
  }
  return archive as Archive
}

/** Everything an archive can be asked about these publications. */
async function answersOf(archive: Archive, all: readonly PublicRecord[], asOf: string): Promise<unknown> {
  const answers: unknown[] = [await archive.latest(7), await archive.late(asOf, 5)]
  for (const kind of RECORD_KINDS) {
    answers.push(await archive.count(kind), await archive.page(kind, 3, 9), await archive.latest(4, kind))
    answers.push(await archive.find(kind, 'nobody'), await archive.ordinal(kind, 'nobody'))
  }
  for (const { kind, id } of all)
    answers.push(await archive.find(kind, id), await archive.versions(kind, id), await archive.ordinal(kind, id))
  const targets = new Set(all.flatMap(linksOf).map((link) => link.target))
  for (const party of targets) answers.push(await archive.withdrawnBy(party, 2), await archive.withdrawnBy(party, 99))
  for (const target of [...targets, 'nobody'])
    for (const relation of RELATIONS)
      for (const kind of RECORD_KINDS)
        answers.push(await archive.linked(kind, relation, target, 3), await archive.countLinked(kind, relation, target))
  return answers
}

const publish = (db: Db, { record, year }: Published) => db.write(insertPublication(record, year))

test('the database answers as a plain list of everything published would', async () => {
  const { db } = await openApp()
  const archive = archiveOf(db)
  const world = new World(7, 3)
  const all: PublicRecord[] = []
  for (let edit = 0; edit < 120; edit++) {
    const next = world.next('2026-02-01')
    await publish(db, next)
    all.push(next.record)
  }
  expect(all.some((one) => one.withdrawn) && all.some((one) => one.change)).toBe(true)
  expect(await answersOf(archive, all, '2026-06-01')).toEqual(await answersOf(obviousArchive(all), all, '2026-06-01'))
})

test('who is late follows every publication and every day, as if asked for the first time', async () => {
  const { db } = await openApp()
  const archive = archiveOf(db)
  const world = new World(11, 1)
  const all: PublicRecord[] = []
  let today = '2026-03-10'
  for (let edit = 0; edit < 150; edit++) {
    const next = world.next(today)
    await publish(db, next)
    all.push(next.record)
    if (world.random() < 0.1) today = addDays(today, 1)
    if (world.random() < 0.5)
      expect(await archive.late(today, 1000)).toEqual(await obviousArchive(all).late(today, 1000))
  }
  expect((await archive.late(today, 1)).total).toBeGreaterThan(3)
})

test('a correction does not make its first day late', async () => {
  const { db } = await openApp()
  const archive = archiveOf(db)
  const world = new World(3, 1)
  const enterprise = world.register('enterprise', '2022-01-01').record
  const data = { ...(enterprise.data as object), listings: [{ reason: 'soil_key_unit', from: 2025, to: 2025 }] }
  await publish(db, { record: { ...enterprise, data } as PublicRecord, year: null })
  await publish(db, world.register('institution', '2022-01-01'))
  expect((await archive.late('2026-03-15', 9)).total).toBe(0)
  expect((await archive.late('2026-03-16', 9)).items.map((one) => one.duty.year)).toEqual([2025])
  const filing = world.filing('soil_self_monitoring', '2026-03-16')
  await publish(db, filing)
  expect((await archive.late('2026-03-16', 9)).total).toBe(0)
  const change = { changed: '更正', basis: '来函' }
  await publish(db, { ...filing, record: { ...filing.record, version: 2, publishedOn: '2026-05-01', change } })
  expect((await archive.late('2026-05-02', 9)).total).toBe(0)
})

test('records that were read are the newest after a correction, whatever was kept', async () => {
  const { db } = await openApp()
  const archive = archiveOf(db)
  const world = new World(5, 1)
  const first = world.register('enterprise', '2026-01-01')
  await publish(db, first)
  expect((await archive.find('enterprise', first.record.id))?.version).toBe(1)
  await publish(db, { ...first, record: { ...first.record, version: 2, publishedOn: '2026-01-02' } })
  expect((await archive.find('enterprise', first.record.id))?.version).toBe(2)
  expect((await archive.versions('enterprise', first.record.id)).map((one) => one.version)).toEqual([1, 2])
})
