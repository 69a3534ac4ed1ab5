import type { Fault } from '../../roster.ts'
import { fieldWord } from './problem.ts'

/** What the parts of a shift are called in a sentence. */
export function rosterFieldWord(path: string): string {
  const last = path.split('.').at(-1)
  return last === 'from' ? '开始时间' : last === 'to' ? '结束时间' : fieldWord(path)
}

/** Headings of the roster as a table. */
export const ROSTER_HEADER = { scope: '范围', name: '值班人', email: '邮箱', from: '开始', to: '结束' } as const

export const FAULT_WORDS: Readonly<Record<Fault['kind'], string>> = { gap: '没有人值班', overlap: '重复排班' }

export type RosterProblemCode = keyof typeof ROSTER_PROBLEM_WORDS
/** What is wrong with a roster file; each gets what the cell says. */
export const ROSTER_PROBLEM_WORDS = {
  unreadable: () => '文件打不开。请用 CSV 或 XLSX，可以先导出值班表，改好再导入。',
  'heading-missing': (said: string) => `缺少“${said}”这一列。表头是：${Object.values(ROSTER_HEADER).join('、')}。`,
  empty: () => '表里没有班次。',
  'too-many-rows': () => '班次太多，一次最多 2000 行，请分成几份。',
  'scope-unknown': (said: string) => `“${said}”不是本局、现行街道或网格编号。`,
  'person-unknown': (said: string) => `“${said}”不是受理员、承办人或负责人的在用邮箱。`,
  'name-differs': (said: string) => `值班人“${said}”和这个邮箱的姓名不一样，请核对。`,
  'time-unreadable': (said: string) => `“${said}”不是时间，请按“2026-11-28 08:00”的样子填写。`,
  'time-backwards': (said: string) => `结束“${said}”要晚于开始，一个班次最长七天。`,
} as const satisfies Record<string, (said: string) => string>

export const gridWord = (name: string): string => `网格“${name}”`

/** Why a person is suggested for a case. `place`: the grid or street, or the bureau. */
export function suggestionReason(place: string, name: string, until: string): string {
  return `${place}现在由${name}值班（到 ${until.slice(5, 16).replace('T', ' ')}）`
}
