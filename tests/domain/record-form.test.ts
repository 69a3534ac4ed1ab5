import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { recordCsv, recordJson } from '#domain/disclosure/record.ts'
import { ROW_COLUMNS } from '#domain/disclosure/schema.ts'
import { recordJson as enterpriseJson } from '#domain/enterprise/record.ts'
import type { PageFrame } from '#domain/page.ts'
import type { PublicRecord } from '#domain/record.ts'
import { recordIn } from '#domain/record-form.ts'
import { recordCsv as pollutantCsv, recordJson as pollutantJson } from '#domain/standard/record.ts'
import { bureau } from '../fixtures/bureau.ts'

const frame: PageFrame = { bureau, demo: true, origin: 'https://example.invalid', asOf: '2026-02-01' }
const row = (pollutant: string, value: string) => ({
  point: '=S1',
  depthTop: 0,
  depthBottom: 0.5,
  sampledOn: '2025-09-10',
  pollutant,
  value,
  unit: 'mg/kg',
  institution: '河南演示检测有限公司',
})
const record: PublicRecord<'soil_self_monitoring'> = {
  kind: 'soil_self_monitoring',
  id: '7k3m9q2x5t1v',
  version: 2,
  title: '郑州演示电镀有限公司 2025 年度土壤自行监测',
  publishedOn: '2026-03-02',
  filedOn: '2026-02-26',
  party: { code: '91410102MADEM00012', name: '郑州演示电镀有限公司' },
  change: { changed: '改了铅', basis: '来函' },
  withdrawn: null,
  returned: 1,
  files: [{ name: 'report.pdf', type: 'application/pdf', size: 9, sha256: 'ab'.repeat(32) }],
  data: {
    period: { year: 2025 },
    landClass: 'class1',
    rows: [row('铅', '600'), row('镉', '<0.01'), row('某某素', '1')],
  },
}
const versions = [
  { version: 1, publishedOn: '2026-02-20', change: null },
  { version: 2, publishedOn: '2026-03-02', change: record.change },
]
const page = { record, versions, newest: 2, before: null }
const table = (csv: string) => Papa.parse<string[]>(csv, { skipEmptyLines: true }).data

test('the JSON of a record is the record word for word, with where its versions and files are', () => {
  const json = JSON.parse(JSON.stringify(recordJson(page, frame)))
  const { files, ...same } = record
  expect(json).toMatchObject(same)
  const address = 'https://example.invalid/disclosures/7k3m9q2x5t1v/'
  expect(json).toMatchObject({ demo: true, url: address, newest: 2 })
  expect(json.files).toEqual([{ ...files[0], url: `${address}v/2/report.pdf` }])
  expect(json.versions.map((one: { url: string }) => one.url)).toEqual([`${address}v/1/`, `${address}v/2/`])
  expect(recordJson(page, { ...frame, demo: false })).not.toHaveProperty('demo')
})

test('the record is found again in its JSON; what holds none gives none', () => {
  const json = JSON.parse(JSON.stringify(recordJson(page, frame)))
  expect(recordIn(json)).toEqual(record)
  const replied = { ...record, reply: '已委托详细调查。' }
  expect(recordIn(JSON.parse(JSON.stringify(recordJson({ ...page, record: replied }, frame))))).toEqual(replied)
  for (const none of [null, 7, 'x', [], {}, { ...json, title: undefined }.versions, { ...json, files: [null] }])
    expect(recordIn(none)).toBeNull()
  const { returned: _, ...less } = json
  expect(recordIn(less)).toBeNull()
})

test('older versions of a register are data, so that is where they lead', () => {
  const enterprise = { ...record, kind: 'enterprise', id: 'E', data: null } as unknown as PublicRecord<'enterprise'>
  const of = {
    record: enterprise,
    versions,
    newest: 2,
    disclosures: [],
    remediations: [],
    transfers: [],
    assessments: [],
    cases: [],
    withdrawn: [],
    duties: [],
  }
  expect(enterpriseJson(of, frame)).toMatchObject({
    versions: [{ url: 'https://example.invalid/enterprises/E/v/1.json' }, {}],
  })
})

test('every result stands beside its limit, as reported, and a censored one is not a number', () => {
  const [header = [], ...lines] = table(recordCsv(page))
  const cell = (at: number, column: string) => lines[at]?.[header.indexOf(column)]
  for (const [, label] of ROW_COLUMNS) expect(header).toContain(label)
  expect(lines).toHaveLength(3)
  expect([cell(0, '测定值'), cell(0, '筛选值mg/kg'), cell(0, '比较结果'), cell(0, '筛选值的倍数')]).toEqual([
    '600',
    '400',
    '超过',
    '1.5',
  ])
  expect([cell(1, '测定值'), cell(1, '比较结果'), cell(1, '筛选值的倍数')]).toEqual(['<0.01', '未超过', ''])
  expect([cell(2, '比较结果'), cell(2, '筛选值mg/kg')]).toEqual(['无法比较', ''])
  expect(cell(0, '点位编号')).toBe("'=S1")
  const { comparisons } = recordJson(page, frame) as { comparisons: { item: string }[] }
  expect(comparisons.map((one) => one.item)).toEqual(['pb', 'cd', null])
})

test('a pollutant lists who reported it, each with the worst result and only its own lines', () => {
  const pollutant = { id: 'pb', reports: [record], total: 1 }
  expect(pollutantJson(pollutant, frame)).toMatchObject({
    id: 'pb',
    name: '铅',
    total: 1,
    reports: [{ year: 2025, results: 1, worst: { state: 'over', ratio: 1.5 } }],
  })
  expect(table(pollutantCsv(pollutant))).toHaveLength(2)
})
