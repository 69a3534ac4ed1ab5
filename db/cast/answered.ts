import {
  alsoSaid,
  asked,
  type CastCase,
  followedUp,
  handled,
  published,
  registered,
  rejected,
  reviewed,
} from './path.ts'
import { PUBLIC_TEXTS } from './public-text.ts'

/** Cases of this year that are over, or nearly. */
export const ANSWERED_CASES: readonly CastCase[] = [
  {
    ago: 171,
    kinds: ['solid_waste'],
    behaviours: ['medical_waste_dumping'],
    description: '垃圾箱里看到带血的纱布和针头，应该是旁边诊所扔的医疗废物。',
    place: { address: '绿东村街道演示巷垃圾投放点（虚构）', street: '410102007' },
    accused: { kind: 'enterprise', name: '演示诊所（虚构）', industry: '医疗' },
    path: [
      ...handled('replied', {
        to: 'enforcement',
        findings: '诊所医疗废物暂存间未上锁，保洁误投生活垃圾箱。',
        measures: '医疗废物由处置单位收运，立案处罚，会同卫健部门培训。',
        reply: '医疗废物已规范收运，诊所受到处罚，垃圾箱已消毒。',
        pace: 0.8,
      }),
      ...published(25, PUBLIC_TEXTS.clinic),
      ...reviewed(36, 'reviewed', '处罚太轻，要求关停诊所。', '处罚依据和幅度适当，维持原意见。'),
    ],
  },
  {
    ago: 150,
    kinds: ['air'],
    description: '说不清是哪里，反正这一片空气不好。',
    place: { address: '中原区某处（虚构）' },
    path: [
      registered(0.3),
      asked(1, '请告诉我们大概的位置、时间和气味，我们才好去查。'),
      rejected(
        14,
        'clue-insufficient',
        '多次请您补充地点和时间未得到回复，线索不足无法核查，本次不予受理；有新情况请重新反映。',
      ),
    ],
  },
  {
    ago: 133,
    kinds: ['water'],
    behaviours: ['wastewater_discharge'],
    description: '洗车店的水直接流到马路边的雨水篦子里，冬天结冰还滑倒人。',
    place: { address: '建设路街道甲子路洗车店（虚构）', street: '410102002' },
    accused: { kind: 'enterprise', name: '某某洗车行（虚构）', industry: '洗车' },
    path: [
      ...handled('replied', {
        to: 'enforcement',
        findings: '洗车废水未经沉淀排入雨水井。',
        measures: '责令停业整改，修建沉淀池并接入污水管网。',
        remedied: 'by_promise',
        reply: '店家已停业整改，承诺建好沉淀池再开业，我们会复查。',
        pace: 2,
      }),
      ...reviewed(76, 'asked again', '路面仍有积水，要求再查。', '积水为雨水，沉淀池已建成，维持原意见。'),
    ],
  },
  {
    ago: 118,
    channel: 'visit',
    kinds: ['ecology'],
    description: '河边护坡的树被砍了一排，地也被平了，像是要停车。',
    place: { address: '西流湖街道乙丑河东岸（虚构）', street: '410102011' },
    path: handled('replied', {
      to: '410102011',
      findings: '属河道整治临时占地，手续齐全，围挡公示牌脱落。',
      outcome: 'unsubstantiated',
      remedied: 'not_applicable',
      measures: '督促补挂公示牌，完工后按方案补种。',
      reply: '该处为经批准的河道整治，完工后将补种树木，公示牌已补挂。',
    }),
  },
  {
    ago: 96,
    kinds: ['solid_waste'],
    behaviours: ['household_waste_dumping'],
    description: '城中村拆完的地方变成了垃圾堆，苍蝇多，味道大，还有人点火烧。',
    place: { address: '航海西路街道演示城中村（虚构）', street: '410102009' },
    photos: ['heap', 'smoke'],
    path: [
      ...handled('replied', {
        to: 'enforcement',
        findings: '现场堆放生活垃圾约三十方，有焚烧痕迹。',
        measures: '会同街道和城管清运，设围挡，安排夜间值守。',
        reply: '垃圾已清走，现场设了围挡并有人值守。',
      }),
      ...published(30, PUBLIC_TEXTS.village),
      followedUp(33, true, '回访：举报人表示满意。'),
    ],
  },
  {
    ago: 74,
    kinds: ['soil_groundwater'],
    behaviours: ['data_falsified'],
    description: '隔壁地块的土壤检测报告，采样那天根本没有人来打孔，怀疑报告是编的。',
    place: { address: '莲湖街道丙寅路地块（虚构）', street: '410102013' },
    accused: { kind: 'enterprise', name: '演示检测公司（虚构）', industry: '检测' },
    path: [
      ...handled('replied', {
        to: 'enforcement',
        findings: '调取采样影像和轨迹，三个点位无采样记录。',
        measures: '报告作废，责令重新采样，检测公司立案处罚并通报市场监管部门。',
        reply: '报告已作废，将重新采样，检测公司已被立案处罚。',
        pace: 1.6,
      }),
      ...published(48, PUBLIC_TEXTS.report),
      ...reviewed(60, 'asked', '要求公开重新采样的结果。', ''),
    ],
  },
  {
    ago: 52,
    kinds: ['air'],
    behaviours: ['facility_off'],
    description: '印刷厂晚上九点以后把处理设备关了，甲苯味一直到半夜。',
    place: { address: '林山寨街道丁卯印刷园（虚构）', street: '410102001' },
    accused: { kind: 'enterprise', name: '某某印刷（虚构）', industry: '印刷' },
    path: [
      alsoSaid(2, '我也住这附近，晚上九点以后印刷厂的味道确实很大，窗户不敢开。'),
      ...handled('closed', {
        to: 'enforcement',
        findings: '夜查发现治理设施停运，运行台账补记。',
        measures: '立案处罚，安装用电监控并联网。',
        pace: 1.6,
      }),
    ],
  },
]
