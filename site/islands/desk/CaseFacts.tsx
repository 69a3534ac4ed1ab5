import { OUTCOME_WORDS, REJECTION_WORDS, REMEDIED_WORDS } from '#domain/words/zh/case.ts'
import type { CaseDetail } from '../../client.ts'
import { longDue } from './due.ts'

/** What is decided so far. */
export function CaseFacts({ detail: { case: current } }: { detail: CaseDetail }) {
  const day = (on: string | null) => on && longDue(on)
  const facts: [string, string | null][] = [
    ['承办单位', current.assigneeName],
    ['交办日期', day(current.assignedOn)],
    ['登记', day(current.registeredOn)],
    ['受理', day(current.acceptedOn)],
    ['调查', day(current.investigatedOn)],
    ['不予受理', current.ground && REJECTION_WORDS[current.ground].label],
    ['调查结论', current.outcome && OUTCOME_WORDS[current.outcome]],
    ['整改情况', current.remedied && REMEDIED_WORDS[current.remedied]],
    ['采取的措施', current.measures],
    ['办结', current.ground ? null : day(current.closedOn)],
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
