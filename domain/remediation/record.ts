import type { PageFrame, RemediationPage } from '../page.ts'
import { openRecord, refOf } from '../record-form.ts'
import { type Table, tableCsv } from '../record-table.ts'
import { MEDIUM_WORDS, PLOT_STAGE_WORDS, RESPONSIBILITY_WORDS } from '../words/zh/remediation.ts'
import { stagesOf } from './stage.ts'

/** Remediation notices as a table: one line per pollutant that is to be brought down. */
export const REMEDIATION_TABLE: Table<'remediation_notice'> = {
  header: [
    '编号',
    '项目',
    '地块编号',
    '地块',
    '责任人代码',
    '责任人',
    '责任性质',
    '土地使用权人',
    '面积m2',
    '土方量m3',
    '开工日期',
    '完工日期',
    '施工单位',
    '监理单位',
    '监测单位',
    '备案编号',
    '污染物',
    '修复目标',
    '单位',
    '介质',
    '版本',
    '发布日期',
  ],
  lines: (data, { id, party, version, publishedOn }) =>
    data.targets.map((target) => [
      id,
      data.project,
      data.plot.id,
      data.plot.name,
      party?.code,
      party?.name,
      RESPONSIBILITY_WORDS[data.responsibility].label,
      data.landUser,
      data.area,
      data.volume,
      data.startsOn,
      data.endsOn,
      data.contractor.name,
      data.supervisor.name,
      data.monitor.name,
      data.filingNo,
      target.pollutant,
      target.target,
      target.unit,
      MEDIUM_WORDS[target.medium],
      version,
      publishedOn,
    ]),
}

/** `/remediations/<id>.json`: the notice, its plot, the stages as they stand, transfers and assessments. */
export function recordJson(page: RemediationPage, frame: PageFrame): object {
  const { data } = page.record
  const assessed = page.assessments.flatMap((one) => one.data ?? [])
  return openRecord(page, frame, {
    plot: page.plot && refOf(page.plot, frame),
    stages: data
      ? stagesOf(data, page.plot?.data ?? null, assessed).map((line) => ({
          ...line,
          label: PLOT_STAGE_WORDS[line.stage],
        }))
      : [],
    transfers: page.transfers.map((one) => refOf(one, frame)),
    assessments: page.assessments.map((one) => refOf(one, frame)),
    cases: page.cases.map((one) => refOf(one, frame)),
  })
}

/** `/remediations/<id>.csv` */
export function recordCsv(page: RemediationPage): string {
  return tableCsv(REMEDIATION_TABLE, [page.record])
}
