import { COMPETENCE_ARTICLE } from '../../case/competence.ts'
import { clocksOf, publicClocks } from '../../case/deadline.ts'
import { type Rule, ruleOn } from '../../case/rule.ts'
import type { Case, DecisionInput } from '../../case/schema.ts'
import { dayWord } from './clock.ts'
import { decisionTold, questionTold } from './competence.ts'
import { hearingTold } from './hearing.ts'
import { REVIEW_DECISION_WORDS } from './mark.ts'

/**
 * What a decision says to the reporter in words, as a message from the bureau; null when its step alone is enough.
 * The law wants the reason of an extension told, where a matter went, and what may be asked for next.
 */
export function toldOf(
  current: Case,
  next: Case,
  { decision, input }: DecisionInput,
  rules: readonly Rule[],
): string | null {
  switch (decision) {
    case 'information-request':
    case 'reply':
      return input.text
    case 'acceptance':
      return input.text ?? null
    case 'rejection':
      return input.tell
    case 'extension': {
      const by = clocksOf(next, rules).find((one) => one.step === 'close')?.by
      return `您反映的事项情况复杂，办理期限经批准延长 ${current.extensionDays} 日${by ? `，最迟 ${dayWord(by)} 办结` : ''}。延期理由：${current.extensionReason}`
    }
    case 'competence-question':
      return next.competence && questionTold(next.competence.bodies, COMPETENCE_ARTICLE)
    case 'competence-decision':
      return next.competence && decisionTold(next.competence, input.text, COMPETENCE_ARTICLE)
    case 'hearing': {
      const clock = clocksOf(next, rules).find((one) => one.step === 'recheck')
      const { article } = ruleOn(rules, 'recheck', next.recheckRequestedOn ?? input.beganOn)
      const by = clock ? { on: clock.by, provisional: clock.provisional } : null
      return hearingTold({ beganOn: input.beganOn, endedOn: input.endedOn ?? null }, by, article)
    }
    case 'transfer':
      return `您反映的事项由${input.body}负责，我们已经移送该单位办理。理由：${input.reason}\n如需了解进展，请向该单位查询。`
    case 'merge':
      if (current.splitFrom)
        return `您反映的内容里分出的一个事项（${current.reference}）与我们正在办理的另一件属于同一事项，已经合并办理。原来的查询码继续有效，可以查看后续进展。`
      return '您反映的事项与我们正在办理的另一件举报属于同一事项，已经合并办理。原来的查询码继续有效，可以查看后续进展。'
    case 'separation':
      if (current.splitFrom)
        return `您反映的内容里分出的一个事项（${current.reference}）已恢复单独办理，原来的查询码继续有效。`
      return '您反映的事项已恢复单独办理，原来的查询码继续有效。'
    case 'split':
      return `您反映的内容涉及 ${input.texts.length} 个事项，已经分开办理。用原来的查询码可以查看每一个事项的进展。`
    case 'reopening':
      return `您反映的事项已经重新办理，办结期限重新计算。理由：${input.reason}`
    case 'reopening-refusal': {
      const until = publicClocks(next, rules).window
      const more = until?.step === 'review-request' ? `\n对答复不服的，可以在 ${dayWord(until.by)} 以前申请复查。` : ''
      return `您说问题没有解决，我们研究后决定不重新办理。理由：${input.reason}${more}`
    }
    case 'review':
    case 'recheck': {
      const until = publicClocks(next, rules).window
      const more = until
        ? `对复查意见不服的，可以在 ${dayWord(until.by)} 以前申请复核。`
        : decision === 'recheck' && input.decision !== 'redo'
          ? '这是复核终结意见。以同一事实和理由再次提出的，依法不再受理。'
          : ''
      return `${decision === 'review' ? '复查' : '复核'}意见：${REVIEW_DECISION_WORDS[input.decision]}。${input.text}${more && `\n${more}`}`
    }
    default:
      return null
  }
}
