import type { PageFrame, TransferPage } from '../page.ts'
import { openRecord, refOf } from '../record-form.ts'
import { type Table, tableCsv } from '../record-table.ts'
import { loadTotals } from './load.ts'

/** Soil transfers as a table: one line per load, one without a load while none was driven. */
export const TRANSFER_TABLE: Table<'soil_transfer'> = {
  header: [
    '编号',
    '项目编号',
    '项目',
    '地块编号',
    '地块',
    '转运单位代码',
    '转运单位',
    '起运日期',
    '结束日期',
    '运输方式',
    '运输路线',
    '计划数量t',
    '去向',
    '去向地址',
    '最终处置',
    '属于危险废物',
    '报告日期',
    '车次',
    '车次日期',
    '出场t',
    '进场t',
    '版本',
    '发布日期',
  ],
  lines: (data, { id, party, version, publishedOn }) =>
    (data.loads.length > 0 ? data.loads : [null]).map((load) => [
      id,
      data.project.id,
      data.project.name,
      data.plot.id,
      data.plot.name,
      party?.code,
      party?.name,
      data.time.from,
      data.time.to,
      data.mode,
      data.route,
      data.quantity,
      data.destination.name,
      data.destination.address,
      data.disposal,
      data.hazardous ? '是' : '否',
      data.reportedOn,
      load?.no,
      load?.on,
      load?.out,
      load?.in,
      version,
      publishedOn,
    ]),
}

/** `/transfers/<id>.json`: the notice, its project and what the loads come to. */
export function recordJson(page: TransferPage, frame: PageFrame): object {
  return openRecord(page, frame, {
    project: page.project && refOf(page.project, frame),
    totals: page.record.data && loadTotals(page.record.data.loads),
  })
}

/** `/transfers/<id>.csv` */
export function recordCsv(page: TransferPage): string {
  return tableCsv(TRANSFER_TABLE, [page.record])
}
