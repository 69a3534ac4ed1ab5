import type { AssessmentPage, PageFrame } from '../page.ts'
import { openRecord, refOf } from '../record-form.ts'
import { type Table, tableCsv } from '../record-table.ts'
import { CONCLUSION_WORDS, MEDIUM_WORDS } from '../words/zh/remediation.ts'

/** Effectiveness assessments as a table: one line per target of the remediation. */
export const ASSESSMENT_TABLE: Table<'effect_assessment'> = {
  header: [
    '编号',
    '项目编号',
    '项目',
    '地块编号',
    '地块',
    '责任人代码',
    '责任人',
    '评估单位代码',
    '评估单位',
    '施工单位',
    '评估日期',
    '污染物',
    '修复目标',
    '单位',
    '介质',
    '最高结果',
    '达到目标',
    '结论',
    '异议截止日期',
    '版本',
    '发布日期',
  ],
  lines: (data, { id, party, version, publishedOn }) =>
    data.findings.map((finding) => [
      id,
      data.project.id,
      data.project.name,
      data.plot.id,
      data.plot.name,
      party?.code,
      party?.name,
      data.assessor.code,
      data.assessor.name,
      data.contractor.name,
      data.assessedOn,
      finding.pollutant,
      finding.target,
      finding.unit,
      MEDIUM_WORDS[finding.medium],
      finding.highest,
      finding.met ? '是' : '否',
      CONCLUSION_WORDS[data.conclusion],
      data.objectionsUntil,
      version,
      publishedOn,
    ]),
}

/** `/assessments/<id>.json`: the assessment with every result and the report's words, and its project. */
export function recordJson(page: AssessmentPage, frame: PageFrame): object {
  return openRecord(page, frame, { project: page.project && refOf(page.project, frame) })
}

/** `/assessments/<id>.csv` */
export function recordCsv(page: AssessmentPage): string {
  return tableCsv(ASSESSMENT_TABLE, [page.record])
}
