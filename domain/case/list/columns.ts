import type { Line, Table } from '../../sheet/sheet.ts'

/**
 * The columns of a handed-down list, in the order inspection teams publish them (群众信访举报转办和边督边改公开情况一览表).
 * Our own export has the same.
 */
export const LIST_COLUMNS = [
  ['seq', '序号'],
  ['number', '受理编号'],
  ['matter', '交办问题基本情况'],
  ['area', '行政区域'],
  ['kinds', '污染类型'],
  ['findings', '调查核实情况'],
  ['outcome', '是否属实'],
  ['measures', '处理和整改情况'],
  ['closed', '是否办结'],
  ['accountability', '责任人被处理情况'],
] as const
/** A column some lists have besides: by when a superior wants it done. */
export const LIST_EXTRAS = [['by', '办结期限']] as const
export type ListKey = (typeof LIST_COLUMNS)[number][0] | (typeof LIST_EXTRAS)[number][0]

/** Further columns of our own export: the numbers, and what reporters told beyond the text. */
export const EXPORT_EXTRAS = [
  '全国平台编号',
  '本局编号',
  '污染细类',
  '所属行业',
  '发生日期',
  '诉求',
  '补充回答',
] as const

/** What a heading is called by, the first that fits: 责任人被处理情况 is no 处理情况, 是否属实 no 核实情况. */
const HEADINGS: readonly (readonly [ListKey | null, RegExp])[] = [
  ['by', /^(?:要求|规定|上级)?(?:办结|办理|交办)?(?:期限|时限|限期)$|^(?:要求|应)办结(?:时间|日期)$/],
  [null, /时间|日期|单位|部门|电话|备注|批次|全国平台编号|本局编号|^(?:污染细类|所属行业|诉求|补充回答)$/],
  ['seq', /^(?:序号?|项次|no\.?)$/i],
  ['number', /^编号$|(?:受理|信访|举报|投诉|交办|转办|案件|问题|件).{0,3}编?号$/],
  ['outcome', /属实/],
  ['closed', /办结/],
  ['accountability', /责任人|问责|追责|责任追究/],
  ['kinds', /(?:类型|类别|种类|要素)$/],
  ['area', /行政区|属地|区县|县区|^(?:所[在属])?(?:区域|地区|辖区)$/],
  ['findings', /调查|核实|核查/],
  ['measures', /整改|处理|处置|查处|办理/],
  ['matter', /问题|举报|信访|投诉|反映|基本情况|内容/],
]
/** Longer cells are titles or texts. */
const HEADING_LENGTH = 20
/** Titles and notes above the header. */
const LOOK = 20
/** So many known headings, the number and the matter among them, make a header. */
const ENOUGH = 4

/** Where the columns are; `last` is the last line of the header, which merged headings make two. */
export type ListHeader = {
  last: number
  columns: ReadonlyMap<ListKey, number>
  /** Headings that stand twice; the first one counts. */
  repeated: { key: ListKey; at: number }[]
  /** Headings nobody knows. */
  unknown: { text: string; at: number }[]
}

export const columnWord = (key: ListKey): string =>
  [...LIST_COLUMNS, ...LIST_EXTRAS].find(([one]) => one === key)?.[1] ?? key

/** The table's header; null when it has none. */
export function findListHeader({ lines }: Table): ListHeader | null {
  for (const [at, line] of lines.slice(0, LOOK).entries()) {
    const next = lines[at + 1]
    const header = headerOf(line, next && isHeading(next) ? next : undefined)
    if (header.columns.size >= ENOUGH && header.columns.has('number') && header.columns.has('matter')) return header
  }
  return null
}

/** A line that says headings again, as the next printed page of a list does. */
export function isListHeading(line: Line, columns: ReadonlyMap<ListKey, number>): boolean {
  const says = (key: ListKey) => keyOf(line.cells.get(columns.get(key) ?? -1)?.text) === key
  return says('number') && says('matter')
}

/** Under a merged heading the one below says more. */
function headerOf(line: Line, below: Line | undefined): ListHeader {
  const columns = new Map<ListKey, number>()
  const repeated: ListHeader['repeated'] = []
  const unknown: ListHeader['unknown'] = []
  const all = new Map([...line.cells, ...(below?.cells ?? [])])
  for (const [at, { text }] of [...all].sort(([a], [b]) => a - b)) {
    const key = keyOf(text)
    if (key === undefined) unknown.push({ text, at })
    else if (key === null) continue
    else if (columns.has(key)) repeated.push({ key, at })
    else columns.set(key, at)
  }
  return { last: (below ?? line).line, columns, repeated, unknown }
}

/** A second line of a header has headings only. */
function isHeading({ cells }: Line): boolean {
  return cells.size > 1 && [...cells.values()].every(({ text }) => keyOf(text) !== undefined)
}

/** Which column a heading names: null for one that lists have and we do not take, undefined for no heading at all. */
function keyOf(text: string | undefined): ListKey | null | undefined {
  const bare = (text ?? '')
    .normalize('NFKC')
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')
    .replace(/[\s\p{P}\p{S}]/gu, '')
  if (bare === '' || bare.length > HEADING_LENGTH) return undefined
  return HEADINGS.find(([, pattern]) => pattern.test(bare))?.[0]
}
