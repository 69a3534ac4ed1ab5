import { beforeAll, expect, test } from 'vitest'
import { archiveOf } from '#db/archive.ts'
import type { Db } from '#db/engine.ts'
import { affectedBy, everyAddress, filesOf } from '#db/pages.ts'
import { insertPublication } from '#db/publication.ts'
import type { Archive } from '#domain/archive.ts'
import { linksOf } from '#domain/links.ts'
import type { PageFrame, Render } from '#domain/page.ts'
import { FILING_KINDS, type FilingKind, type PublicRecord, recordAddress } from '#domain/record.ts'
import { bureau } from '../fixtures/bureau.ts'
import { type Published, World } from '../fixtures/world.ts'
import { type Opened, openApp } from '../setup.ts'

const frame: PageFrame = { bureau, demo: true, origin: 'https://example.invalid', asOf: '2026-02-01' }
const figures = { week: '2026-W05', weekEndsOn: '2026-02-01', open: '0', answered: '0', overdue: '0' }
/** A page that is what it was given: shows every change of what is loaded. */
const render: Render = async (path, { frame: _, ...locals }) => `${path} ${JSON.stringify(locals)}`
const decoder = new TextDecoder()

/** Files of an address by path, as text; null: it goes. */
async function filesAt(address: string, archive: Archive): Promise<Map<string, string | null>> {
  const files = await filesOf(address, archive, render, frame, figures)
  return new Map(files.map(({ path, bytes }) => [path, bytes && decoder.decode(bytes)]))
}

async function everyFile(archive: Archive): Promise<Map<string, string>> {
  const all = new Map<string, string>()
  for await (const address of everyAddress(archive))
    for (const [path, text] of await filesAt(address, archive)) if (text !== null) all.set(path, text)
  return all
}

const publish = (db: Db, { record, year }: Published) => db.write(insertPublication(record, year))

/** Publishes until something of the kind comes; what the world has to say before is published too. */
async function publishFiling(kind: FilingKind, on: string): Promise<Published> {
  for (;;) {
    const next = world.filing(kind, on)
    await publish(opened.db, next)
    if (next.record.kind === kind) return next
    await publish(opened.db, world.register('enterprise', on))
  }
}

let opened: Opened
let archive: Archive
let world: World
beforeAll(async () => {
  opened = await openApp()
  archive = archiveOf(opened.db)
  world = new World(23, 2)
  for (let edit = 0; edit < 40; edit++) await publish(opened.db, world.next('2026-01-20'))
})

test('whatever a publication changes is among what it is said to affect, and nothing gone is left', async () => {
  let before = await everyFile(archive)
  for (let edit = 0; edit < 30; edit++) {
    const next = world.next('2026-02-01')
    await publish(opened.db, next)
    const after = await everyFile(archive)
    const replayed = new Map(before)
    for (const address of await affectedBy(next.record, archive))
      for (const [path, text] of await filesAt(address, archive))
        if (text === null) replayed.delete(path)
        else replayed.set(path, text)
    const wrong = [...new Set([...replayed.keys(), ...after.keys()])].filter(
      (path) => replayed.get(path) !== after.get(path),
    )
    expect(wrong, `${next.record.kind} ${next.record.id} version ${next.record.version}`).toEqual([])
    before = after
  }
}, 120_000)

test('a new page is there before any page that links to it', async () => {
  for (const kind of FILING_KINDS) {
    const next = await publishFiling(kind, '2026-02-02')
    const own = recordAddress(next.record.kind, next.record.id)
    const affected = await affectedBy(next.record, archive)
    const at = affected.indexOf(own)
    const earlier = affected.slice(0, at)
    expect(at).toBeGreaterThanOrEqual(0)
    // Its own versions, board and text are no way in: only its page leads to them.
    expect(earlier.filter((address) => !address.startsWith(own))).toEqual([])
    expect(affected.at(-1)).toBe('/')
  }
})

test('who follows an enterprise, a plot or a pollutant hears of what is published about it', async () => {
  const monitoring = (await publishFiling('soil_self_monitoring', '2026-02-03')).record
  const notice = (await publishFiling('remediation_notice', '2026-02-03')).record
  const items = linksOf(monitoring).filter((one) => one.relation === 'item')
  const followed = [
    ...items.map(({ target }) => [`pollutants/${target}/`, monitoring] as const),
    [`enterprises/${monitoring.party?.code}/`, monitoring],
    [`plots/${notice.kind === 'remediation_notice' ? notice.data?.plot.id : ''}/`, notice],
  ] as const
  expect(items.length).toBeGreaterThan(0)
  for (const [folder, record] of followed) {
    const files = await filesAt(`/${folder}`, archive)
    for (const feed of ['feed.xml', 'feed.json'])
      expect(files.get(`${folder}${feed}`), folder).toContain(recordAddress(record.kind, record.id))
  }
})

test('an enterprise lists everything it filed, whatever its kind', async () => {
  for (const kind of FILING_KINDS) {
    const { record } = await publishFiling(kind, '2026-02-04')
    const json = (await filesAt(`/enterprises/${record.party?.code}/`, archive)).get(
      `enterprises/${record.party?.code}.json`,
    )
    expect(json, kind).toContain(recordAddress(kind, record.id))
  }
})

test('a fixed page of a list is there before the page that leads to it', async () => {
  const { db } = await openApp()
  const own = archiveOf(db)
  const many = new World(4, 1)
  let last: Published | null = null
  for (let n = 0; n < 101; n++) {
    last = many.register('plot', '2026-01-01')
    await publish(db, last)
  }
  const affected = await affectedBy((last as Published).record, own)
  expect(affected.filter((one) => one.startsWith('/plots/p/') || one === '/plots/')).toEqual([
    '/plots/p/2/',
    '/plots/p/1/',
    '/plots/',
  ])
  expect((await filesAt('/plots/p/1/', own)).get('plots/p/1/index.html')).toContain('"pages":2')
})

test('however much was published, one more changes the same few pages', async () => {
  const sizes: number[] = []
  for (const before of [20, 220]) {
    const { db } = await openApp()
    const own = archiveOf(db)
    const crowd = new World(9, 4)
    await publish(db, crowd.register('institution', '2026-01-01'))
    for (let n = 0; n < before; n++) await publish(db, crowd.register('enterprise', '2026-01-01'))
    for (let n = 0; n < before; n++) await publish(db, crowd.filing('soil_self_monitoring', '2026-01-01'))
    const filing = crowd.filing('soil_self_monitoring', '2026-01-02')
    await publish(db, filing)
    sizes.push((await affectedBy(filing.record, own)).length)
  }
  expect(sizes[1]).toBeLessThanOrEqual((sizes[0] as number) + 6)
  expect(sizes[1]).toBeLessThan(25)
}, 60_000)

test('a correction of an older record leaves pages alone that show the newest only, unless their count changes', async () => {
  const { db } = await openApp()
  const own = archiveOf(db)
  const crowd = new World(11, 13)
  await publish(db, crowd.register('institution', '2026-01-01'))
  for (let n = 0; n < 120; n++) await publish(db, crowd.register('enterprise', '2026-01-01'))
  const filings: Published[] = []
  for (let n = 0; n < 180; n++) {
    const filing = crowd.filing('soil_self_monitoring', '2026-01-01')
    if (filing.record.kind === 'soil_self_monitoring') filings.push(filing)
    await publish(db, filing)
  }
  const first = filings[0]?.record as PublicRecord<'soil_self_monitoring'>
  const corrected = { ...first, version: 2, change: { changed: '更正', basis: '来函' } } as PublicRecord
  const before = await everyFile(own)
  await publish(db, { record: corrected, year: first.data?.period.year ?? null })
  const affected = await affectedBy(corrected, own)
  const after = await everyFile(own)
  const changed = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path)
  const said = new Set<string>()
  for (const address of affected) for (const path of (await filesAt(address, own)).keys()) said.add(path)
  expect(changed.filter((path) => !said.has(path))).toEqual([])
  const isOfNewest = (address: string) => /^\/(?:pollutants|institutions)\/\w/.test(address)
  expect(affected.filter(isOfNewest)).toEqual([])

  const fewer = { ...first.data, rows: first.data?.rows.slice(0, 1), institution: null }
  const without = { ...corrected, version: 3, data: fewer } as unknown as PublicRecord
  await publish(db, { record: without, year: first.data?.period.year ?? null })
  expect((await affectedBy(without, own)).filter(isOfNewest).length).toBeGreaterThan(1)
}, 60_000)

test('a withdrawn record leaves its basis and nothing else', async () => {
  const filing = await publishFiling('soil_self_monitoring', '2026-02-02')
  const { record } = filing
  const address = recordAddress(record.kind, record.id)
  const gone = {
    version: 2,
    publishedOn: '2026-02-03',
    withdrawn: { basis: '检测机构没有资质' },
    files: [],
    data: null,
  }
  const withdrawal = { ...record, ...gone } as PublicRecord
  await publish(opened.db, { record: withdrawal, year: filing.year })

  const files = await filesAt(address, archive)
  expect(JSON.parse(files.get(`${address.slice(1)}gone.json`) ?? '')).toMatchObject({
    ok: false,
    code: 'record.withdrawn',
    basis: '检测机构没有资质',
    withdrawnOn: '2026-02-03',
  })
  expect(files.get(`${address.slice(1)}gone.html`)).toContain('检测机构没有资质')
  for (const path of ['/index.html', '.json', '.csv']) expect(files.get(`${address.slice(1, -1)}${path}`)).toBeNull()
  const affected = await affectedBy(withdrawal, archive)
  expect(affected).toContain(`${address}v/1/`)
  expect([...(await filesAt(`${address}v/1/`, archive)).values()]).toEqual([null, null, null])
})

test('an address nothing was published under is a fault, not an empty page', async () => {
  for (const address of ['/disclosures/nobody/', '/pollutants/nothing/', '/plots/p/99/', '/somewhere/'])
    await expect(filesAt(address, archive), address).rejects.toThrow("couldn't")
})
