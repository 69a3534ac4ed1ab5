import type { BureauChange, BureauChangeState } from '../../bureau/change.ts'
import type { Rule } from '../../case/rule.ts'
import { dataFieldWord } from './bureau-data.ts'
import { fieldWord } from './problem.ts'

export const BUREAU_CHANGE_STATE_WORDS: Readonly<Record<BureauChangeState, string>> = {
  waiting: '待确认',
  confirmed: '已确认',
  declined: '已撤回或不同意',
}

/** What the parts of a department are called, on its form and where a change of it is told. */
export const DEPARTMENT_FIELD_WORDS = {
  id: '部门',
  name: '部门名称',
  remit: '职责',
  kinds: '接收的污染类型',
  email: '联系邮箱',
  internal: '归属',
  validFrom: '启用日期',
  validTo: '停用',
} as const

/** What the parts of a limit are called. */
export const RULE_FIELD_WORDS = {
  rule: '期限规则',
  amount: '期限',
  unit: '计算单位',
  article: '依据',
  unconfirmed: '依据是否已确认',
  validFrom: '适用于',
} as const

export const UNIT_WORDS: Readonly<Record<Rule['unit'], string>> = {
  calendar: '日',
  working: '个工作日',
  hours: '小时',
}

/** A limit as people say it: `15 日`. */
export function limitWord({ amount, unit }: Pick<Rule, 'amount' | 'unit'>): string {
  return amount === null ? '由上级确定' : `${amount} ${UNIT_WORDS[unit]}`
}

/** What a change is about, in a line. */
export const CHANGE_TITLE_WORDS = {
  departmentNew: (name: string) => `新增部门：${name}`,
  department: (name: string) => `修改部门：${name}`,
  departmentEnd: (name: string) => `停用部门：${name}`,
  rule: (name: string) => `修改期限：${name}`,
  ruleEnd: (name: string) => `恢复法定期限：${name}`,
  data: '修改本局资料',
} as const

/** What kind of change it is, without what it names. */
export const CHANGE_KIND_WORDS: Readonly<Record<BureauChange['kind'], string>> = {
  department: '新增或修改部门',
  'department-end': '停用部门',
  rule: '修改期限',
  'rule-end': '恢复法定期限',
  data: '修改本局资料',
}

/** What still hangs on a department that is to end. */
export const HOLDING_WORDS = {
  looking: '正在查它手里还有什么…',
  now: '它手里现在有：',
  cases: (count: number) => `没有办完的办件 ${count} 件`,
  people: (count: number) => `人员 ${count} 人`,
  shifts: (count: number) => `今后的班次 ${count} 个`,
  later:
    '停用不会替它交接：办件由它办完或退回，人员和班次要另行调整。可以把最后一天定得晚一些，先交接完。办件由负责人在队列里按「承办单位」查看。',
} as const

export const DIFFERENCE_WORDS = {
  internal: '本局内设',
  external: '区里其他部门',
  confirmed: '已确认',
  unconfirmed: '待确认',
  since: (day: string) => `从${day}起`,
  until: (day: string) => `最后一天是${day}`,
} as const

/** What does not fit in a change, said beside its field. */
export const BUREAU_PROBLEM_WORDS = {
  dayOver: '这一天已经过了，请选今天或以后的日期。',
  tooFar: '这一天太远了，请核对年份。',
  endedBefore: '这个部门到那一天已经停用，请看它的停用日期。',
  nameTaken: '已经有单位叫这个名称，请换一个，或者修改那一个。',
  dayBegun: '请选明天或以后的日期：已经开始走的期限按起算那天的规定，不能再改。',
  noOwnRule: '那一天本来就按法定期限，没有本局自己的规定。',
  'set-by-superior': (_law: string, _article: string) => '这个期限由上级逐件确定，本局不能另定。',
  'other-unit': (law: string, article: string) => `法定期限是 ${law}（${article}），要按同样的单位计算。`,
  laxer: (law: string, article: string) => `法定期限是 ${law}（${article}），本局可以定得更短，不能更长。`,
  shorter: (law: string, article: string) => `这是留给举报人的时间，法定是 ${law}（${article}），本局不能缩短。`,
} as const

/** Why nothing goes to a department that ended, or has not begun. */
export function departmentOver(name: string, validTo: string | undefined, on: string): string {
  return validTo !== undefined && validTo < on
    ? `${name}已经停用（最后一天是 ${validTo}），不能再转过去，请改选接手的部门。`
    : `${name}还没有启用，请改选现在在用的部门。`
}

const FIELDS: Readonly<Record<string, string>> = {
  ...DEPARTMENT_FIELD_WORDS,
  ...RULE_FIELD_WORDS,
  validFrom: '起始日期',
  lastDay: '最后一天',
  reason: '依据和理由',
  change: '修改的内容',
}

/** What a field of a change is called in a sentence. */
export function bureauFieldWord(path: string): string {
  const data = /^(?:change\.)?fields\.(.+)$/.exec(path)?.[1]
  if (data) return dataFieldWord(data)
  const last = path.split('.').at(-1) as string
  return Object.hasOwn(FIELDS, last) ? (FIELDS[last] as string) : fieldWord(path)
}
