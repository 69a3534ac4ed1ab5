import type { BureauChangeState } from '../../bureau/change.ts'
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

/** What a change is about, in a line. */
export const CHANGE_TITLE_WORDS = {
  departmentNew: (name: string) => `新增部门：${name}`,
  department: (name: string) => `修改部门：${name}`,
  departmentEnd: (name: string) => `停用部门：${name}`,
} as const

export const DIFFERENCE_WORDS = {
  internal: '本局内设',
  external: '区里其他部门',
  since: (day: string) => `从${day}起`,
  until: (day: string) => `最后一天是${day}`,
} as const

/** What does not fit in a change, said beside its field. */
export const BUREAU_PROBLEM_WORDS = {
  dayOver: '这一天已经过了，请选今天或以后的日期。',
  endedBefore: '这个部门到那一天已经停用，请看它的停用日期。',
  nameTaken: '已经有单位叫这个名称，请换一个，或者修改那一个。',
} as const

/** Why nothing goes to a department that ended, or has not begun. */
export function departmentOver(name: string, validTo: string | undefined, on: string): string {
  return validTo !== undefined && validTo < on
    ? `${name}已经停用（最后一天是 ${validTo}），不能再转过去，请改选接手的部门。`
    : `${name}还没有启用，请改选现在在用的部门。`
}

const FIELDS: Readonly<Record<string, string>> = {
  ...DEPARTMENT_FIELD_WORDS,
  lastDay: '最后一天',
  reason: '依据和理由',
  change: '修改的内容',
}

/** What a field of a change is called in a sentence. */
export function bureauFieldWord(path: string): string {
  const last = path.split('.').at(-1) as string
  return Object.hasOwn(FIELDS, last) ? (FIELDS[last] as string) : fieldWord(path)
}
