import type { RemediationNotice } from '#domain/remediation/schema.ts'
import { type CastFiling, type CastTime, corrected, published } from './filing.ts'
import { FIRMS } from './institutions.ts'
import { plotIds } from './plots.ts'

const firms = { contractor: FIRMS.contractor, supervisor: FIRMS.supervisor, monitor: FIRMS.laboratory }
const complaintChannel = '拨打 12345，或在本站「举报污染」填写；夜间施工扰民也请反映'

const dust = {
  aspect: 'dust',
  impact: '清挖、装车时扬尘。',
  measure: '湿法作业，裸土当日覆盖，出口设洗车台，四级以上大风停工。',
} as const
const noise = {
  aspect: 'noise',
  impact: '机械和运输车辆噪声。',
  measure: '夜间 22:00 至次日 6:00 不作业，车辆限速并禁止鸣笛。',
} as const

export type ProjectKey = keyof typeof PROJECTS
/** Names of the three projects, as everything that belongs to them says them. */
export const PROJECTS = {
  battery: '原豫演蓄电池老厂区土壤修复（虚构）',
  brickworks: '须水演示砖瓦厂填坑地块土壤修复（虚构）',
  plating: '演示电镀旧镀铬车间土壤修复（虚构）',
} as const

/** Notices of three projects: done and met, done and failed (and announced late), about to begin. */
export function projectNotices(time: CastTime): CastFiling[] {
  const { ago } = time
  const plot = plotIds(time)
  const battery: RemediationNotice = {
    project: PROJECTS.battery,
    plot: { id: plot.battery, name: '原豫演蓄电池老厂区地块（虚构）' },
    responsibility: 'polluter',
    landUser: '豫演蓄电池制造有限公司（虚构）',
    targets: [
      { pollutant: '铅', item: 'pb', target: 800, unit: 'mg/kg', medium: 'soil' },
      { pollutant: '锑', item: 'sb', target: 180, unit: 'mg/kg', medium: 'soil' },
    ],
    area: 4_200,
    volume: 6_800,
    process: '分区清挖，原地异位固化稳定化，检验合格后回填，表层铺净土 0.5 米并硬化。',
    startsOn: ago(610),
    endsOn: ago(380),
    ...firms,
    impacts: [
      dust,
      noise,
      { aspect: 'water', impact: '基坑积水、洗车废水含铅。', measure: '收集后经临时水处理站达标，回用洒水，不外排。' },
    ],
    contact: { name: '金演示', phone: '0371-0000-0002（演示号码）' },
    complaintChannel,
    filingNo: `演示修备〔${ago(640).slice(0, 4)}〕1号`,
    stages: { investigation: ago(880), risk_assessment: ago(800), plan: ago(690) },
  }
  const brickworks: RemediationNotice = {
    project: PROJECTS.brickworks,
    plot: { id: plot.brickworks, name: '须水演示砖瓦厂填坑地块（虚构）' },
    responsibility: 'street_office',
    targets: [
      { pollutant: '砷', item: 'as', target: 20, unit: 'mg/kg', medium: 'soil' },
      { pollutant: '铅', item: 'pb', target: 400, unit: 'mg/kg', medium: 'soil' },
      { pollutant: '石油烃（C10-C40）', item: 'tph-c10-c40', target: 826, unit: 'mg/kg', medium: 'soil' },
    ],
    area: 3_900,
    volume: 11_500,
    process: '清挖填埋物和污染土，外运水泥窑协同处置；坑底检验合格后分层回填净土。',
    startsOn: ago(405),
    endsOn: ago(120),
    ...firms,
    impacts: [
      dust,
      noise,
      { aspect: 'odour', impact: '翻动填埋物时有油味。', measure: '小面积作业、喷洒抑味剂，厂界设在线监测。' },
      { aspect: 'waste', impact: '外运污染土遗撒。', measure: '密闭车辆，一车一单，称重进出，全程定位。' },
    ],
    contact: { name: '陶街道', phone: '0371-0000-0011（演示号码）' },
    complaintChannel,
    filingNo: `演示修备〔${ago(420).slice(0, 4)}〕2号`,
    stages: { investigation: ago(700), risk_assessment: ago(590), plan: ago(470), construction: ago(405) },
  }
  const plating: RemediationNotice = {
    project: PROJECTS.plating,
    plot: { id: plot.plating, name: '郑州演示电镀旧镀铬车间地块（虚构）' },
    responsibility: 'successor',
    landUser: '郑州演示电镀有限公司（虚构）',
    targets: [
      { pollutant: '铬（六价）', item: 'cr6', target: 5.7, unit: 'mg/kg', medium: 'soil' },
      { pollutant: '镍', item: 'ni', target: 900, unit: 'mg/kg', medium: 'soil' },
      { pollutant: '铬（六价）', target: 0.1, unit: 'mg/L', medium: 'groundwater' },
    ],
    area: 1_150,
    volume: 2_300,
    process: '污染土清挖后化学还原稳定化；地下水抽出处理，布设渗透反应墙。',
    startsOn: ago(-12),
    endsOn: ago(-220),
    ...firms,
    impacts: [
      dust,
      noise,
      {
        aspect: 'water',
        impact: '抽出的地下水含六价铬。',
        measure: '院内一体化设备还原沉淀，达标后排入污水管网，每日检测。',
      },
    ],
    contact: { name: '严演示', phone: '0371-0000-0001（演示号码）' },
    complaintChannel,
    filingNo: `演示修备〔${ago(20).slice(0, 4)}〕3号`,
    stages: { investigation: ago(260), risk_assessment: ago(170), plan: ago(60) },
  }
  const notice = (key: string, party: CastFiling['party'], data: RemediationNotice, path: CastFiling['path']) => ({
    key,
    kind: 'remediation_notice' as const,
    party,
    year: null,
    data,
    draftedOn: path[0]?.on ?? ago(9),
    path,
  })
  const stages = { ...battery.stages, construction: ago(610), effect_assessment: ago(262), aftercare: ago(240) }
  return [
    notice('notice-battery', 'battery', battery, [
      ...published(ago(628)),
      ...corrected(
        ago(222),
        { changed: '阶段更新：施工、效果评估、后期管理日期补入。', basis: '效果评估报告公开后按要求更新公告' },
        { ...battery, stages },
      ),
    ]),
    // The board came ten days after the excavators.
    notice('notice-brickworks', 'office', brickworks, published(ago(395), 'zheng')),
    notice('notice-plating', 'plating', plating, published(ago(9))),
  ]
}
