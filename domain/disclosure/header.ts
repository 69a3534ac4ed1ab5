import type { Line, Table } from '../sheet/sheet.ts'
import { nameKey } from '../standard/item.ts'
import type { RowAbout, RowProblemCode } from '../words/zh/rows.ts'
import type { RowKey } from './cell.ts'
import { ROW_COLUMNS } from './schema.ts'

/** What laboratories call our columns. A depth without its unit is not among them: it may be centimetres. */
const ALIASES: Readonly<Record<RowKey, readonly string[]>> = {
  point: ['点位', '点位名称', '监测点位', '采样点位', '采样点位编号', '监测点编号'],
  lng: ['东经', '经度E', '经度°', '经度（度）'],
  lat: ['北纬', '纬度N', '纬度°', '纬度（度）'],
  depthTop: ['采样深度上限（米）', '深度上限m'],
  depthBottom: ['采样深度下限（米）', '深度下限m'],
  sampledOn: ['采样时间', '取样日期'],
  pollutant: ['污染物名称', '检测项目', '监测项目', '检测因子', '监测因子', '项目'],
  cas: ['CAS', 'CAS编号', 'CASNo'],
  value: ['检测结果', '监测结果', '结果', '检测值', '监测值', '测定结果'],
  unit: ['计量单位', '结果单位'],
  detectionLimit: ['方法检出限', '检测限'],
  method: ['分析方法', '检测方法', '监测方法', '测定方法', '方法依据'],
  institution: ['检测单位', '监测机构', '监测单位', '检测公司'],
}
/** Columns of reports that say nothing we publish. */
const IGNORED = new Set(['序号', '编号', '样品编号', '样品名称', '备注', '说明'].map(nameKey))
/** The pollutant may be named by its CAS number alone. */
const OPTIONAL: ReadonlySet<RowKey> = new Set(['lng', 'lat', 'pollutant', 'cas', 'detectionLimit', 'method'])

const LABELS = new Map<RowKey, string>(ROW_COLUMNS)
const KEYS = new Map(
  ROW_COLUMNS.flatMap(([key, label]) => [label, ...ALIASES[key]].map((name) => [nameKey(name), key] as const)),
)
/** So many known headers make a line the header. */
const ENOUGH = 4
/** Titles and notes above the header. */
const LOOK = 20

export type Header = { line: number; columns: Map<RowKey, number> }
export type HeaderProblem = { column: string; at: number | null; code: RowProblemCode; about: RowAbout }

/** The Chinese header of a column. */
export function columnLabel(key: RowKey): string {
  return LABELS.get(key) ?? key
}

/** Where the table's header is and which column is which, with everything wrong with it; null when there is none. */
export function findHeader(table: Table): { header: Header; problems: HeaderProblem[] } | null {
  const line = table.lines.slice(0, LOOK).find((one) => knownIn(one) >= ENOUGH)
  if (!line) return null
  const columns = new Map<RowKey, number>()
  const problems: HeaderProblem[] = []
  for (const [at, { text }] of line.cells) {
    const name = nameKey(text)
    const key = KEYS.get(name)
    if (key === undefined) {
      if (!IGNORED.has(name)) problems.push({ column: text, at, code: 'unknown-column', about: { said: text } })
    } else if (columns.has(key)) {
      const column = columnLabel(key)
      problems.push({ column, at, code: 'repeated-column', about: { column } })
    } else columns.set(key, at)
  }
  const missing = ROW_COLUMNS.filter(([key]) => !columns.has(key) && !OPTIONAL.has(key)).map(([, label]) => label)
  if (!columns.has('pollutant') && !columns.has('cas')) missing.push(columnLabel('pollutant') as '污染物')
  for (const column of missing) problems.push({ column, at: null, code: 'missing-column', about: { column } })
  return { header: { line: line.line, columns }, problems }
}

function knownIn(line: Line): number {
  return new Set([...line.cells.values()].flatMap(({ text }) => KEYS.get(nameKey(text)) ?? [])).size
}
