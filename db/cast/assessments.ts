import { addDays } from '#domain/clock.ts'
import type { SoilRow } from '#domain/disclosure/schema.ts'
import type { EffectAssessment } from '#domain/remediation/assessment.ts'
import type { CastFiling, CastTime } from './filing.ts'
import { published } from './filing.ts'
import { FIRMS } from './institutions.ts'
import { plotIds } from './plots.ts'
import { PROJECTS } from './projects.ts'

const SUBSTANCES = {
  铅: { cas: '7439-92-1', method: 'HJ 491-2019', detectionLimit: '10' },
  锑: { cas: '7440-36-0', method: 'HJ 803-2016', detectionLimit: '0.3' },
  砷: { cas: '7440-38-2', method: 'HJ 680-2013', detectionLimit: '0.01' },
  '石油烃（C10-C40）': { method: 'HJ 1021-2019', detectionLimit: '6' },
} as const
type Substance = keyof typeof SUBSTANCES

/** Two assessments: one found every target met, one found arsenic left in a corner of the pit. */
export function assessments(time: CastTime): CastFiling[] {
  const { ago } = time
  const plot = plotIds(time)
  const battery = assessment({
    project: { id: time.id('notice-battery'), name: PROJECTS.battery },
    plot: { id: plot.battery, name: '原豫演蓄电池老厂区地块（虚构）' },
    assessedOn: ago(262),
    findings: [
      { pollutant: '铅', item: 'pb', target: 800, unit: 'mg/kg', medium: 'soil', highest: '512', met: true },
      { pollutant: '锑', item: 'sb', target: 180, unit: 'mg/kg', medium: 'soil', highest: '22.4', met: true },
    ],
    rows: results(ago(276), [
      ['坑底 K1', { 铅: '188', 锑: '11.2' }],
      ['坑底 K2', { 铅: '243', 锑: '14.0' }],
      ['坑底 K3', { 铅: '97', 锑: '6.1' }],
      ['侧壁 C1', { 铅: '512', 锑: '22.4' }],
      ['侧壁 C2', { 铅: '341', 锑: '17.8' }],
      ['固化体 G1', { 铅: '406', 锑: '19.5' }],
      ['固化体 G2', { 铅: '388', 锑: '18.7' }],
    ]),
    conclusion: 'met',
    conclusionText:
      '坑底、侧壁和固化体共 7 个点位，铅、锑均低于修复目标；浸出毒性和防渗层检查合格。修复达到目标，可以按工业用地（仓储）使用。（演示结论）',
    aftercare: '保持硬化层完好，禁止开挖固化体；每年丰、枯水期各监测一次下游地下水井的铅和锑，连续三年。（演示建议）',
    objectionContact: '演示环境评估研究院评估中心 0371-0000-0024（演示号码）；中原分局土壤科',
  })
  const brickworks = assessment({
    project: { id: time.id('notice-brickworks'), name: PROJECTS.brickworks },
    plot: { id: plot.brickworks, name: '须水演示砖瓦厂填坑地块（虚构）' },
    assessedOn: ago(45),
    findings: [
      { pollutant: '砷', item: 'as', target: 20, unit: 'mg/kg', medium: 'soil', highest: '31.4', met: false },
      { pollutant: '铅', item: 'pb', target: 400, unit: 'mg/kg', medium: 'soil', highest: '176', met: true },
      {
        pollutant: '石油烃（C10-C40）',
        item: 'tph-c10-c40',
        target: 826,
        unit: 'mg/kg',
        medium: 'soil',
        highest: '302',
        met: true,
      },
    ],
    rows: results(ago(61), [
      ['坑底 K1', { 砷: '12.6', 铅: '64', '石油烃（C10-C40）': '88' }],
      ['坑底 K2', { 砷: '14.9', 铅: '71', '石油烃（C10-C40）': '<6' }],
      ['坑底 K3', { 砷: '11.8', 铅: '58', '石油烃（C10-C40）': '41' }],
      ['坑底 K4', { 砷: '17.2', 铅: '93', '石油烃（C10-C40）': '120' }],
      ['侧壁 C1', { 砷: '15.5', 铅: '102', '石油烃（C10-C40）': '96' }],
      ['侧壁 C2 东北角', { 砷: '31.4', 铅: '176', '石油烃（C10-C40）': '302' }],
      ['侧壁 C3 东北角', { 砷: '27.8', 铅: '161', '石油烃（C10-C40）': '255' }],
      ['侧壁 C4', { 砷: '13.3', 铅: '77', '石油烃（C10-C40）': '<6' }],
    ]),
    conclusion: 'not_met',
    conclusionText:
      '东北角侧壁两个点位的砷为 31.4 和 27.8 mg/kg，高于修复目标 20 mg/kg；铅和石油烃达到目标。本次修复未达到目标，须对东北角约 160 吨土壤继续清挖，之后重新评估。（演示结论）',
    aftercare: '东北角保持围挡和覆盖，不得回填；继续清挖后按加密点位重新采样评估。（演示建议）',
    objectionContact: '演示环境评估研究院评估中心 0371-0000-0024（演示号码）；中原分局土壤科',
  })
  return [
    filing('assessment-battery', 'battery', battery, ago(240), 'zhao'),
    filing('assessment-brickworks', 'office', brickworks, ago(24), 'zheng'),
  ]
}

function filing(key: string, party: CastFiling['party'], data: EffectAssessment, on: string, head: 'zhao' | 'zheng') {
  const path = published(on, head)
  const report = { name: 'report.pdf', title: `${data.project.name}效果评估报告`, lines: reportLines(data) }
  return {
    key,
    kind: 'effect_assessment' as const,
    party,
    year: null,
    data: { ...data, reportText: [report.title, ...report.lines].join('\n') },
    report,
    draftedOn: path[0]?.on ?? on,
    path,
  }
}

function assessment(
  about: Omit<EffectAssessment, 'assessor' | 'contractor' | 'reportText' | 'objectionsUntil'>,
): EffectAssessment {
  return { ...about, assessor: FIRMS.assessor, contractor: FIRMS.contractor, reportText: '' }
}

type Found = Partial<Record<Substance, string>>

function results(sampledOn: string, points: readonly (readonly [string, Found])[]): SoilRow[] {
  return points.flatMap(([point, found], index) =>
    Object.entries(found).map(([pollutant, value]) => ({
      point,
      depthTop: 0,
      depthBottom: 0.2,
      sampledOn: addDays(sampledOn, index % 2),
      pollutant,
      ...SUBSTANCES[pollutant as Substance],
      value,
      unit: 'mg/kg',
      institution: FIRMS.assessor.name,
    })),
  )
}

/** The report in short: what an assessment has to say (土壤污染防治法 art. 42), as lines of text. */
function reportLines(data: EffectAssessment): string[] {
  return [
    '演示报告：单位、地块和数据均为虚构。',
    '',
    `一、项目：${data.project.name}`,
    `地块：${data.plot.name}（${data.plot.id}）`,
    `评估单位：${data.assessor.name}`,
    `修复施工单位：${data.contractor.name}`,
    `评估日期：${data.assessedOn}`,
    '',
    '二、修复目标与结果（mg/kg）',
    ...data.findings.map(
      (one) => `${one.pollutant}：目标 ${one.target}，最高 ${one.highest}，${one.met ? '达到' : '未达到'}`,
    ),
    '',
    '三、各点位结果（mg/kg）',
    ...data.rows.map((row) => `${row.point} ${row.pollutant} ${row.value}`),
    '',
    '四、结论',
    data.conclusionText,
    '',
    '五、后期管理建议',
    data.aftercare,
  ]
}
