import { SUPERVISION_GROUNDS } from '#domain/case/mark.ts'
import { OUTCOMES, REMEDIED } from '#domain/case/outcome.ts'
import { ABOUT } from '#domain/case/publication/draft.ts'
import { MOST_PHOTOS } from '#domain/case/publication/photo.ts'
import { REJECTION_GROUNDS } from '#domain/case/rejection.ts'
import { EMERGENCY_GRADES, EMERGENCY_STAGES, ENFORCEMENT_STAGES, REVIEW_DECISIONS } from '#domain/case/schema.ts'
import type { Decision } from '#domain/case/state.ts'
import { OUTCOME_WORDS, REMEDIED_WORDS } from '#domain/words/zh/case.ts'
import {
  EMERGENCY_STAGE_WORDS,
  ENFORCEMENT_STAGE_WORDS,
  gradeWord,
  REVIEW_DECISION_WORDS,
  SUPERVISION_WORDS,
} from '#domain/words/zh/mark.ts'
import { ABOUT_WORDS, PUBLIC_TEXT_WORDS } from '#domain/words/zh/publication.ts'
import { REJECTION_WORDS } from '#domain/words/zh/rejection.ts'
import { COMPETENCE_FIELDS } from './competence-fields.ts'
import { type DecisionField, STAFF_ONLY, TOLD, wordsOf } from './decision-field.ts'

const PLATFORM_NO: DecisionField = {
  name: 'nationalPlatformNo',
  label: '全国平台编号',
  hint: '已经录入全国生态环境投诉举报平台的，填它的编号。',
  kind: 'line',
  optional: true,
}

const SUPERIOR_BY: DecisionField = {
  name: 'superiorBy',
  label: '上级定的办结期限',
  hint: '上级交办时定了期限的，填那一天，以它为准。',
  kind: 'day',
  ahead: true,
  optional: true,
}
const ANEW = '会公开。请重新写，不要照抄举报内容，不写人名、电话、具体日期。'
const REVIEW_FIELDS: readonly DecisionField[] = [
  { name: 'decision', label: '意见', kind: 'choice', options: () => wordsOf(REVIEW_DECISIONS, REVIEW_DECISION_WORDS) },
  { name: 'text', label: '意见的内容', hint: TOLD, kind: 'text' },
]

/** What each decision asks for, in the order it is filled in. */
export const DECISION_FIELDS: Record<Decision, readonly DecisionField[]> = {
  registration: [PLATFORM_NO, SUPERIOR_BY],
  'information-request': [
    { name: 'text', label: '请举报人补充什么', hint: '举报人凭查询码看得到这段话。', kind: 'text' },
  ],
  acceptance: [SUPERIOR_BY, { name: 'text', label: '告知举报人', hint: TOLD, kind: 'text', optional: true }],
  rejection: [
    {
      name: 'ground',
      label: '不予受理的理由',
      kind: 'choice',
      options: () => REJECTION_GROUNDS.map((ground) => [ground, REJECTION_WORDS[ground].label] as const),
    },
    { name: 'tell', label: '告知举报人', hint: '选好理由后会填入应当告知的内容，请按实际情况改写。', kind: 'text' },
  ],
  forwarding: [
    {
      name: 'department',
      label: '转给哪个部门',
      kind: 'choice',
      options: ({ departments }) => departments.map(({ id, name }) => [id, name] as const),
    },
  ],
  assignment: [
    {
      name: 'to',
      label: '交给哪个街道办事处',
      kind: 'choice',
      options: ({ streets }) => streets.map(({ code, name }) => [code, name] as const),
    },
  ],
  'hand-back': [{ name: 'reason', label: '退回的理由', hint: '写清为什么不归本单位办，或者还缺什么。', kind: 'text' }],
  investigation: [
    { name: 'on', label: '调查日期', kind: 'day' },
    {
      name: 'findings',
      label: '调查情况',
      hint: '到了哪里、看到什么、取了什么证据。只有工作人员看得到。',
      kind: 'text',
    },
    { name: 'wasteTonnes', label: '危险废物（吨）', kind: 'number', optional: true },
    { name: 'heavyMetalTimes', label: '铅、汞、镉、铬、砷、铊、锑最高超标倍数', kind: 'number', optional: true },
    { name: 'metalTimes', label: '镍、铜、锌、银、钒、锰、钴最高超标倍数', kind: 'number', optional: true },
  ],
  'extension-request': [
    { name: 'days', label: '延长几天', hint: ({ extension }) => `一共不能超过 ${extension}。`, kind: 'number' },
    { name: 'reason', label: '延期理由', hint: `批准后，${TOLD}`, kind: 'text' },
  ],
  extension: [],
  'closure-proposal': [
    { name: 'outcome', label: '调查结论', kind: 'choice', options: () => wordsOf(OUTCOMES, OUTCOME_WORDS) },
    { name: 'remedied', label: '整改情况', kind: 'choice', options: () => wordsOf(REMEDIED, REMEDIED_WORDS) },
    { name: 'measures', label: '采取的措施', kind: 'text' },
  ],
  closure: [],
  reply: [
    {
      name: 'text',
      label: '给举报人的答复',
      hint: '举报人凭查询码看得到这段话。不要写出其他人的个人信息。',
      kind: 'text',
    },
  ],
  'follow-up': [
    {
      name: 'satisfied',
      label: '是否满意',
      kind: 'choice',
      optional: true,
      options: () => [
        ['true', '满意'],
        ['false', '不满意'],
      ],
    },
    { name: 'text', label: '回访情况', hint: STAFF_ONLY, kind: 'text', optional: true },
  ],
  'review-request': [{ name: 'text', label: '举报人的理由', hint: STAFF_ONLY, kind: 'text' }],
  review: REVIEW_FIELDS,
  'recheck-request': [{ name: 'text', label: '举报人的理由', hint: STAFF_ONLY, kind: 'text' }],
  recheck: REVIEW_FIELDS,
  hearing: [
    { name: 'beganOn', label: '听证开始', kind: 'day' },
    { name: 'endedOn', label: '听证结束', hint: '还在进行的先空着。', kind: 'day', optional: true },
    { name: 'text', label: '说明', hint: STAFF_ONLY, kind: 'text', optional: true },
  ],
  transfer: [
    { name: 'body', label: '移送给谁', hint: '写全称，例如“中原区城市管理局”。', kind: 'line' },
    { name: 'reason', label: '移送理由', hint: TOLD, kind: 'text' },
  ],
  merge: [{ name: 'into', label: '并入哪一件', hint: '填那一件的编号，例如 T-2026-ABCDEF。', kind: 'line' }],
  separation: [{ name: 'reason', label: '撤销的理由', hint: STAFF_ONLY, kind: 'text' }],
  split: [
    {
      name: 'texts',
      label: '各个事项',
      hint: '一个事项写一段，中间空一行，至少两段。第一段留在这件，其余各立一件。',
      kind: 'parts',
    },
  ],
  reopening: [{ name: 'reason', label: '重新办理的理由', hint: TOLD, kind: 'text' }],
  'reopening-refusal': [{ name: 'reason', label: '不重新办理的理由', hint: TOLD, kind: 'text' }],
  urging: [{ name: 'text', label: '催办的话', hint: STAFF_ONLY, kind: 'text', optional: true }],
  supervision: [
    {
      name: 'ground',
      label: '督办的理由',
      kind: 'choice',
      options: () => wordsOf(SUPERVISION_GROUNDS, SUPERVISION_WORDS),
    },
    { name: 'by', label: '督办期限', hint: '不能晚于现在的办结期限。', kind: 'day', ahead: true, optional: true },
    { name: 'text', label: '督办要求', hint: STAFF_ONLY, kind: 'text', optional: true },
  ],
  'emergency-grade': [
    {
      name: 'grade',
      label: '突发等级',
      kind: 'choice',
      options: (_, limits) => EMERGENCY_GRADES.map((grade) => [grade, gradeWord(grade, limits)] as const),
    },
    { name: 'text', label: '判定的依据', hint: STAFF_ONLY, kind: 'text' },
  ],
  'emergency-report': [
    {
      name: 'stage',
      label: '报告种类',
      kind: 'choice',
      options: () => wordsOf(EMERGENCY_STAGES, EMERGENCY_STAGE_WORDS),
    },
    { name: 'body', label: '报给谁', hint: '例如“区政府、市生态环境局”。', kind: 'line' },
    { name: 'text', label: '报告内容', hint: STAFF_ONLY, kind: 'text' },
  ],
  enforcement: [
    {
      name: 'stage',
      label: '到了哪一步',
      kind: 'choice',
      options: () => wordsOf(ENFORCEMENT_STAGES, ENFORCEMENT_STAGE_WORDS),
    },
    { name: 'on', label: '日期', kind: 'day' },
    { name: 'number', label: '案号', hint: '立案时必填。', kind: 'line', optional: true },
    { name: 'text', label: '说明', hint: STAFF_ONLY, kind: 'text', optional: true },
  ],
  'enforcement-extension': [{ name: 'reason', label: '延长的理由', hint: STAFF_ONLY, kind: 'text' }],
  'joint-handling': [
    {
      name: 'partners',
      label: '配合单位',
      hint: '牵头单位不变；勾选的单位也能看这件、记录调查。全部不勾就是取消联合办理。',
      kind: 'many',
      options: ({ departments, streets }) => [
        ...departments.map(({ id, name }) => [id, name] as const),
        ...streets.map(({ code, name }) => [code, name] as const),
      ],
    },
  ],
  recusal: [
    {
      name: 'person',
      label: '谁要回避',
      hint: '不选就是您自己。',
      kind: 'choice',
      optional: true,
      when: 'head',
      options: ({ people = [] }) => people.map(({ id, name }) => [id, name] as const),
    },
    { name: 'reason', label: '有什么关系', hint: '例如与被举报单位有亲属、投资关系。', kind: 'text' },
  ],
  ...COMPETENCE_FIELDS,
  'publication-draft': [
    { name: 'problem', label: PUBLIC_TEXT_WORDS.problem, hint: ANEW, kind: 'text' },
    { name: 'findings', label: PUBLIC_TEXT_WORDS.findings, hint: ANEW, kind: 'text' },
    { name: 'measures', label: PUBLIC_TEXT_WORDS.measures, hint: ANEW, kind: 'text' },
    ...ABOUT.map(
      (about): DecisionField => ({
        name: about,
        label: `有关的${ABOUT_WORDS[about]}`,
        kind: 'record',
        of: about,
        optional: true,
      }),
    ),
    {
      name: 'photos',
      label: '附上的照片',
      hint: `最多 ${MOST_PHOTOS} 张，只能选负责人批准过的遮盖照片。先看拍摄的位置会不会让人认出是谁拍的。说明会公开：请重新写，不写人名、电话、具体日期。`,
      kind: 'photos',
      optional: true,
    },
    { name: 'change.changed', label: '更正了什么', hint: '会公开。', kind: 'text', optional: true, when: 'published' },
    { name: 'change.basis', label: '更正的依据', hint: '会公开。', kind: 'text', optional: true, when: 'published' },
  ],
  publication: [],
  'publication-return': [{ name: 'reason', label: '要改什么', hint: STAFF_ONLY, kind: 'text' }],
  'publication-withdrawal': [{ name: 'basis', label: '撤回的依据', hint: '会公开，不要写人名、电话。', kind: 'text' }],
  archiving: [],
  note: [{ name: 'text', label: '备注', hint: '只有工作人员看得到。', kind: 'text' }],
}
