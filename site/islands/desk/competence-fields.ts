import { type COMPETENCE_MOVES, COMPETENCE_WAYS } from '#domain/case/competence.ts'
import { COMPETENCE_WAY_WORDS, HERE } from '#domain/words/zh/competence.ts'
import { type DecisionField, STAFF_ONLY, TOLD, wordsOf } from './decision-field.ts'

/** What is asked where other bodies are competent too. */
export const COMPETENCE_FIELDS: Record<keyof typeof COMPETENCE_MOVES, readonly DecisionField[]> = {
  'competence-question': [
    { name: 'bodies', label: '还有哪些单位有管辖权', hint: '一行写一个，写全称。举报人看得到。', kind: 'lines' },
    { name: 'text', label: '说明', hint: STAFF_ONLY, kind: 'text', optional: true },
  ],
  'competence-decision': [
    {
      name: 'way',
      label: '怎样定的',
      kind: 'choice',
      options: () => wordsOf(COMPETENCE_WAYS, COMPETENCE_WAY_WORDS),
    },
    {
      name: 'body',
      label: '决定的机关',
      hint: '协商一致的不填；由上级决定或者协调的，写全称。',
      kind: 'line',
      optional: true,
    },
    {
      name: 'lead',
      label: '由谁办理',
      kind: 'choice',
      options: ({ bodies = [] }) => [['bureau', HERE] as const, ...bodies.map((body) => [body, body] as const)],
    },
    { name: 'on', label: '决定日期', kind: 'day' },
    { name: 'number', label: '文号', hint: '没有的不填。', kind: 'line', optional: true },
    { name: 'text', label: '决定的内容', hint: TOLD, kind: 'text' },
  ],
}
