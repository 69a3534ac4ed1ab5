import { OUTCOMES, REMEDIED } from '#domain/case/outcome.ts'
import { REJECTION_GROUNDS } from '#domain/case/rejection.ts'
import type { Decision } from '#domain/case/state.ts'
import { OUTCOME_WORDS, REJECTION_WORDS, REMEDIED_WORDS } from '#domain/words/zh/case.ts'
import type { Choices } from '../../client.ts'

/** One thing to fill in for a decision. `name` is the key the API takes. */
export type DecisionField = {
  name: string
  label: string
  hint?: string
  optional?: true
} & (
  | { kind: 'line' | 'text' | 'day' }
  | { kind: 'choice'; options: (choices: Choices) => readonly (readonly [string, string])[] }
)

const wordsOf = <V extends string>(values: readonly V[], words: Record<V, string>) =>
  values.map((value) => [value, words[value]] as const)

const PLATFORM_NO: DecisionField = {
  name: 'nationalPlatformNo',
  label: '全国平台编号',
  hint: '已经录入全国生态环境投诉举报平台的，填它的编号。',
  kind: 'line',
  optional: true,
}

/** What each decision asks for, in the order it is filled in. */
export const DECISION_FIELDS: Record<Decision, readonly DecisionField[]> = {
  registration: [PLATFORM_NO],
  'information-request': [
    { name: 'text', label: '请举报人补充什么', hint: '举报人凭查询码看得到这段话。', kind: 'text' },
  ],
  acceptance: [],
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
  ],
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
  archiving: [],
  note: [{ name: 'text', label: '备注', hint: '只有工作人员看得到。', kind: 'text' }],
}

/** What a decision does, said before it is made. */
export const DECISION_EFFECTS: Record<Decision, string> = {
  registration: '登记后进入审查，应当在时限内决定是否受理。',
  'information-request': '举报人会收到通知，补充以前办件停在「待补充」。',
  acceptance: '受理后开始计算办结时限，接着应当转办或者交办。举报人会看到「办理中」。',
  rejection: '举报人会看到「不受理」和您写的告知内容。',
  forwarding: '办件转到这个部门，由它调查。',
  assignment: '办件交到这个街道办事处，由它调查。',
  'hand-back': '办件退回上一个环节，理由会留在经过里。',
  investigation: '记下一次调查。可以记多次，记下后就能提请办结。',
  'closure-proposal': '提请负责人审批。提请的人不能自己批准办结。',
  closure: '批准后举报人会看到「已办结」，接着由受理员答复。',
  reply: '答复发给这件的每一位举报人。',
  archiving: '归档后不再变动，只能加备注。',
  note: '备注不改变办件的状态。',
}
