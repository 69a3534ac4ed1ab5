import type { Competence, CompetenceWay } from '../../case/competence.ts'
import { dayWord } from './clock.ts'

export const COMPETENCE_WAY_WORDS: Readonly<Record<CompetenceWay, string>> = {
  agreed: '各单位协商一致',
  superior: '共同的上一级机关决定',
  'joint-meeting': '共同的信访工作联席会议协调',
}

/** What is wrong with a decision as it was entered. */
export const COMPETENCE_PROBLEM_WORDS = {
  unknownLead: '请选本局，或者登记过的其他管辖单位。',
  beforeReceipt: '决定的日期不能早于收到举报的日期。',
  otherBody: (lead: string) => `已经定了由${lead}办理，只能移送给它。`,
} as const

/** Who handles it, as a choice and in a sentence. */
export const HERE = '本局'
export const leadWord = (lead: string): string => (lead === 'bureau' ? HERE : lead)

/** 「待定（本局、某单位）」, or who it is, how that came and when. */
export function competenceWord({ bodies, decided }: Competence): string {
  if (!decided) return `待定：${[HERE, ...bodies].join('、')}`
  const how = decided.by ?? COMPETENCE_WAY_WORDS[decided.way]
  return `${leadWord(decided.lead)}（${[how, dayWord(decided.on), decided.number].filter(Boolean).join('，')}）`
}

/** What the reporter is told while it is open. */
export function questionTold(bodies: readonly string[], article: string): string {
  return `您反映的事项，${bodies.join('、')}也有管辖权，正在协商由哪个单位办理；有争议的，由共同的上一级机关决定。定下来以后告诉您。\n依据：${article}`
}

/** What the reporter is told of the decision. */
export function decisionTold({ bodies, decided }: Competence, text: string, article: string): string {
  if (!decided) throw new Error("couldn't tell who handles a case: nobody decided")
  const how = decided.way === 'agreed' ? '经协商一致' : `经${decided.by}${decided.way === 'superior' ? '决定' : '协调'}`
  const number = decided.number ? `（${decided.number}）` : ''
  const next = decided.lead === 'bureau' ? '' : '我们接着把它移送过去。'
  return `您反映的事项，本局和${bodies.join('、')}都有管辖权。${how}${number}，由${leadWord(decided.lead)}办理。${text}${next && `\n${next}`}\n依据：${article}`
}
