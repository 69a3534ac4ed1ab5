import { toCsv } from '../csv.ts'
import { comparedRows } from '../disclosure/compared.ts'
import { RESULT_HEADER, resultLine } from '../disclosure/record.ts'
import type { PageFrame, PollutantPage } from '../page.ts'
import type { PublicRecord } from '../record.ts'
import { refOf } from '../record-form.ts'
import { type Comparison, worstOf } from './compare.ts'
import { ITEMS, pollutantName } from './item.ts'
import { limitTable } from './limit.ts'

/** `/pollutants/<id>.json`: what the standards say of it and who reported it, each report with its worst result. */
export function recordJson(page: PollutantPage, frame: PageFrame): object {
  return {
    url: `${frame.origin}/pollutants/${page.id}/`,
    ...(frame.demo && { demo: true }),
    id: page.id,
    name: pollutantName(page.id),
    items: ITEMS.filter((item) => item.id === page.id),
    limits: limitTable(page.id),
    total: page.total,
    reports: page.reports.map((report) => {
      const rows = rowsOf(report, page.id)
      return {
        ...refOf(report, frame),
        party: report.party,
        year: report.data?.period.year,
        results: rows.length,
        worst: inShort(worstOf(rows.map((row) => row.comparison))),
      }
    }),
  }
}

/** `/pollutants/<id>.csv`: the results of the newest reports that name it. */
export function recordCsv(page: PollutantPage): string {
  const lines = page.reports.flatMap((report) => {
    const { data, party } = report
    if (!data) return []
    return rowsOf(report, page.id).map(({ at }) => [
      party?.code,
      party?.name,
      data.period.year,
      ...resultLine(data, at),
    ])
  })
  return toCsv(['统一社会信用代码', '企业', '年份', ...RESULT_HEADER], lines)
}

/** The limits stand above; fifty times the same would be most of the file. */
function inShort(worst: Comparison | null) {
  if (!worst) return null
  const { state, level, mgPerKg, ratio, why } = worst
  return { state, level, mgPerKg, ratio, why }
}

/** Where in a report the pollutant is, with each result's comparison. */
function rowsOf({ data }: PublicRecord<'soil_self_monitoring'>, id: string) {
  return data
    ? comparedRows(data).flatMap((comparison, at) => (comparison.item === id ? [{ at, comparison }] : []))
    : []
}
