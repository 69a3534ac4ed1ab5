import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#db/engine.ts'
import { insertPublication } from '#db/publication.ts'
import { SEARCH_TYPES, type SearchType, searchRecords } from '#db/search.ts'
import type { PublicRecord } from '#domain/record.ts'
import { type Published, World } from '../fixtures/world.ts'
import { type Opened, openApp } from '../setup.ts'

let opened: Opened
let world: World
/** Enterprises of the crowd, whose names share most of their characters. */
const crowd: PublicRecord<'enterprise'>[] = []

const publish = (db: Db, { record, year }: Published) => db.write(insertPublication(record, year))
const find = async (query: string, type: SearchType | null = null) =>
  (await searchRecords(opened.db, query, type, 20)).items
const titles = async (query: string) => (await find(query)).map((hit) => hit.title)

/** A registered enterprise of this name, with what else the test is about. */
async function register(name: string, about: object = {}): Promise<PublicRecord<'enterprise'>> {
  const { record } = world.register('enterprise', '2026-01-01')
  const named = { ...record, title: name, data: { ...(record.data as object), name, ...about } }
  await publish(opened.db, { record: named as PublicRecord, year: null })
  return named as PublicRecord<'enterprise'>
}

beforeAll(async () => {
  opened = await openApp()
  world = new World(31, 4)
  for (let edit = 0; edit < 150; edit++) {
    const next = world.next('2026-01-10')
    await publish(opened.db, next)
    if (next.record.kind === 'enterprise') crowd.push(next.record as PublicRecord<'enterprise'>)
  }
  await register('唐山瑞丰恒远热电有限公司')
  await register('恒远瑞丰热电有限公司')
  await register('河南恒远瑞丰热电有限公司洛阳分公司', { formerNames: ['洛阳第二热电厂'] })
  await register('重庆长安（中原）化工有限公司', { permitNo: '91500000MADEMOP001Q', outlets: ['DW701', 'DA702'] })
})

test('every exact company name comes first', async () => {
  for (const { title, id } of crowd)
    expect((await find(title))[0], title).toMatchObject({ type: 'enterprise', id, title })
  expect((await titles('恒远瑞丰热电有限公司'))[0]).toBe('恒远瑞丰热电有限公司')
})

test('a name is the same in other brackets, widths, cases and spaces', async () => {
  for (const query of ['重庆长安(中原)化工有限公司', '重庆长安中原化工有限公司', ' 重庆长安 （中原） 化工有限公司 '])
    expect((await titles(query))[0], query).toBe('重庆长安（中原）化工有限公司')
})

test('a remark in brackets behind a name may be left out', async () => {
  await register('洛阳演示宏达制药有限公司（筹）')
  await register('洛阳演示宏达制药有限公司研究所')
  expect((await titles('洛阳演示宏达制药有限公司'))[0]).toBe('洛阳演示宏达制药有限公司（筹）')
  expect((await titles('洛阳演示宏达制药有限公司（筹）'))[0]).toBe('洛阳演示宏达制药有限公司（筹）')
})

test('a fragment finds the names that contain it and no others', async () => {
  expect(await titles('恒远瑞丰热电')).toEqual(
    expect.arrayContaining(['恒远瑞丰热电有限公司', '河南恒远瑞丰热电有限公司洛阳分公司']),
  )
  expect(await titles('恒远瑞丰热电')).toHaveLength(2)
  expect(await titles('瑞丰恒远')).toEqual(['唐山瑞丰恒远热电有限公司'])
})

test('two characters are enough, and so is one', async () => {
  expect((await titles('瑞丰')).length).toBe(3)
  expect((await titles('唐')).some((title) => title.startsWith('唐山'))).toBe(true)
})

test('a former name finds who is called otherwise now', async () => {
  expect((await titles('洛阳第二热电厂'))[0]).toBe('河南恒远瑞丰热电有限公司洛阳分公司')
})

test('credit codes, permit numbers, outlets and plots are found, whole or begun', async () => {
  const { id, title } = crowd[0] as PublicRecord<'enterprise'>
  expect((await find(id))[0]).toMatchObject({ type: 'enterprise', id })
  expect((await find(id.toLowerCase().replace(/(.{6})/, '$1 ')))[0]).toMatchObject({ title })
  for (const query of ['91500000MADEMOP001Q', '91500000MADEMO', 'DW701', 'da702'])
    expect((await titles(query))[0], query).toBe('重庆长安（中原）化工有限公司')
  const [plot] = world.standing('plot')
  expect((await find(plot?.id ?? ''))[0]).toMatchObject({ type: 'plot', id: plot?.id })
})

test('pinyin initials find a name, whole or a part of it, whichever way it is read', async () => {
  for (const query of ['hyrfrdyxgs', 'HYRFRD', 'hyrf'])
    expect(await titles(query), query).toContain('恒远瑞丰热电有限公司')
  expect((await titles('hyrfrdyxgs'))[0]).toBe('恒远瑞丰热电有限公司')
  for (const query of ['cqca', 'zqca', 'cqcazyhg'])
    expect(await titles(query), query).toContain('重庆长安（中原）化工有限公司')
})

test('pollutants are found by name, other name, CAS number and initials, before what reports them', async () => {
  for (const query of ['铅', 'Pb', 'lead', '7439-92-1', '总铅'])
    expect((await find(query))[0], query).toMatchObject({ type: 'pollutant', id: 'pb', url: '/pollutants/pb/' })
  expect((await find('苯并芘'))[0]).toMatchObject({ type: 'pollutant' })
})

test('a type narrows the search and its count', async () => {
  for (const type of SEARCH_TYPES) {
    const { items, total } = await searchRecords(opened.db, '演示', type, 50)
    expect(items.every((hit) => hit.type === type)).toBe(true)
    expect(total).toBeGreaterThanOrEqual(items.length)
    if (items.length < 50) expect(total).toBe(items.length)
  }
  expect((await find('演示', 'enterprise')).length).toBeGreaterThan(0)
})

test('a record is found from its commit on, in its newest words only, and by title alone once withdrawn', async () => {
  const { record } = world.filing('remediation_notice', '2026-02-01')
  const named = (version: number, process: string, title = '须水河东岸修复工程') =>
    ({
      ...record,
      kind: 'remediation_notice',
      version,
      title,
      data: { ...(record.data as object), project: title, process },
    }) as PublicRecord
  const first = { ...named(1, '原地热脱附'), id: 'searched00001' }
  await publish(opened.db, { record: first, year: null })
  expect((await titles('原地热脱附'))[0]).toBe('须水河东岸修复工程')

  await publish(opened.db, { record: { ...named(2, '异地水泥窑协同处置'), id: 'searched00001' }, year: null })
  expect(await titles('原地热脱附')).toEqual([])
  expect((await titles('水泥窑协同'))[0]).toBe('须水河东岸修复工程')

  const gone = {
    ...named(3, ''),
    id: 'searched00001',
    data: null,
    withdrawn: { basis: '批准文件被撤销' },
  } as PublicRecord
  await publish(opened.db, { record: gone, year: null })
  expect(await titles('水泥窑协同')).toEqual([])
  const [hit] = await find('须水河东岸')
  expect(hit).toMatchObject({ url: '/remediations/searched00001/' })
  expect(hit?.snippet).toContain('撤回，依据：批准文件被撤销')
})

test('nothing anybody types breaks the search, and hits never repeat', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('"', 'a"b', 'NEAR(', 'title:x', '*', '铅 OR 苯', '-x', '^', '{a}'),
      ),
      async (query) => {
        const { items, total } = await searchRecords(opened.db, query, null, 20)
        expect(new Set(items.map((hit) => hit.url)).size).toBe(items.length)
        expect(items.length).toBeLessThanOrEqual(20)
        expect(total).toBeGreaterThanOrEqual(items.length)
      },
    ),
    { numRuns: 150 },
  )
  expect(await searchRecords(opened.db, ' （）', null, 20)).toEqual({ items: [], total: 0 })
})
