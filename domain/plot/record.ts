import type { PageFrame, PlotPage } from '../page.ts'
import { openRecord, refOf } from '../record-form.ts'
import { type Table, tableCsv } from '../record-table.ts'
import { PLOT_STAGE_WORDS } from '../words/zh/remediation.ts'
import { PLOT_STAGES } from './schema.ts'

/** The register of plots as a table: one line each. */
export const PLOT_TABLE: Table<'plot'> = {
  header: [
    '地块编号',
    '名称',
    '地址',
    '街道代码',
    '面积m2',
    '原用途',
    '规划用途',
    ...PLOT_STAGES.map((stage) => `${PLOT_STAGE_WORDS[stage]}日期`),
    '列入省名录日期',
    '名录公告',
    '使用限制',
    '联系方式',
    '版本',
    '发布日期',
  ],
  lines: (data, record) => [
    [
      data.id,
      data.name,
      data.address,
      data.street,
      data.area,
      data.formerUse,
      data.plannedUse,
      ...PLOT_STAGES.map((stage) => data.stages[stage]),
      data.listed?.on,
      data.listed?.notice,
      data.restriction,
      data.contact,
      record.version,
      record.publishedOn,
    ],
  ],
}

/** `/plots/<id>.json`: the entry and everything published about the plot. */
export function recordJson(page: PlotPage, frame: PageFrame): object {
  return openRecord(page, frame, {
    remediations: page.remediations.map((one) => refOf(one, frame)),
    transfers: page.transfers.map((one) => refOf(one, frame)),
    assessments: page.assessments.map((one) => refOf(one, frame)),
    cases: page.cases.map((one) => refOf(one, frame)),
  })
}

/** `/plots/<id>.csv` */
export function recordCsv(page: PlotPage): string {
  return tableCsv(PLOT_TABLE, [page.record])
}
