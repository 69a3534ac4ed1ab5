import type { SoilRow } from '#domain/disclosure/schema.ts'
import type { VersionLine } from '#domain/page.ts'
import type { PublicRecord } from '#domain/record.ts'
import { LAB, recordOf } from './sample-records.ts'

/** Made-up remediations, for `npm run dev` and for tests: one near its end and late, one not yet begun. */

const OFFICE = { code: '11410102MBDEM0011D', name: '演示街道办事处' }
export const BUILDER = { code: '91410102MADEM0101P', name: '中原演示环境修复有限公司' }
const WATCHER = { code: '91410102MADEM0102T', name: '河南演示工程监理有限公司' }
export const ASSESSOR = { code: '91410102MADEM0103X', name: '郑州演示环境评估有限公司' }
const PLOT = { id: 'ZY-2024-003', name: '原演示电镀厂西厂区地块' }

export const plot: PublicRecord<'plot'> = recordOf(
  'plot',
  { id: PLOT.id, title: PLOT.name, publishedOn: '2026-06-30', version: 3 },
  {
    ...PLOT,
    address: '河南省郑州市中原区西流湖街道演示路 8 号西侧',
    street: '410102011',
    area: 18_400,
    formerUse: '电镀车间和污水站（1987—2019 年）',
    plannedUse: '居住用地',
    stages: {
      investigation: '2023-04-18',
      risk_assessment: '2023-11-02',
      plan: '2024-08-20',
      construction: '2025-03-10',
    },
    listed: { on: '2023-12-01', notice: '河南省建设用地土壤污染风险管控和修复名录（演示）', url: null },
    restriction: '移出名录前，不得开工建设与风险管控、修复无关的项目，不得作为住宅、公共管理与公共服务用地。',
    contact: '区生态环境分局土壤科（演示） 0371-00000000',
  },
)

const IMPACTS = [
  { aspect: 'dust', impact: '挖土、装车时起尘。', measure: '作业面喷淋，裸土 24 小时内覆盖；四级以上大风停止开挖。' },
  { aspect: 'odour', impact: '开挖老污水站时可能有异味。', measure: '搭设密闭大棚，抽出的气体经活性炭处理后排放。' },
  { aspect: 'noise', impact: '挖掘机、运输车。', measure: '22 时至次日 6 时不施工，车辆限速 20 千米/时、不鸣笛。' },
  { aspect: 'water', impact: '基坑水、车辆冲洗水含重金属。', measure: '全部收集，处理达标后进市政管网，每批检测。' },
  { aspect: 'waste', impact: '废防渗膜、污泥。', measure: '按危险废物暂存，交有资质单位处置，联单存档。' },
] as const

const TARGETS = [
  { pollutant: '铅', item: 'pb', target: 400, unit: 'mg/kg', medium: 'soil' },
  { pollutant: '铬（六价）', item: 'cr6', target: 3, unit: 'mg/kg', medium: 'soil' },
  { pollutant: '镍', item: 'ni', target: 150, unit: 'mg/kg', medium: 'soil' },
  { pollutant: '铬（六价）', target: 0.1, unit: 'mg/L', medium: 'groundwater' },
] as const

/** Corrected once; first published after the work had begun. */
export const notice: PublicRecord<'remediation_notice'> = recordOf(
  'remediation_notice',
  {
    id: '4c8w2n6t0r5h',
    title: '原演示电镀厂西厂区地块土壤修复',
    party: OFFICE,
    version: 2,
    publishedOn: '2025-04-22',
    change: {
      changed: '镍的修复目标由 200 毫克/千克改为 150 毫克/千克。',
      basis: '修复方案专家评审意见（演示 2025-04 号）。',
    },
  },
  {
    project: '原演示电镀厂西厂区地块土壤修复',
    plot: PLOT,
    responsibility: 'street_office',
    landUser: '中原区土地储备中心（演示）',
    targets: TARGETS.map((one) => ({ ...one })),
    area: 6_200,
    volume: 14_300,
    process: '重污染土壤挖出，在场内大棚用固化稳定化处理；轻污染土壤淋洗后回填；地下水抽出处理，抽至连续四次达标为止。',
    startsOn: '2025-03-10',
    endsOn: '2026-09-30',
    contractor: BUILDER,
    supervisor: WATCHER,
    monitor: LAB,
    impacts: IMPACTS.map((one) => ({ ...one })),
    contact: { name: '陶街道', phone: '0371-00000011' },
    complaintChannel: '工地西门公告栏旁意见箱，或拨打 0371-00000012（8:00—20:00）',
    filingNo: '郑中环土修〔2024〕演示 3 号',
    stages: { plan: '2024-08-20', construction: '2025-03-10', effect_assessment: '2026-08-26' },
  },
)
/** What it said before. */
export const noticeBefore: PublicRecord<'remediation_notice'> = recordOf(
  'remediation_notice',
  { ...notice, version: 1, publishedOn: '2025-03-14', change: null },
  notice.data && {
    ...notice.data,
    targets: notice.data.targets.map((one) => (one.item === 'ni' ? { ...one, target: 200 } : one)),
  },
)
export const noticeVersions: VersionLine[] = [
  { version: 1, publishedOn: '2025-03-14', change: null },
  { version: 2, publishedOn: '2025-04-22', change: notice.change },
]

/** Published in good time, nothing has happened yet. */
export const comingNotice: PublicRecord<'remediation_notice'> = recordOf(
  'remediation_notice',
  { id: '9d1f5k3p7x2m', title: '演示印染厂旧址地块土壤修复', party: OFFICE, publishedOn: '2026-11-02' },
  notice.data && {
    ...notice.data,
    project: '演示印染厂旧址地块土壤修复',
    plot: { id: 'ZY-2026-001', name: '演示印染厂旧址地块' },
    responsibility: 'polluter',
    targets: [{ pollutant: '苯并[a]芘', item: 'bap', target: 0.55, unit: 'mg/kg', medium: 'soil' }],
    startsOn: '2026-12-15',
    endsOn: '2027-08-31',
    stages: { plan: '2026-10-20' },
  },
)

const project = { id: notice.id, name: notice.title }
const loads = (count: number, from: string, short: Record<number, number> = {}) =>
  Array.from({ length: count }, (_, at) => ({
    no: `ZY003-${String(at + 1).padStart(3, '0')}`,
    on: `${from}${String(3 + Math.floor(at / 4)).padStart(2, '0')}`,
    out: 28.4 + (at % 5) * 0.3,
    in: Math.round((28.4 + (at % 5) * 0.3) * (1 - (short[at] ?? 0.004)) * 100) / 100,
  }))

const transfer = (
  id: string,
  publishedOn: string,
  about: Partial<NonNullable<PublicRecord<'soil_transfer'>['data']>>,
) =>
  recordOf(
    'soil_transfer',
    { id, title: `${notice.title}：转运 ${about.quantity} 吨`, party: OFFICE, publishedOn },
    {
      project,
      plot: PLOT,
      time: { from: '2025-06-03', to: '2025-06-20' },
      mode: '密闭自卸车，车厢加盖并贴封条',
      route: '演示路—化工路—西三环—郑上路，避开学校路段，9:00—16:00 通行',
      quantity: 1_200,
      destination: { name: '荥阳演示水泥有限公司', address: '郑州市荥阳市演示大道 1 号' },
      disposal: '水泥窑协同处置，替代部分原料',
      hazardous: false,
      originBureau: '郑州市生态环境局',
      destinationBureau: '郑州市生态环境局荥阳分局',
      reportedOn: '2025-05-20',
      loads: [],
      ...about,
    },
  )
export const transferOff = transfer('6h2v9b4q8y1c', '2025-05-22', {
  quantity: 340,
  loads: loads(12, '2025-06-', { 3: 0.061, 7: -0.034 }),
})
export const transferPlanned = transfer('2m7s5g1z9k4d', '2026-11-16', {
  quantity: 860,
  time: { from: '2026-12-01', to: '2026-12-18' },
  hazardous: true,
  disposal: '危险废物焚烧处置',
  destination: { name: '演示危废处置中心', address: '新密市演示镇 9 号' },
  reportedOn: '2026-11-27',
})

const POINTS = ['XF-01', 'XF-02', 'XF-03', 'XF-04', 'XF-05']
const row = (at: number, pollutant: string, value: string, unit = 'mg/kg'): SoilRow => ({
  point: POINTS[at] ?? 'XF',
  depthTop: at % 2 === 0 ? 0 : 1.5,
  depthBottom: at % 2 === 0 ? 0.5 : 2,
  sampledOn: '2026-08-10',
  pollutant,
  value,
  unit,
  institution: LAB.name,
})
const rowsOf = (values: Record<string, readonly string[]>) =>
  Object.entries(values).flatMap(([pollutant, list]) => list.map((value, at) => row(at, pollutant, value)))

const SHARED = {
  project,
  plot: PLOT,
  assessor: ASSESSOR,
  contractor: BUILDER,
  objectionContact: '区生态环境分局土壤科（演示） 0371-00000000，邮寄或当面均可',
}
const report = { name: 'report.pdf', type: 'application/pdf', size: 6_291_456, sha256: '9f86d081884c7d65'.repeat(4) }
const reportText = `${[
  '原演示电镀厂西厂区地块土壤修复效果评估报告',
  '一、项目概况\n本项目修复面积 6 200 平方米，修复土方量 14 300 立方米。',
  '二、布点与采样\n按照 HJ 25.5-2018，在基坑底部和侧壁布设 5 个点位，共采集土壤样品 15 个。',
  '三、评估标准\n以备案的修复目标值为准：铅 400 毫克/千克，铬（六价）3 毫克/千克，镍 150 毫克/千克。',
].join('\n\n')}\n`

/** The first time round nickel was not down. */
export const assessmentFailed: PublicRecord<'effect_assessment'> = recordOf(
  'effect_assessment',
  {
    id: '8r3j6d0w5t2b',
    title: '原演示电镀厂西厂区地块修复效果评估',
    party: OFFICE,
    publishedOn: '2026-09-04',
    files: [report],
  },
  {
    ...SHARED,
    assessedOn: '2026-08-26',
    findings: TARGETS.map((one, at) => ({
      ...one,
      highest: ['212', '2.1', '268', '0.04'][at] ?? '',
      met: one.pollutant !== '镍',
    })),
    rows: [
      ...rowsOf({
        铅: ['88', '212', '61', '140', '未检出'],
        '铬（六价）': ['0.8', '2.1', '<0.5', '0.5L', '1.2'],
        镍: ['96', '268', '74', '171', '58'],
      }),
      row(1, '铬（六价）', '0.04', 'mg/L'),
    ],
    conclusion: 'not_met',
    conclusionText: 'XF-02、XF-04 两个点位的镍高于修复目标，应补充开挖后重新评估。其余指标达到目标。',
    aftercare: '补充修复期间继续围挡，地下水每季度监测一次。',
    objectionsUntil: '2026-11-04',
    reportText,
  },
)

/** After digging again everything was. */
export const assessmentMet: PublicRecord<'effect_assessment'> = recordOf(
  'effect_assessment',
  {
    id: '1y9q4x7c3f6n',
    title: '原演示电镀厂西厂区地块修复效果评估（补充修复后）',
    party: OFFICE,
    publishedOn: '2026-11-12',
    files: [{ ...report, sha256: 'a591a6d40bf42040'.repeat(4) }],
  },
  assessmentFailed.data && {
    ...assessmentFailed.data,
    assessedOn: '2026-11-05',
    findings: assessmentFailed.data.findings.map((one) => (one.met ? one : { ...one, highest: '121', met: true })),
    rows: rowsOf({
      铅: ['88', '190', '61', '140', '未检出'],
      '铬（六价）': ['0.8', '1.9', '<0.5', '0.5L', '1.2'],
      镍: ['96', '121', '74', '103', '58'],
    }),
    conclusion: 'met',
    conclusionText: '各项指标均达到修复目标，可以进入后期管理。',
    aftercare: '地下水每半年监测一次，连续两年；覆盖层每年巡查一次，不得擅自开挖。',
    objectionsUntil: '2027-01-12',
  },
)
