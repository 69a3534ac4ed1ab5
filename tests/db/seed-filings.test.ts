import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { burnBoxes } from '#api/senders/photo-node.ts'
import { folderStore } from '#api/senders/store-node.ts'
import { CREDIT_CODES, PARTIES } from '#db/cast/enterprises.ts'
import type { Db } from '#db/engine.ts'
import { migrateDb } from '#db/migrate.ts'
import { openDb } from '#db/open.ts'
import { seedDemo } from '#db/seed.ts'
import { playFilings } from '#db/seed-filings.ts'
import { DISCLOSURE_STATES } from '#domain/disclosure/state.ts'
import { dutiesOf } from '#domain/enterprise/duty.ts'
import { isCreditCode } from '#domain/party.ts'
import { PLOT_STAGES } from '#domain/plot/schema.ts'
import type { PublicRecord } from '#domain/record.ts'
import { registerProblems } from '#domain/register.ts'
import { loadTotals } from '#domain/remediation/load.ts'
import { compareRows } from '#domain/standard/compare.ts'
import { bureau } from '../fixtures/bureau.ts'

const NOW = '2026-11-24T14:30:00+08:00'
const folder = mkdtempSync(join(tmpdir(), 'jingtu-seed-'))
const store = folderStore(join(folder, 'photos'))
let db: Db
/** Everything published, oldest first. */
let records: PublicRecord[]
const all = async (sql: string) => (await db.query(sql)).rows.map((row) => Object.values(row))
const newest = () => [...new Map(records.map((record) => [`${record.kind} ${record.id}`, record])).values()]
const ofKind = <K extends PublicRecord['kind']>(kind: K) =>
  newest().filter((record) => record.kind === kind) as PublicRecord<K>[]

beforeAll(async () => {
  db = await openDb(`file:${join(folder, 'jingtu.db')}`)
  await migrateDb(db)
  const secrets = { receipt: new Uint8Array(32).fill(1), pepper: new Uint8Array(32).fill(2) }
  await seedDemo({ db, store, burnBoxes, bureau, secrets }, new Date(NOW))
  const { rows } = await db.query('SELECT record FROM publications ORDER BY position')
  records = rows.map((row) => JSON.parse(String(row.record)))
})
afterAll(() => {
  db?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('eight invented enterprises have five years of data each, but for the one that was off the list for a year', () => {
  const enterprises = ofKind('enterprise').filter((record) => record.data?.kind === 'enterprise')
  expect(enterprises).toHaveLength(8)
  const years = (code: string) =>
    records
      .filter((one) => one.kind === 'soil_self_monitoring' && one.party?.code === code && one.version === 1)
      .map((one) => (one as PublicRecord<'soil_self_monitoring'>).data?.period.year)
      .sort()
  for (const { id } of enterprises) {
    const expected = {
      [CREDIT_CODES.plating]: [2020, 2021, 2022, 2023, 2024],
      [CREDIT_CODES.machining]: [2021, 2022, 2024, 2025],
    }
    expect(years(id), id).toEqual(expected[id] ?? [2021, 2022, 2023, 2024, 2025])
  }
})

test('nobody can mistake the cast for somebody real: every name says so, every code is in the demo range', () => {
  for (const { kind, id, title, party, data } of newest()) {
    // A row of the handling table names nobody: a street and what it was about.
    if (data && kind !== 'case') expect(`${title}${party?.name}`, `${kind} ${id}`).toMatch(/虚构|演示/)
    if (kind === 'enterprise' || kind === 'institution') expect(`${id} ${isCreditCode(id)}`).toMatch(/DEM.* true$/)
  }
  for (const { enterprise } of Object.values(PARTIES)) expect(enterprise(2025).name).toMatch(/（虚构）$/)
})

test('what the registers say of the cast, the desk would have taken', () => {
  for (const { kind, data } of records)
    if (data && (kind === 'enterprise' || kind === 'plot' || kind === 'institution'))
      expect(registerProblems(data, bureau)).toEqual([])
})

test('results stand in every relation to the limits, and some cannot be compared or were not found', () => {
  const found = new Set<string>()
  for (const { data } of ofKind('soil_self_monitoring'))
    for (const one of data ? compareRows(data.rows, data.landClass) : [])
      found.add([one.state, one.level, one.why].filter(Boolean).join(' '))
  for (const wanted of [
    'within',
    'over screening',
    'over intervention',
    'over screening assumed-class1',
    'within below-detection',
    'not_comparable no-limit',
    'not_comparable no-ph',
    'not_comparable detection-limit-above-limit',
  ])
    expect([...found], wanted).toContain(wanted)
  const battery = records.find(
    (one) =>
      one.kind === 'soil_self_monitoring' && one.party?.code === CREDIT_CODES.plating && one.title.includes('2024'),
  ) as PublicRecord<'soil_self_monitoring'>
  const chromium = compareRows(battery.data?.rows ?? [], 'class2').find((one) => one.item === 'cr6')
  expect(chromium).toMatchObject({ state: 'over', level: 'screening', ratio: 1.4 })
})

test('filings are in every state: some wait for the desk, one was returned, one is being corrected, one withdrawn', async () => {
  const states = (await all('SELECT DISTINCT state FROM disclosures')).flat()
  expect(DISCLOSURE_STATES.filter((state) => !states.includes(state))).toEqual(['abandoned'])
  const waiting = await all("SELECT kind, published_revision IS NOT NULL FROM disclosures WHERE state = 'signed'")
  expect(waiting.sort()).toEqual([
    ['soil_self_monitoring', 0],
    ['soil_self_monitoring', 1],
    ['soil_transfer', 0],
  ])
  expect(newest().filter((one) => one.withdrawn)).toHaveLength(1)
  expect(newest().filter((one) => one.returned > 0)).toHaveLength(1)
  const corrected = newest().filter((one) => one.change)
  expect(corrected.map((one) => one.kind).sort()).toEqual([
    'remediation_notice',
    'soil_self_monitoring',
    'soil_transfer',
    'soil_transfer',
  ])
})

test('two enterprises are late today, two years came late, and the one that files at the demo door owes the next year too', () => {
  const duties = ofKind('enterprise').flatMap((record) => {
    const filed = ofKind('soil_self_monitoring')
      .filter((one) => one.data && one.party?.code === record.id)
      .map((one) => ({
        kind: one.kind,
        year: one.data?.period.year ?? 0,
        filedOn: records.find((first) => first.id === one.id)?.filedOn ?? '',
        disclosureId: one.id,
      }))
    return record.data ? dutiesOf(record.data, filed, '2026-11-24').map((duty) => ({ ...duty, code: record.id })) : []
  })
  const inState = (state: string) => duties.filter((one) => one.state === state).map((one) => `${one.code} ${one.year}`)
  expect(inState('late').sort()).toEqual([`${CREDIT_CODES.plating} 2025`, `${CREDIT_CODES.pesticide} 2025`])
  expect(inState('filed_late').sort()).toEqual([`${CREDIT_CODES.machining} 2024`, `${CREDIT_CODES.dyeing} 2022`])
  expect(inState('upcoming')).toContain(`${CREDIT_CODES.plating} 2026`)
})

test('three projects stand at different stages; one plot has two transfers, of which one lost more than two in a hundred', () => {
  expect(ofKind('remediation_notice').map((one) => PLOT_STAGES.findLast((stage) => one.data?.stages[stage]))).toEqual([
    'aftercare',
    'construction',
    'plan',
  ])
  const totals = ofKind('soil_transfer').map((one) => loadTotals(one.data?.loads ?? []))
  expect(totals.map(({ out, in: arrived }) => (out - arrived) / out > 0.02)).toEqual([false, true])
  expect(totals.map(({ off }) => off.length)).toEqual([0, 2])
  const plots = ofKind('soil_transfer').map((one) => one.data?.plot.id)
  expect(new Set(plots).size).toBe(1)
})

test('two assessments carry a real PDF each; one failed, and its objection period is open', async () => {
  const found = ofKind('effect_assessment')
  expect(found.map((one) => one.data?.conclusion)).toEqual(['met', 'not_met'])
  expect(found[1]?.data?.objectionsUntil).toMatch(/^202[67]-/)
  expect(String(found[1]?.data?.objectionsUntil) > '2026-11-24').toBe(true)
  for (const { files, data } of found) {
    expect(files).toMatchObject([{ name: 'report.pdf', type: 'application/pdf' }])
    const [key] = (await all(`SELECT key FROM files WHERE sha256 = '${files[0]?.sha256}'`)).flat()
    const bytes = await store.get(String(key))
    expect(bytes?.length).toBe(files[0]?.size)
    expect(new TextDecoder('latin1').decode(bytes ?? new Uint8Array())).toMatch(/^%PDF-1\.4\n[\s\S]*%%EOF\n$/)
    expect(data?.reportText).toContain(data?.conclusionText)
  }
})

test('nothing was published before it happened, and positions follow the days', async () => {
  const days = records.map((one) => one.publishedOn)
  expect(days).toEqual([...days].sort())
  expect(String(days.at(-1)) <= '2026-11-24').toBe(true)
  for (const { data, publishedOn, kind } of records) {
    if (kind === 'plot' && data && 'stages' in data)
      for (const on of Object.values(data.stages)) expect(on <= publishedOn).toBe(true)
    if (kind !== 'figures' && data && 'rows' in data)
      for (const row of data.rows) expect(row.sampledOn < publishedOn).toBe(true)
  }
  const torn = await all(
    `SELECT d.id FROM disclosures d
     WHERE d.version <> (SELECT count(*) FROM events e WHERE e.subject = 'disclosure:' || d.id)`,
  )
  expect(torn).toEqual([])
})

test.each([
  '2027-01-01T03:00:00+08:00',
  '2027-03-15T23:50:00+08:00',
  '2027-03-16T00:10:00+08:00',
  '2028-02-29T12:00:00+08:00',
])(
  'the cast keeps the rules whenever the demo begins, also %s; the same moment gives the same statements',
  async (moment) => {
    const store = { put: async () => {} }
    const [one, other] = [
      await playFilings({ store }, new Date(moment)),
      await playFilings({ store }, new Date(moment)),
    ]
    expect(one.filings).toBe(51)
    expect(JSON.stringify(one.statements)).toBe(JSON.stringify(other.statements))
  },
)
