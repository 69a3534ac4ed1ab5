import { nameOfField } from './field.ts'

/** What the fields of the bureau's registers are called; a number in a path is `*`. */
export const REGISTER_FIELD_WORDS: Readonly<Record<string, string>> = {
  version: '版本号',
  code: '统一社会信用代码',
  id: '地块编号',
  name: '名称',
  kind: '类型',
  formerNames: '曾用名',
  address: '地址',
  street: '所在街道',
  industry: '行业',
  legalRepresentative: '法定代表人',
  permitNo: '排污许可证编号',
  outlets: '排放口编号',
  listings: '列入名录',
  'listings.*.reason': '名录',
  'listings.*.from': '起始年度',
  'listings.*.to': '截止年度',
  landClass: '用地类别',
  officialSystemUrl: '国家系统公开地址',
  registeredOn: '登记日期',
  area: '面积',
  formerUse: '原用途',
  plannedUse: '规划用途',
  stages: '阶段日期',
  'stages.investigation': '调查日期',
  'stages.risk_assessment': '风险评估日期',
  'stages.plan': '修复方案日期',
  'stages.construction': '施工日期',
  'stages.effect_assessment': '效果评估日期',
  'stages.aftercare': '后期管理日期',
  listed: '省级名录',
  'listed.on': '列入日期',
  'listed.notice': '公告名称',
  'listed.url': '公告地址',
  restriction: '使用限制',
  contact: '联系方式',
  roles: '业务类型',
  qualification: '资质证书编号',
  q: '搜索词',
  after: '翻页位置',
  limit: '每页条数',
}

/** The name of a field for a person; positions in lists are counted from one. */
export function registerFieldWord(path: string): string {
  return nameOfField(REGISTER_FIELD_WORDS, path)
}

/** What cannot be in a register beyond the shape of its fields. */
export const REGISTER_PROBLEM_WORDS = {
  'unknown-street': '没有这个街道，请从列表里选。',
  'fixed-code': '代码是登记项的地址，不能改；填错的请另行登记。',
  'ends-before-start': '截止年度早于起始年度，请检查。',
  'repeated-listing': '同一名录的年度有重叠，请合并。',
} as const
