import type { LandClass, SoilRow } from '#domain/disclosure/schema.ts'
import type { FilingDuty } from '#domain/enterprise/duty.ts'
import type { PublicRecord, RecordKind } from '#domain/record.ts'

/** Made-up published records, for `npm run dev` and for tests. One plant over its limits, one quiet, one late. */

type Head = Partial<Omit<PublicRecord, 'kind' | 'data'>> & { id: string; title: string }
/** A published record of a kind; what is not said is as it is most often. */
export function recordOf<K extends RecordKind>(kind: K, head: Head, data: PublicRecord<K>['data']): PublicRecord<K> {
  const plain = { version: 1, publishedOn: '2026-02-20', filedOn: null, party: null, change: null }
  return { kind, ...plain, withdrawn: null, returned: 0, files: [], ...head, data } as PublicRecord<K>
}

export const LAB = { code: '91410102MADEM0008P', name: '中原演示检测技术有限公司' }
const PLATING = { code: '91410102MADEM00012', name: '郑州演示电镀有限公司' }
const PAINT = { code: '91410102MADEM00025', name: '河南演示涂料有限公司' }

export const plating = recordOf(
  'enterprise',
  { id: PLATING.code, title: PLATING.name, publishedOn: '2026-01-12', version: 2 },
  {
    code: PLATING.code,
    name: PLATING.name,
    kind: 'enterprise',
    formerNames: ['郑州演示表面处理厂'],
    address: '河南省郑州市中原区西流湖街道演示路 8 号',
    street: '410102011',
    industry: '金属表面处理及热处理加工',
    legalRepresentative: '严法人',
    permitNo: '91410102MADEM00012001P',
    outlets: ['DW001', 'DA001', 'DA002'],
    listings: [
      { reason: 'soil_key_unit', from: 2020, to: null },
      { reason: 'key_discharger', from: 2018, to: null },
      { reason: 'clean_production', from: 2021, to: 2023 },
    ],
    landClass: 'class2',
    officialSystemUrl: 'https://example.invalid/company/8',
    registeredOn: '2020-04-01',
  },
)

export const paint = recordOf(
  'enterprise',
  { id: PAINT.code, title: PAINT.name, publishedOn: '2025-03-03' },
  {
    code: PAINT.code,
    name: PAINT.name,
    kind: 'enterprise',
    formerNames: [],
    address: '河南省郑州市中原区须水街道演示西街 21 号',
    street: '410102012',
    industry: '涂料制造',
    legalRepresentative: null,
    permitNo: null,
    outlets: [],
    listings: [{ reason: 'soil_key_unit', from: 2024, to: null }],
    landClass: 'unclear',
    officialSystemUrl: null,
    registeredOn: '2024-03-29',
  },
)

/** Point, its place, and its depths in metres. */
const POINTS = [
  ['S1 镀铬车间外', 113.5621, 34.7512],
  ['S2 污水站东侧', 113.5634, 34.7509],
  ['S3 危废间门口', 113.5629, 34.7501],
  ['BJ1 厂外对照点', 113.5588, 34.7533],
] as const

/** Results of one year: one value per point, in the order of POINTS; null was not measured. */
type Results = Record<string, readonly (string | null)[]>
const NONE = ['<0.01', '<0.01', '<0.01', '<0.01'] as const
const YEARS: Readonly<Record<number, Results>> = {
  2021: {
    铅: ['41', '212', '66', '24'],
    砷: ['9.1', '31.0', '12.4', '8.8'],
    '铬（六价）': ['4.1', '1.2', '<0.5', '<0.5'],
    镍: ['88', '163', '54', '30'],
    三氯乙烯: NONE,
    苯: NONE,
  },
  2022: {
    铅: ['39', '305', '70', '22'],
    砷: ['9.4', '44.2', '12.0', '9.0'],
    '铬（六价）': ['5.2', '1.9', '<0.5', '<0.5'],
    镍: ['91', '240', '57', '31'],
    三氯乙烯: NONE,
    苯: NONE,
  },
  2024: {
    铅: ['44', '560', null, '23'],
    砷: ['9.0', '71.5', null, '8.7'],
    '铬（六价）': ['6.3', '2.6', null, '<0.5'],
    镍: ['93', '388', null, '29'],
    镉: ['0.31', '8.2', null, '0.12'],
    三氯乙烯: NONE,
    苯: NONE,
  },
  2025: {
    铅: ['43', '612', '71', '24'],
    砷: ['9.3', '84.0', '12.2', '8.9'],
    '铬（六价）': ['7.9', '2.4', '0.5L', '未检出'],
    镍: ['95', '402', '58', '30'],
    镉: ['0.33', '8.8', '0.40', '0.11'],
    锌: ['130', '890', '210', '76'],
    三氯乙烯: NONE,
    苯: NONE,
  },
}

function rowsOf(year: number, scale = 1): SoilRow[] {
  const rows: SoilRow[] = []
  const add = (at: number, pollutant: string, value: string, unit: string) => {
    const [point, lng, lat] = POINTS[at] ?? POINTS[0]
    const where = { point: point.split(' ')[0] ?? point, lng, lat, depthTop: 0, depthBottom: 0.5 }
    rows.push({ ...where, sampledOn: `${year}-10-1${at}`, pollutant, value, unit, institution: LAB.name })
  }
  for (const at of POINTS.keys()) add(at, 'pH', `7.${at + 2}`, '无量纲')
  for (const [pollutant, values] of Object.entries(YEARS[year] ?? {}))
    values.forEach((value, at) => {
      if (value !== null) add(at, pollutant, scale === 1 || at !== 1 ? value : String(Number(value) * scale), 'mg/kg')
    })
  return rows
}

/** A year of soil self-monitoring of the plating works. */
function yearOf(year: number, head: Partial<Head> = {}, scale = 1, landClass: LandClass = 'class2') {
  return recordOf(
    'soil_self_monitoring',
    {
      id: `7k3m9q2x${year}`,
      title: `${PLATING.name} ${year} 年土壤自行监测`,
      party: PLATING,
      publishedOn: `${year + 1}-02-2${year % 10}`,
      ...head,
    },
    { period: { year }, landClass, institution: LAB, rows: rowsOf(year, scale) },
  )
}

const report = { name: 'report.pdf', type: 'application/pdf', size: 1_843_201, sha256: 'ab12cd34'.repeat(8) }

/** Newest year first; nothing was filed for 2023. 2025 was corrected once. */
export const firstOf2025 = yearOf(2025, { publishedOn: '2026-03-05' }, 0.5)
export const of2025 = (() => {
  const change = {
    changed: 'S2 点位七项结果录入时漏乘稀释倍数，改为检测报告原值。',
    basis: '检测机构 2026 年 3 月 20 日的更正说明（演示 2026-019 号）。',
  }
  const head = { version: 2, publishedOn: '2026-03-27', change, returned: 1, files: [report] }
  const record = yearOf(2025, head)
  const statement = 'S2 点位在原污水站旁。我们已停用旧管沟，并委托开展详细调查。'
  const officialSystemUrl = 'https://example.invalid/company/8/2025'
  return record.data ? { ...record, data: { ...record.data, statement, officialSystemUrl } } : record
})()
export const disclosures = [of2025, yearOf(2024), yearOf(2022), yearOf(2021)]

/** A filing of the paint works that was taken back. */
export const withdrawn: PublicRecord<'soil_self_monitoring'> = recordOf(
  'soil_self_monitoring',
  {
    id: '7k3m9q2xgone',
    title: `${PAINT.name} 2024 年土壤自行监测`,
    party: PAINT,
    version: 2,
    publishedOn: '2026-05-06',
    withdrawn: { basis: '检测机构资质认定范围不含土壤，报告无效（演示 2026-031 号）。' },
  },
  null,
)

const duty = (year: number, about: Partial<FilingDuty>): FilingDuty => ({
  kind: 'soil_self_monitoring',
  year,
  dueOn: `${year + 1}-03-15`,
  provisional: false,
  article: '《企业环境信息依法披露管理办法》第十九条',
  unconfirmed: true,
  filedOn: null,
  disclosureId: null,
  state: 'late',
  ...about,
})
export const duties: FilingDuty[] = [
  duty(2026, { state: 'upcoming', provisional: true }),
  duty(2025, { state: 'filed', filedOn: '2026-03-05', disclosureId: of2025.id }),
  duty(2024, { state: 'filed', filedOn: '2025-02-24', disclosureId: '7k3m9q2x2024' }),
  duty(2023, {}),
  duty(2022, { state: 'filed_late', filedOn: '2023-04-22', disclosureId: '7k3m9q2x2022' }),
]

/** Who is late in the samples. */
export const late = {
  total: 2,
  items: [
    { ...PLATING, duty: duty(2023, {}) },
    { ...PAINT, duty: duty(2025, {}) },
  ],
}
