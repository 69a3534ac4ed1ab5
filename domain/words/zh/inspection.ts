import { FAR_M, type InspectionResult, type Nearness } from '../../inspection.ts'
import { fieldWord } from './problem.ts'

export const INSPECTION_RESULT_WORDS: Readonly<Record<InspectionResult, string>> = {
  clear: '没有发现问题',
  finding: '发现问题，转为办件',
  not_possible: '没能检查',
}

export const NEARNESS_WORDS: Readonly<Record<Nearness['mark'], string>> = {
  near: '在现场',
  far: `离巡查地点超过 ${FAR_M} 米，请核对`,
  'no-position': '没有定位',
  'no-point': '巡查地点没有坐标，没有核对距离',
}

const FIELDS: Readonly<Record<string, string>> = {
  place: '巡查对象',
  placeId: '登记册里的对象',
  name: '地点名称',
  address: '地址',
  street: '所在街道',
  point: '坐标',
  from: '开始日期',
  to: '截止日期',
  org: '巡查单位',
  userId: '巡查人',
  position: '定位',
  result: '巡查结果',
  note: '巡查情况',
}
export const inspectionFieldWord = (path: string): string => FIELDS[path.split('.')[0] ?? ''] ?? fieldWord(path)

export const INSPECTION_PROBLEM_WORDS = {
  backwards: '截止日期不能早于开始日期。',
  notRegistered: '登记册里没有这个对象，请从列表里选。',
  noAddress: '请填写地点名称和地址。',
  personElsewhere: '巡查人要属于巡查单位，并且能办件。',
  noKinds: '发现问题的，请至少选一项污染类型。',
} as const

/** How the case begins that a finding opens. */
export const findingText = (name: string, note: string): string => `巡查发现（${name}）：${note}`
