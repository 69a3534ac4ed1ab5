import type { GivenClosed } from '../../case/list/value.ts'

/** What a sentence about a list may mention. */
export type ListAbout = { column?: string; said?: string; max?: number; name?: string; min?: number }
type Word = (about: ListAbout) => string

const quoted = (said: string | undefined) => (said ? `“${said.length > 30 ? `${said.slice(0, 30)}…` : said}”` : '')

/** What is wrong with a handed-down list or a row of it, or worth a look, as a sentence that says what to do. */
export const LIST_PROBLEM_WORDS = {
  'file-empty': () => '文件里没有办件，请检查是不是选错了文件。',
  'file-unreadable': () => '打不开这个文件，请上传 CSV 或者 XLSX 文件。',
  'file-old-xls': () => '这是旧版 .xls 文件或者加了密码的文件，请另存为不带密码的 .xlsx 再上传。',
  'file-encoding': () => '认不出文件的文字编码，请另存为 XLSX 或者 UTF-8 编码的 CSV 再上传。',
  'file-too-large': ({ max }) => `文件太大，请控制在 ${max} MB 以内，或者分成几份上传。`,
  'too-many-rows': ({ max }) => `一份清单最多 ${max} 行，请分成几份上传。`,
  'no-header': ({ name }) => `没有找到表头。表头要有“受理编号”和“交办问题基本情况”，一般还有：${name}。`,
  'repeated-column': ({ column }) => `“${column}”这一列出现了两次，只读了前一列，请核对。`,
  'unknown-column': ({ said }) => `不认识${quoted(said)}这一列，没有读取。`,
  'not-a-row': ({ said }) => `这一行不是办件，没有导入：${quoted(said)}。`,
  required: ({ column }) => `请填写${column}。`,
  'number-required': () => '请填写受理编号。没有编号，就认不出以后再交办的同一件。',
  'number-wrong': ({ said }) => `受理编号${quoted(said)}的格式不对：要有数字，不超过 60 个字。`,
  'number-lost': ({ said }) =>
    `受理编号${quoted(said)}被表格软件当成了数字，末尾几位已经丢失。请向交办单位核对，把这一格设为“文本”格式后重新填写。`,
  'number-became-a-date': ({ said }) => `受理编号被表格软件改成了日期（${said}），请把这一格设为“文本”格式后重新填写。`,
  'several-numbers': ({ said }) => `一格里有几个受理编号${quoted(said)}，请一个编号写一行。`,
  'error-cell': ({ column, said }) =>
    said === '"' ? `${column}的引号没有配对，请检查这一行。` : `${column}是公式错误 ${said}，请改成文字。`,
  'too-short': ({ column, min }) => `${column}写得太短，至少 ${min} 个字才办得了。`,
  'too-long': ({ column, max }) => `${column}太长，请控制在 ${max} 个字以内。`,
  'kinds-required': () => '污染类型没有写明，从正文也看不出来，请选择。',
  'kinds-unknown': ({ said }) => `认不出污染类型里的${quoted(said)}，请核对。`,
  'kinds-from-text': () => '污染类型没有写明，按正文建议，请核对。',
  'outcome-unknown': ({ said }) => `看不懂是否属实里的${quoted(said)}，照原文保存。`,
  'closed-unknown': ({ said }) => `看不懂是否办结里的${quoted(said)}，照原文保存。`,
  'closed-without-findings': () => '写着已办结，却没有调查核实情况，请向交办单位核对。',
  'by-taken': ({ said }) => `上级定的办结期限是 ${said}，以它为准，请核对。`,
  'by-early': ({ said }) => `办结期限${quoted(said)}早于收到日期，没有采用，照原文保存。`,
  'by-unknown': ({ said }) => `看不懂办结期限${quoted(said)}，没有采用，照原文保存。`,
  'outside-district': ({ name }) => `不在本区，照样保存并标明，由${name}管辖。`,
  'place-differs': ({ name }) => `行政区域写的是本区，正文提到的地点却可能由${name}管辖，请核对。`,
  'several-areas': ({ said }) => `行政区域${quoted(said)}不止一处，本区在内，按本区办理。`,
  'changes-number': ({ said }) => `清单里没有受理编号${quoted(said)}这一件，改动没有用上。`,
} as const satisfies Record<string, Word>
export type ListProblemCode = keyof typeof LIST_PROBLEM_WORDS

/** The sentence for a problem. */
export function listProblemWords(code: ListProblemCode, about: ListAbout): string {
  const word: Word = LIST_PROBLEM_WORDS[code]
  return word(about)
}

/** Why something is suggested. */
export const SUGGESTION_WORDS = {
  area: (said: string) => `行政区域写的是“${said}”`,
  text: (said: string) => `正文提到“${said}”`,
  likeStreet: (said: string) => `正文提到“${said}”，与街道同名，也可能是路名`,
  remit: (said: string, remit: string) => `正文提到“${said}”，职责里有“${remit}”`,
  kinds: (said: string) => `本局规定${said}由它接收`,
} as const

/** What a list says of being done with. */
export const GIVEN_CLOSED_WORDS: Readonly<Record<GivenClosed, string>> = {
  yes: '已办结',
  partly: '阶段性办结',
  no: '未办结',
}

/** What becomes of a row. */
export const LIST_ACTION_WORDS = {
  new: '新件',
  repeat: '再次交办',
  unchanged: '已有',
  problem: '有问题',
} as const

/** The place of a row that names none. */
export const NO_PLACE = '清单未写明地点'
/** How the summary of a key case begins. */
export const KEY_CASE = '重点件'
