import type { RecordKind } from '../../record.ts'

/** What one record of a kind is called. */
export const RECORD_KIND_WORDS: Readonly<Record<RecordKind, string>> = {
  enterprise: '企业',
  plot: '地块',
  institution: '第三方机构',
  soil_self_monitoring: '土壤自行监测',
  remediation_notice: '修复公告',
  soil_transfer: '土壤转运',
  effect_assessment: '效果评估',
  figures: '办理统计',
  case: '举报办理结果',
}

/** What records of a kind are counted in. */
export const RECORD_COUNT_WORDS: Readonly<Record<RecordKind, string>> = {
  enterprise: '家',
  plot: '块',
  institution: '家',
  soil_self_monitoring: '份',
  remediation_notice: '个',
  soil_transfer: '次',
  effect_assessment: '份',
  figures: '期',
  case: '件',
}

/** Heading of the list of a kind. */
export const RECORD_LIST_WORDS: Readonly<Record<RecordKind, string>> = {
  enterprise: '企业名单',
  plot: '地块名单',
  institution: '第三方机构名单',
  soil_self_monitoring: '企业土壤监测',
  remediation_notice: '土壤修复项目',
  soil_transfer: '污染土壤转运',
  effect_assessment: '修复效果评估',
  figures: '举报办理统计',
  case: '举报办理结果公开表',
}
