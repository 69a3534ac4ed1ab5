import type { InstitutionRole } from '../../institution/schema.ts'
import type { PlotStage } from '../../plot/schema.ts'
import type { EffectAssessment } from '../../remediation/assessment.ts'
import type { FindingDoubt } from '../../remediation/doubt.ts'
import type { RemediationNotice, Target } from '../../remediation/schema.ts'
import type { TRANSFER_ELEMENTS } from '../../remediation/transfer.ts'

/** Stages of a plot, as the stage bar says them. */
export const PLOT_STAGE_WORDS: Readonly<Record<PlotStage, string>> = {
  investigation: '调查',
  risk_assessment: '风险评估',
  plan: '修复方案',
  construction: '施工',
  effect_assessment: '效果评估',
  aftercare: '后期管理',
}

/** Why somebody answers for the plot, with the article. */
export const RESPONSIBILITY_WORDS: Readonly<
  Record<RemediationNotice['responsibility'], { label: string; article: string }>
> = {
  polluter: { label: '造成污染的单位', article: '《土壤污染防治法》第四十五条' },
  successor: { label: '接手原单位权利义务的单位', article: '《土壤污染防治法》第四十七条' },
  transferee: { label: '现在的土地使用权人', article: '《土壤污染防治法》第四十五条' },
  street_office: { label: '政府指定的街道办事处', article: '《土壤污染防治法》第六十八条' },
}

export const IMPACT_WORDS: Readonly<Record<RemediationNotice['impacts'][number]['aspect'], string>> = {
  dust: '扬尘',
  odour: '异味',
  noise: '噪声',
  water: '废水',
  waste: '固体废物',
}

export const MEDIUM_WORDS: Readonly<Record<Target['medium'], string>> = { soil: '土壤', groundwater: '地下水' }

/** The six elements of a transfer plan. */
export const TRANSFER_ELEMENT_WORDS: Readonly<Record<(typeof TRANSFER_ELEMENTS)[number], string>> = {
  time: '什么时候运',
  mode: '怎么运',
  route: '走哪条路',
  quantity: '运多少',
  destination: '运到哪里',
  disposal: '最后怎么处理',
}

export const CONCLUSION_WORDS: Readonly<Record<EffectAssessment['conclusion'], string>> = {
  met: '达到修复目标',
  not_met: '没有达到修复目标',
}

/** What an assessment's own numbers say against a finding of it, for its readers. */
export const FINDING_DOUBT_WORDS: Readonly<Record<FindingDoubt, string>> = {
  'highest-unreadable': '测得最高的结果不是一个数，没法和目标比。',
  'met-above-target': '测得最高的结果高于目标，评估单位仍判为达标，理由看结论说明和报告。',
  'met-not-shown': '检出限比目标还高，看不出是不是达标。',
  'not-met-below-target': '测得最高的结果没有高于目标，评估单位却判为没达标。',
  'rows-higher': '各点位的结果里，有比这里写的“最高”更高的。',
}

export const INSTITUTION_ROLE_WORDS: Readonly<Record<InstitutionRole, string>> = {
  monitoring: '检测',
  contractor: '施工',
  supervisor: '监理',
  assessor: '效果评估',
}
