import { CONCLUSION_WORDS } from '#domain/words/zh/remediation.ts'
import type { ProjectChoice } from './client.ts'
import { type FormSection, named, optionsOf } from './fields.ts'
import { TARGET_FIELDS } from './form-notice.ts'

/** An effectiveness assessment. Its results by point come from a row file, its text from the report. */
export const ASSESSMENT_FORM: readonly FormSection[] = [
  {
    title: '评估的是什么',
    fields: [
      {
        ...named('project'),
        hint: '先公开修复公告，才能填报效果评估。选好以后会带出地块、施工单位和修复目标。',
        kind: 'project',
        fills: fromProject,
      },
      { ...named('plot'), kind: 'fixed' },
      { ...named('contractor'), kind: 'organisation' },
      {
        ...named('assessor'),
        hint: '不能是施工单位（《土壤污染防治法》第六十五条）。',
        kind: 'organisation',
      },
      { ...named('assessedOn'), kind: 'day' },
    ],
  },
  {
    title: '每种污染物达到目标没有',
    fields: [
      {
        ...named('findings'),
        kind: 'list',
        one: '污染物',
        item: [
          ...TARGET_FIELDS,
          { ...named('highest', 'findings'), hint: '照报告写，未检出写“未检出”', kind: 'line' },
          { ...named('met', 'findings'), kind: 'flag', yes: '达到', no: '没有达到' },
        ],
      },
      {
        ...named('conclusion'),
        kind: 'choice',
        options: optionsOf(['met', 'not_met'] as const, CONCLUSION_WORDS),
      },
      { ...named('conclusionText'), kind: 'text' },
      { ...named('aftercare'), kind: 'text' },
    ],
  },
  {
    title: '报告文字和异议',
    fields: [
      {
        ...named('reportText'),
        hint: '上传 PDF 后会自动读出来；扫描件读不出字，请从报告里复制。有了文字，不打开文件也能读、能搜到。',
        kind: 'text',
        rows: 10,
      },
      { ...named('objectionContact'), hint: '单位、电话或邮箱，公开至少两个月。', kind: 'line' },
    ],
  },
]

/** What the notice of the project already says; findings that were begun are left alone. */
function fromProject({ plot, contractor, targets }: ProjectChoice, now: Record<string, unknown>) {
  const begun = Array.isArray(now.findings) && now.findings.length > 0
  return { plot, ...(contractor && { contractor }), ...(targets && !begun && { findings: targets }) }
}
