/** What a sentence about a row may mention: the column's header, what the cell says, and the rest by name. */
export type RowAbout = {
  column?: string
  said?: string
  line?: number
  limit?: string
  name?: string
  count?: number
  min?: string
  max?: string
}
type Word = (about: RowAbout) => string

const quoted = (said: string | undefined) => (said ? `“${said.length > 30 ? `${said.slice(0, 30)}…` : said}”` : '')

/** What is wrong with a row file or a row, as a sentence that says what to do. */
export const ROW_PROBLEM_WORDS = {
  'file-empty': () => '文件里没有数据，请按模板填写后再上传。',
  'file-unreadable': () => '打不开这个文件，请上传 CSV 或者 XLSX 文件。',
  'file-old-xls': () => '这是旧版 .xls 文件或者加了密码的文件，请另存为不带密码的 .xlsx 再上传。',
  'file-encoding': () => '认不出文件的文字编码，请另存为 XLSX 或者 UTF-8 编码的 CSV 再上传。',
  'file-too-large': ({ max }) => `文件太大，请控制在 ${max} 以内，或者分成几次上传。`,
  'too-many-rows': ({ max }) => `数据超过 ${max} 行，请检查是不是多选了空行，或者联系生态环境局。`,
  'more-problems': ({ count }) => `还有 ${count} 处问题没有列出，请先改好上面的再上传。`,
  'no-header': ({ name }) => `没有找到表头。第一行应当有这些列：${name}。`,
  'missing-column': ({ column }) => `缺少“${column}”这一列，请按模板补上。`,
  'repeated-column': ({ column }) => `“${column}”这一列出现了两次，请只留一列。`,
  'unknown-column': ({ said }) => `不认识${quoted(said)}这一列，请改成模板里的列名，或者删去这一列。`,
  required: ({ column }) => `请填写${column}。`,
  'required-or-cas': () => '请填写污染物名称，或者填写国家标准里有的 CAS 号。',
  'too-long': ({ column, max }) => `${column}太长，请控制在 ${max} 个字以内。`,
  'out-of-range': ({ column, said, min, max }) =>
    `${column}${quoted(said)}超出了可能的范围（${min} 到 ${max}），请检查。`,
  'not-a-number': ({ column, said }) => `${column}${quoted(said)}不是一个数，请只填数字。`,
  'not-a-date': ({ column, said }) => `${column}${quoted(said)}不是有效的日期，请按“2026-09-14”的样子填写。`,
  'became-a-date': ({ column, said }) =>
    `${column}被表格软件改成了日期（${said}），请把这一格设为“文本”格式后重新填写。`,
  'error-cell': ({ column, said }) =>
    said === '"' ? `${column}的引号没有配对，请检查这一行。` : `${column}是公式错误 ${said}，请改成数值或者文字。`,
  'wrong-format': ({ column, said }) => `${column}${quoted(said)}的格式不对，请检查。`,
  'unreadable-value': ({ said }) =>
    `测定值${quoted(said)}读不出来。请填一个数；没有检出的填“<检出限”“检出限L”或者“未检出”，没有测的填“未检测”。`,
  'unreadable-limit': ({ said }) => `检出限${quoted(said)}读不出来，请填一个大于 0 的数，或者留空。`,
  'unknown-unit': ({ said }) => `单位${quoted(said)}不能换算成 mg/kg，请用每千克干土中的含量，例如 mg/kg、μg/kg。`,
  'unknown-unit-or-water': ({ said }) =>
    `单位${quoted(said)}不能换算。土壤请用每千克干土中的含量，例如 mg/kg；地下水请用 mg/L、μg/L。`,
  'dioxin-unit': ({ said }) =>
    `二噁英类按毒性当量比较，单位${quoted(said)}没有写明。请写成 ng TEQ/kg，或者换算成标准的 mg/kg。`,
  'ph-unit': ({ said }) => `pH 没有单位，${quoted(said)}请改成“无量纲”。`,
  'bad-cas': ({ said }) => `CAS 号${quoted(said)}不对（校验码不符），请核对，不知道可以留空。`,
  'name-cas-differ': ({ said, name }) => `污染物${quoted(name)}和 CAS 号${quoted(said)}说的不是同一种物质，请核对。`,
  negative: ({ said }) => `测定值${quoted(said)}是负数，含量不会小于 0；没有检出的请填“<检出限”或者“未检出”。`,
  impossible: ({ said }) => `测定值${quoted(said)}比土壤本身还重，请核对数值和单位。`,
  'ph-range': ({ said }) => `pH ${quoted(said)}不在 0 到 14 之间，请检查。`,
  'depth-order': ({ said }) => `采样深度下限${quoted(said)}应当比上限深，请检查是不是填反了。`,
  'swapped-coordinates': () => '经度和纬度填反了，请对调。',
  'half-coordinates': ({ column }) => `经度和纬度要一起填，请补上${column}。`,
  duplicate: ({ line }) => `和第 ${line} 行是同一点位、深度、日期的同一种污染物，请只留一行；平行样请填平均值。`,
} as const satisfies Record<string, Word>

export type RowProblemCode = keyof typeof ROW_PROBLEM_WORDS

/** The sentence for a code. */
export function rowProblemWords(code: RowProblemCode, about: RowAbout): string {
  return ROW_PROBLEM_WORDS[code](about)
}
