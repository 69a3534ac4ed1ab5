import type { Cell } from '../csv.ts'
import type { DisclosurePage, PageFrame } from '../page.ts'
import { openRecord, refOf } from '../record-form.ts'
import { type Table, tableCsv } from '../record-table.ts'
import type { Comparison } from '../standard/compare.ts'
import { COMPARISON_WORDS, comparisonNote, LAND_CLASS_WORDS } from '../words/zh/standard.ts'
import { comparedRows } from './compared.ts'
import { type LandClass, ROW_COLUMNS, type SoilSelfMonitoring } from './schema.ts'

/** What stands beside each result: the limit of its day and how the result compares. mg/kg. */
const COMPARED = ['用地类别', '标准', '筛选值mg/kg', '管制值mg/kg', '比较结果', '筛选值的倍数', '说明'] as const

/** Header and line of a result beside its limit, as every table of results has them. */
export const RESULT_HEADER: readonly string[] = [...ROW_COLUMNS.map(([, label]) => label), ...COMPARED]

export function resultLine(data: SoilSelfMonitoring, at: number): Cell[] {
  const [row, comparison] = [data.rows[at], comparedRows(data)[at]]
  if (!row || !comparison) return []
  return [...ROW_COLUMNS.map(([name]) => row[name]), ...comparedCells(comparison, data.landClass)]
}

/** All soil self-monitoring as a table: one line per result. */
export const DISCLOSURE_TABLE: Table<'soil_self_monitoring'> = {
  header: ['编号', '统一社会信用代码', '企业', '年份', '版本', '发布日期', ...RESULT_HEADER],
  lines: (data, { id, party, version, publishedOn }) =>
    data.rows.map((_, at) => [
      id,
      party?.code,
      party?.name,
      data.period.year,
      version,
      publishedOn,
      ...resultLine(data, at),
    ]),
}

/** `/disclosures/<id>.json`: `comparisons` go with `data.rows`, one for each, in the same order. */
export function recordJson(page: DisclosurePage, frame: PageFrame): object {
  const { data } = page.record
  return openRecord(page, frame, {
    comparisons: data ? comparedRows(data) : [],
    yearBefore: page.before && refOf(page.before, frame),
  })
}

/** `/disclosures/<id>.csv`: every result beside its limit. */
export function recordCsv(page: DisclosurePage): string {
  return tableCsv(DISCLOSURE_TABLE, [page.record])
}

function comparedCells(one: Comparison, landClass: LandClass): Cell[] {
  return [
    LAND_CLASS_WORDS[landClass],
    one.standard,
    one.screening?.value,
    one.intervention?.value,
    COMPARISON_WORDS[one.state],
    one.ratio,
    comparisonNote(one, landClass),
  ]
}
