import { OUTCOME_WORDS, REMEDIED_WORDS } from '#domain/words/zh/case.ts'
import { competenceWord } from '#domain/words/zh/competence.ts'
import {
  EMERGENCY_STAGE_WORDS,
  ENFORCEMENT_STAGE_WORDS,
  REVIEW_DECISION_WORDS,
  SUPERVISION_WORDS,
} from '#domain/words/zh/mark.ts'
import { REJECTION_WORDS } from '#domain/words/zh/rejection.ts'
import type { CaseDetail } from '../../client.ts'
import { longDue } from './due.ts'

/** What is decided so far. */
export function CaseFacts({ detail: { case: current } }: { detail: CaseDetail }) {
  const day = (on: string | null) => on && longDue(on)
  const facts: [string, string | null][] = [
    ['所在网格', current.gridName],
    ['承办单位', current.assigneeName],
    ['配合单位', current.partnerNames.join('、')],
    ['交办日期', day(current.assignedOn)],
    ['登记', day(current.registeredOn)],
    ['受理', day(current.acceptedOn)],
    ['调查', day(current.investigatedOn)],
    ['不予受理', current.ground && REJECTION_WORDS[current.ground].label],
    ['调查结论', current.outcome && OUTCOME_WORDS[current.outcome]],
    ['整改情况', current.remedied && REMEDIED_WORDS[current.remedied]],
    ['采取的措施', current.measures],
    ['办结', current.ground ? null : day(current.closedOn)],
    ['管辖', current.competence && competenceWord(current.competence)],
    ['移送给', current.transferredTo],
    ['延长', current.extendedDays > 0 ? `${current.extendedDays} 日` : null],
    ['上级限期', day(current.superiorBy)],
    ['督办', current.supervisionGround && SUPERVISION_WORDS[current.supervisionGround]],
    ['突发报告', current.emergencyStage && EMERGENCY_STAGE_WORDS[current.emergencyStage]],
    ['处罚程序', current.enforcementStage && ENFORCEMENT_STAGE_WORDS[current.enforcementStage]],
    ['案号', current.enforcementNo],
    ['复查', current.reviewDecision && REVIEW_DECISION_WORDS[current.reviewDecision]],
    ['复核', current.recheckDecision && REVIEW_DECISION_WORDS[current.recheckDecision]],
    ['全国平台编号', current.nationalPlatformNo],
  ]
  const known = facts.filter(([, value]) => value)
  if (known.length === 0) return null
  return (
    <section className="sheet" aria-labelledby="facts-title">
      <h2 id="facts-title">办理情况</h2>
      <dl className="facts">
        {known.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
