import { PLOT_STAGES } from '#domain/plot/schema.ts'
import { IMPACTS, RESPONSIBILITIES } from '#domain/remediation/schema.ts'
import { IMPACT_WORDS, MEDIUM_WORDS, RESPONSIBILITY_WORDS } from '#domain/words/zh/remediation.ts'
import { type FormField, type FormSection, named, optionsOf } from './fields.ts'

/** A pollutant and what is to be left of it, wherever a form asks for one. */
export const TARGET_FIELDS: readonly FormField[] = [
  { ...named('pollutant', 'targets'), kind: 'pollutant' },
  { ...named('target', 'targets'), kind: 'number' },
  { ...named('unit', 'targets'), kind: 'line' },
  { ...named('medium', 'targets'), kind: 'choice', options: optionsOf(['soil', 'groundwater'] as const, MEDIUM_WORDS) },
]

const TARGET_HINT = '单位：土壤一般是 mg/kg，地下水一般是 mg/L。'

/** The notice board of a remediation. */
export const NOTICE_FORM: readonly FormSection[] = [
  {
    title: '项目和地块',
    fields: [
      { ...named('project'), kind: 'line' },
      { ...named('plot'), hint: '地块由生态环境部门登记；列表里没有的，请先联系分局。', kind: 'plot' },
      {
        ...named('responsibility'),
        kind: 'choice',
        options: RESPONSIBILITIES.map((one) => [one, RESPONSIBILITY_WORDS[one].label] as const),
      },
      { ...named('landUser'), kind: 'line', optional: true },
      { ...named('filingNo'), kind: 'line' },
    ],
  },
  {
    title: '修复什么，修复到多少',
    fields: [
      { ...named('targets'), hint: TARGET_HINT, kind: 'list', one: '污染物', item: TARGET_FIELDS },
      { ...named('area'), kind: 'number', unit: '平方米' },
      { ...named('volume'), kind: 'number', unit: '立方米' },
      { ...named('process'), hint: '用居民看得懂的话写：怎么挖、怎么处理、处理完去哪里。', kind: 'text' },
    ],
  },
  {
    title: '时间和单位',
    hint: '公告应当在开工前公开；开工后才公开的，页面会标明“晚于开工”。',
    fields: [
      { ...named('startsOn'), kind: 'day' },
      { ...named('endsOn'), kind: 'day' },
      { ...named('contractor'), kind: 'organisation' },
      { ...named('supervisor'), kind: 'organisation' },
      { ...named('monitor'), kind: 'organisation' },
    ],
  },
  {
    title: '对周边的影响和措施',
    fields: [
      {
        ...named('impacts'),
        kind: 'list',
        one: '影响',
        item: [
          { ...named('aspect', 'impacts'), kind: 'choice', options: optionsOf(IMPACTS, IMPACT_WORDS) },
          { ...named('impact', 'impacts'), kind: 'text', rows: 2 },
          { ...named('measure', 'impacts'), kind: 'text', rows: 2 },
        ],
      },
      { ...named('contact.name'), kind: 'line' },
      { ...named('contact.phone'), kind: 'line' },
      { ...named('complaintChannel'), hint: '写在公告牌上，居民照着能找到人。', kind: 'text', rows: 2 },
    ],
  },
  {
    title: '进行到哪一步',
    hint: '到了哪一步就填哪一步的日期，没到的空着。',
    fields: PLOT_STAGES.map((stage) => ({
      ...named(`stages.${stage}`),
      kind: 'day' as const,
      optional: true as const,
    })),
  },
]
